//! The norms that refusals protect, by the requirement's id, with the statute and article to read.

use serde::{Deserialize, Serialize};

/// A norm that a condition protects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Norm {
    /// An assessment comes before design, development and use.
    A01,
    /// The outcome of the assessment binds and may be "no".
    A03,
    /// A change makes the assessment stale.
    A05,
    /// Lighter alternatives were weighed.
    A07,
    /// The team is mixed.
    A09,
    /// The assessment is repeated.
    A11,
    /// Registration is mandatory.
    R01,
    /// The decisive fields of the register are not optional.
    R06,
    /// What was used stays findable.
    R10,
    /// No black boxes.
    W01,
    /// No learning during use.
    W02,
    /// Every change is a new version.
    W03,
    /// Only explainable inputs.
    W09,
    /// Forbidden inputs stay out.
    N01,
    /// A random sample beside the targeted one.
    N07,
    /// Binding orders take technical effect.
    O04,
    /// A supervisor's demand has a ground and a scope.
    O08,
    /// Logs are kept of each run.
    L01,
    /// No one approves own work.
    S03,
}

impl Norm {
    /// The requirement's id, for example `A01`.
    #[must_use]
    pub fn id(self) -> String {
        format!("{self:?}")
    }

    /// Statute and article, or the published standard where no statute says it yet.
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::A01 => "AI Act art. 27(1); GDPR art. 35(1); CETS 225 art. 16",
            Self::A03 => "AI Act art. 27; GDPR art. 36; Awb art. 3:4",
            Self::A05 => "AI Act art. 27(2)",
            Self::A07 => "Awb art. 3:4(2); EU Charter art. 52(1)",
            Self::A09 => "IAMA 2.0 part 0.2",
            Self::A11 => "AI Act art. 9(2); CETS 225 art. 16(2)",
            Self::R01 => "AI Act art. 26(8) and 49(3); motion 35 925 VII-26",
            Self::R06 => "AI Act Annex VIII-C; Algorithm publication standard 1.0",
            Self::R10 => "Archiefwet art. 3",
            Self::W01 => "GDPR art. 15(1)(h); EU Charter art. 41(2)(c); Awb art. 3:46",
            Self::W02 => "AI Act art. 15(4)",
            Self::W03 => "AI Act art. 43(4); RVS:2017:1259",
            Self::W09 => "GDPR art. 5(1)(c); Awb art. 3:46",
            Self::N01 => "GDPR art. 9(1); EU Charter art. 21; Grondwet art. 1",
            Self::N07 => "Algoritmekader 6-imp-02; AI Act art. 10(2)(f)",
            Self::O04 => "GDPR art. 58(2)(f); AI Act art. 79",
            Self::O08 => "Awb art. 5:13; GDPR art. 58(4)",
            Self::L01 => "AI Act art. 12, 19 and 26(6)",
            Self::S03 => "Awb art. 2:4",
        }
    }
}
