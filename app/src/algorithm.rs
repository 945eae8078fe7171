//! What the faces show of an algorithm: its permit, versions, assessments, orders, runs and models.

use crate::door::App;
use crate::prepare::kept;
use crate::problem::Problem;
use crate::views::{
    AlgorithmView, AssessmentView, Difference, EvidenceView, GateView, ModelPage, OrderView, PermitView,
    RunLine, RunView, VersionView,
};
use domain::algorithm::{Algorithm, Gate, Permit};
use domain::{AlgorithmId, Digest, RunId, civil_date};
use serde_json::Value;

/// The smallest number of people that is published (S07).
const SMALLEST_CELL: u64 = 10;

impl App {
    /// Everything about one algorithm.
    ///
    /// # Errors
    /// When there is none under this identifier.
    pub async fn algorithm(&self, id: AlgorithmId) -> Result<AlgorithmView, Problem> {
        let state = self.state(id).await?;
        let today = self.today();
        let Some((title, body, purpose, _)) = state.registered.clone() else {
            return Err(Problem::not_found("algorithm", &id.to_string()));
        };
        Ok(AlgorithmView {
            id,
            title,
            body,
            purpose,
            permit: permit(&Permit::of(&state, today)),
            registration: state.registration.as_ref().map(|found| found.entry.clone()),
            versions: versions(&state),
            assessments: newest(
                state.assessments.iter().map(|(id, found)| AssessmentView::new(*id, found)),
                |found| found.evidence,
            ),
            orders: newest(
                state.orders.iter().map(|(id, found)| OrderView::new(*id, found, today)),
                |found| found.evidence,
            ),
            runs: newest(
                state
                    .runs
                    .iter()
                    .map(|run| RunLine { facts: run.facts.clone(), evidence: run.evidence.into() }),
                |run| run.evidence,
            ),
            withdrawn: state.withdrawn.map(|(reason, evidence)| (reason, civil_date(evidence.at))),
        })
    }

    /// The algorithm behind an identifier, its first eight characters or more, or an exact title.
    ///
    /// # Errors
    /// When none or more than one fits.
    pub async fn find_algorithm(&self, text: &str) -> Result<AlgorithmId, Problem> {
        only("algorithm", text, &self.0.store.algorithms_like(text).await?)
    }

    /// The run behind an identifier, its first characters, or a label that one run bears.
    ///
    /// # Errors
    /// When none or more than one fits.
    pub async fn find_run(&self, text: &str) -> Result<RunId, Problem> {
        only("run", text, &self.0.store.runs_like(text).await?)
    }

    /// A model of an algorithm, as people read it.
    ///
    /// # Errors
    /// When the algorithm never proposed it.
    pub async fn model_page(&self, algorithm: AlgorithmId, hash: Digest) -> Result<ModelPage, Problem> {
        let model = self.proposed(algorithm, hash).await?;
        Ok(ModelPage {
            algorithm,
            hash,
            declaration: model.declaration().clone(),
            tables: model.tables(),
            tree: model.tree().cloned(),
        })
    }

    /// What differs between two models of an algorithm, place by place in their canonical form.
    ///
    /// # Errors
    /// When the algorithm never proposed one of them.
    pub async fn differences(
        &self,
        algorithm: AlgorithmId,
        before: Digest,
        after: Digest,
    ) -> Result<Vec<Difference>, Problem> {
        let state = self.state(algorithm).await?;
        let canonical = |hash: Digest| -> Result<Value, Problem> {
            if !state.knows(hash) {
                return Err(Problem::not_found("model", &hash.to_string()));
            }
            let model = kept(&self.0.home, hash)?;
            serde_json::from_str(model.canonical())
                .map_err(|error| crate::problem::fault("compare models", &error))
        };
        let mut found = vec![];
        compare("", Some(&canonical(before)?), Some(&canonical(after)?), &mut found);
        Ok(found)
    }

