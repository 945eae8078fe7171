//! An algorithm with its permit: each gate open or shut, with reason, norm and evidence.

use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{both, date, number, percent, refused, word};
use app::Problem;
use app::views::{AlgorithmView, AssessmentView, GateView, OrderView, VersionView};
use askama::Template;
use axum::extract::Path;
use domain::algorithm::Outcome;
use domain::civil_date;

#[derive(Template)]
#[template(path = "algorithm.html")]
struct AlgorithmTemplate {
    frame: Frame,
    body: String,
    purpose: String,
    withdrawn: Option<String>,
    holds: bool,
    verdict: String,
    gates: Vec<Gate>,
    entry: Option<Entry>,
    versions: Vec<Version>,
    assessments: Vec<Assessment>,
    orders: Vec<String>,
    runs: Vec<(String, String)>,
}

struct Gate {
    open: bool,
    name: String,
    state: String,
    reasons: Vec<String>,
    norm: String,
    evidence: Vec<u64>,
}

struct Entry {
    description: String,
    consequences: String,
    objection: String,
    basis: String,
    sources: String,
    responsible: String,
}

struct Version {
    number: usize,
    href: String,
    short: String,
    facts: String,
    registered: bool,
    differences: Option<String>,
}

struct Assessment {
    title: String,
    balance: String,
    signatures: Vec<String>,
}

pub async fn page(visit: Visit, Path(id): Path<String>) -> Page {
    let not_found = || visit.problem(Problem::NotFound { kind: "algorithm", id: id.clone() });
    let id = id.parse().map_err(|_| not_found())?;
    let view = visit.pages.faces.app.algorithm(id).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit.frame(both(visit.lang(), &view.title)).with_twin(format!("/api/v1/algorithms/{id}"));
    html(&template(frame, &view))
}

fn template(frame: Frame, view: &AlgorithmView) -> AlgorithmTemplate {
    let lang = frame.lang;
    let verdict = if view.permit.holds { "permit-holds" } else { "permit-refused" };
    let run = |run: &app::views::RunLine| {
        let facts = [
            ("label", run.facts.label.to_string()),
            ("people", number(lang, run.facts.people)),
            ("selected", number(lang, run.facts.selected)),
        ];
        (frame.href(&format!("/runs/{}", run.facts.run)), word(lang, "run-line", &facts))
    };
    let withdrawn = view.withdrawn.as_ref().map(|(reason, day)| {
        word(lang, "withdrawn", &[("date", date(lang, *day)), ("reason", reason.to_string())])
    });
    AlgorithmTemplate {
        body: view.body.to_string(),
        purpose: both(lang, &view.purpose).to_owned(),
        withdrawn,
        holds: view.permit.holds,
        verdict: word(lang, verdict, &[("date", date(lang, view.permit.day))]),
        gates: view.permit.gates.iter().map(|gate| self::gate(&frame, gate)).collect(),
        entry: view.registration.as_ref().map(|found| entry(&frame, found)),
        versions: versions(&frame, view),
        assessments: view.assessments.iter().map(|one| assessment(&frame, one)).collect(),
        orders: view.orders.iter().map(|one| order(&frame, one)).collect(),
        runs: view.runs.iter().map(run).collect(),
        frame,
    }
}

fn gate(frame: &Frame, gate: &GateView) -> Gate {
    let kind = gate.kind.word();
    let shut = gate.refusal.as_ref().map(|refusal| refused(frame.lang, refusal));
    let reasons = shut.map_or_else(
        || vec![frame.w(&format!("gate-{kind}-open"))],
        |shut| shut.into_iter().map(|one| one.words).collect(),
    );
    Gate {
        open: gate.open,
        name: frame.w(&format!("gate-{kind}")),
        state: frame.w(if gate.open { "gate-open" } else { "gate-shut" }),
        reasons,
        norm: format!("{} – {}", gate.norm.id.id(), gate.norm.citation),
        evidence: gate.evidence.iter().map(|fact| fact.position).collect(),
    }
}

fn entry(frame: &Frame, found: &domain::algorithm::RegistrationEntry) -> Entry {
    let words = |text: &domain::Bilingual| both(frame.lang, text).to_owned();
    Entry {
        description: words(&found.description),
        consequences: words(&found.consequences),
        objection: words(&found.objection),
        basis: found.legal_basis.to_string(),
        sources: found.sources.to_string(),
        responsible: found.responsible.to_string(),
    }
}

/// Newest first; each but the oldest links to what changed since the one before.
fn versions(frame: &Frame, view: &AlgorithmView) -> Vec<Version> {
    let one = |(place, version): (usize, &VersionView)| {
        let facts = [
            ("inputs", version.facts.inputs.to_string()),
            ("rules", version.facts.rules.to_string()),
            ("share", percent(frame.lang, version.facts.random_share_permyriad)),
        ];
        let before = view.versions.get(place + 1).map(|before| before.facts.hash);
        let base = format!("/algorithms/{}", view.id);
        Version {
            number: version.number,
            href: frame.href(&format!("{base}/models/{}", version.facts.hash)),
            short: version.facts.hash.short(),
            facts: word(frame.lang, "version-facts", &facts),
            registered: version.registered,
            differences: before.map(|before| {
                frame.href(&format!("{base}/differences?before={before}&after={}", version.facts.hash))
            }),
        }
    };
    view.versions.iter().enumerate().map(one).collect()
}

fn assessment(frame: &Frame, one: &AssessmentView) -> Assessment {
    let key = match one.outcome {
        Some(Outcome::Approved) => "assessment-approved",
        Some(Outcome::Rejected) => "assessment-rejected",
        None => "assessment-open",
    };
    let facts = [("date", date(frame.lang, one.content.valid_until)), ("model", one.model.short())];
    let signature = |(role, outcome, reason): &(domain::Role, Outcome, domain::Text)| {
        let key = if *outcome == Outcome::Approved { "signature-approved" } else { "signature-rejected" };
        word(frame.lang, key, &[("role", frame.role(role.word())), ("reason", reason.to_string())])
    };
    Assessment {
        title: word(frame.lang, key, &facts),
        balance: one.content.balance.to_string(),
        signatures: one.signatures.iter().map(signature).collect(),
    }
}

/// An order in a sentence.
pub fn order(frame: &Frame, one: &OrderView) -> String {
    let facts = [
        ("date", date(frame.lang, civil_date(one.evidence.at))),
        ("reason", one.terms.reason.to_string()),
        ("power", one.terms.power.to_string()),
    ];
    word(frame.lang, if one.in_force { "order-in-force" } else { "order-lifted" }, &facts)
}
