//! Every kind of problem with its stable code; a test holds the codes and norms against the domain's refusals.

use domain::Norm;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Its stable name: the end of its address.
    pub code: &'static str,
    /// The norm that it protects; none where it depends on the case or there is none.
    pub norm: Option<Norm>,
}

const fn kind(code: &'static str, norm: Option<Norm>) -> Kind {
    Kind { code, norm }
}

/// Every kind: first the rules' own, in the order of a dossier, then those of requests.
pub const KINDS: [Kind; 43] = [
    kind("not-registered", Some(Norm::R01)),
    kind("already-registered", None),
    kind("withdrawn", Some(Norm::R10)),
    kind("no-model", Some(Norm::W01)),
    kind("unknown-model", Some(Norm::W02)),
    kind("model-not-accepted", Some(Norm::W01)),
    kind("model-already-proposed", Some(Norm::W03)),
    kind("model-changed", Some(Norm::W02)),
    kind("not-assessed", Some(Norm::A01)),
    kind("assessment-rejected", Some(Norm::A03)),
    kind("assessment-expired", Some(Norm::A11)),
    kind("assessment-exists", None),
    kind("unknown-assessment", Some(Norm::A01)),
    kind("assessment-decided", Some(Norm::A03)),
    kind("alternatives-missing", Some(Norm::A07)),
    kind("term-too-long", Some(Norm::A11)),
    kind("term-passed", Some(Norm::A11)),
    kind("same-person", Some(Norm::S03)),
    kind("role-taken", Some(Norm::A09)),
    kind("role-cannot-sign", Some(Norm::A09)),
    kind("signatures-missing", Some(Norm::A09)),
    kind("not-published", Some(Norm::R01)),
    kind("entry-incomplete", Some(Norm::R06)),
    kind("suspended", Some(Norm::O04)),
    kind("order-exists", None),
    kind("order-not-in-force", Some(Norm::O04)),
    kind("order-ended", Some(Norm::O08)),
    kind("run-exists", Some(Norm::L01)),
    kind("run-inconsistent", Some(Norm::L01)),
    kind("random-share-too-small", Some(Norm::N07)),
    kind("no-permit", None),
    kind("invalid-input", None),
    kind("unauthorized", None),
    kind("forbidden", None),
    kind("not-found", None),
    kind("method-not-allowed", None),
    kind("not-acceptable", None),
    kind("conflict", None),
    kind("pending", Some(Norm::L01)),
    kind("halted", Some(Norm::L01)),
    kind("too-large", None),
    kind("unsupported-media-type", None),
    kind("fault", None),
];