    /// A run on its own page.
    ///
    /// # Errors
    /// When there is no such run.
    pub async fn run_view(&self, id: RunId) -> Result<RunView, Problem> {
        let not_found = || Problem::not_found("run", &id.to_string());
        let (algorithm, _) = self.0.store.run(&id.to_string()).await?.ok_or_else(not_found)?;
        let algorithm: AlgorithmId = algorithm.parse().map_err(|_| not_found())?;
        let state = self.state(algorithm).await?;
        let run = state.runs.iter().find(|run| run.facts.run == id).ok_or_else(not_found)?;
        let (title, ..) = state.registered.clone().ok_or_else(not_found)?;
        let outcomes = self.0.runs.summary(&id.to_string())?.outcomes;
        let published = outcomes.iter().filter(|(_, count)| *count >= SMALLEST_CELL);
        Ok(RunView {
            algorithm,
            title,
            facts: run.facts.clone(),
            evidence: run.evidence.into(),
            outcomes: published.map(|(outcome, count)| (outcome.to_string(), *count)).collect(),
        })
    }
}

fn only<T: std::str::FromStr>(kind: &'static str, text: &str, found: &[String]) -> Result<T, Problem> {
    match found {
        [one] => one.parse().map_err(|_| Problem::not_found(kind, text)),
        [] => Err(Problem::not_found(kind, text)),
        _ => Err(Problem::invalid(
            kind,
            format!("`{text}` stands for more than one {kind}: give more of the identifier"),
        )),
    }
}

fn newest<T>(found: impl Iterator<Item = T>, evidence: impl Fn(&T) -> EvidenceView) -> Vec<T> {
    let mut list: Vec<T> = found.collect();
    list.sort_by_key(|one| std::cmp::Reverse(evidence(one).position));
    list
}

/// The permit as values to show.
pub fn permit(permit: &Permit) -> PermitView {
    PermitView {
        holds: permit.holds().is_ok(),
        day: permit.day,
        model: permit.model,
        gates: permit.gates.iter().map(gate).collect(),
    }
}

fn gate(gate: &Gate) -> GateView {
    let refusal = gate.answer.as_ref().err().cloned();
    let norm = refusal.as_ref().and_then(domain::Refusal::norm).unwrap_or_else(|| gate.kind.norm());
    let evidence = gate
        .answer
        .as_ref()
        .map(|facts| facts.iter().map(|fact| (*fact).into()).collect())
        .unwrap_or_default();
    GateView { kind: gate.kind, open: refusal.is_none(), refusal, norm: norm.into(), evidence }
}

fn versions(state: &Algorithm) -> Vec<VersionView> {
    let registered = |hash: Digest| state.registration.as_ref().is_some_and(|entry| entry.model == hash);
    let view = |(number, (facts, evidence)): (
        usize,
        &(domain::algorithm::ModelFacts, domain::algorithm::Evidence),
    )| VersionView {
        number,
        facts: facts.clone(),
        evidence: (*evidence).into(),
        registered: registered(facts.hash),
    };
    let mut list: Vec<_> = (1..).zip(&state.models).map(view).collect();
    list.reverse();
    list
}

/// Walks both forms side by side and notes each place where they differ.
fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    let step = |name: &str| {
        if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
    };
    match (before, after) {
        (Some(one), Some(two)) if one == two => {}
        (Some(Value::Object(one)), Some(Value::Object(two))) => {
            let names: std::collections::BTreeSet<&String> = one.keys().chain(two.keys()).collect();
            for name in names {
                compare(&step(name), one.get(name), two.get(name), found);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(two))) => {
            for place in 0..one.len().max(two.len()) {
                compare(&step(&(place + 1).to_string()), one.get(place), two.get(place), found);
            }
        }
        (one, two) => {
            let words = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            found.push(Difference { path: path.to_owned(), before: one.map(words), after: two.map(words) });
        }
    }
}
