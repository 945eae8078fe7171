//! The frozen form: rounded, checked, named by its hash; it decides and explains.

use crate::model_hash::ModelHash;
use crate::statistical::additive::{Additive, Cell, Output, Reasons, Share, Term};
use crate::statistical::fact::{Fact, Field, Mode, facts};
use crate::statistical::form::Form;
use crate::statistical::shape;
use crate::{Decimal, Findings, Place, Undecided, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The version of the rules by which this room decides. A change of meaning is a new version, so a new hash.
const SEMANTICS: &str = "waarborg-statistical/1";

/// A frozen model of points, a tree or a rule set. Nothing in it can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistical {
    name: String,
    fields: Vec<Field>,
    form: Form,
    canonical: String,
    hash: ModelHash,
}

/// What was decided about one person, with what gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The outcome.
    pub outcome: Value,
    /// The score, where points add up.
    pub score: Option<Decimal>,
    /// What each term added; with the intercept they add up to the score exactly.
    pub shares: Vec<Share>,
    /// The nodes from root to leaf, or the rules that held.
    pub path: Vec<usize>,
}

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What the term, node or rule is called.
    pub name: String,
    /// The inputs with their values.
    pub inputs: Vec<(String, Value)>,
    /// The bucket or test in signs.
    pub bucket: String,
    /// What it added; zero for nodes and rules.
    pub points: Decimal,
    /// The code of the reason, if the file has one.
    pub reason: Option<String>,
}

/// Why one person got one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The outcome.
    pub outcome: Value,
    /// The score, where points add up.
    pub score: Option<Decimal>,
    /// Points that everybody gets.
    pub intercept: Decimal,
    /// In the order of the model. Intercept and points add up to the score exactly.
    pub parts: Vec<Part>,
    /// The codes of reasons, the strongest first.
    pub reasons: Vec<String>,
    /// The score as a probability or an expectation, or the share of each outcome that the file counted in the leaf.
    /// For display only.
    pub shown: Vec<(String, Decimal)>,
}

#[derive(Serialize)]
struct Canonical<'a> {
    semantics: &'static str,
    name: &'a str,
    inputs: &'a [Field],
    form: &'a Form,
}

impl Statistical {
    /// Rounds, checks and names a form. Fields that nothing reads are left out: nobody need collect them.
    ///
    /// # Errors
    /// What does not hang together.
    pub fn freeze(name: &str, fields: Vec<Field>, form: Form) -> Result<Self, Findings> {
        let wrong = |message: String| Findings::one("unsound-model", Place::new("rules", 1, 1), message);
        if let Some(fault) = shape::fault(&fields, &form) {
            return Err(wrong(fault));
        }
        let (fields, form) = without_unread(fields, form);
        let form = match form {
            Form::Additive(additive) => {
                Form::Additive(additive.quantised().map_err(|error| wrong(format!("the points: {error}")))?)
            }
            other => other,
        };
        let written = Canonical { semantics: SEMANTICS, name, inputs: &fields, form: &form };
        let canonical = serde_json::to_string(&written).unwrap_or_default();
        let hash = ModelHash(Sha256::digest(canonical.as_bytes()).into());
        Ok(Self { name: name.to_owned(), fields, form, canonical, hash })
    }

    /// What the file calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it reads, in the order of a case's values.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// What it decides by.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// What the hash is over: JSON without spaces.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The name of exactly this model.
    #[must_use]
    pub const fn hash(&self) -> ModelHash {
        self.hash
    }

    /// Decides one case: one value for each field.
    ///
    /// # Errors
    /// Why nothing is decided.
    pub fn decide(&self, case: &[Value], mode: Mode) -> Result<Decided, Undecided> {
        self.decide_facts(&facts(&self.fields, case, mode)?, mode)
    }

    pub(super) fn decide_facts(&self, facts: &[Fact], mode: Mode) -> Result<Decided, Undecided> {
        let plain = |(outcome, path): (Fact, Vec<usize>)| Decided {
            outcome: outcome.value(),
            score: None,
            shares: vec![],
            path,
        };
        match &self.form {
            Form::Tree(tree) => tree.follow(facts, mode).map(plain),
            Form::Rules(rules) => rules.decide(facts).map(plain),
            Form::Additive(additive) => {
                let (score, shares) = additive.score(&self.fields, facts)?;
                Ok(Decided { outcome: additive.outcome(score), score: Some(score), shares, path: vec![] })
            }
        }
    }

    /// The places of the cases whose score lies so near to the threshold that rounding could have decided; a freeze
    /// report lists them.
    #[must_use]
    pub fn near_threshold(&self, cases: &[Vec<Value>], threshold: Decimal) -> Vec<usize> {
        let Form::Additive(additive) = &self.form else { return vec![] };
        let near = |case: &[Value]| {
            let score = self.decide(case, Mode::Strict).ok().and_then(|decided| decided.score);
            score.is_some_and(|score| additive.near_threshold(score, threshold))
        };
        cases.iter().enumerate().filter(|(_, case)| near(case)).map(|(place, _)| place).collect()
    }

    /// Decides one case and says why.
    ///
    /// # Errors
    /// Why nothing is decided.
    pub fn explain(&self, case: &[Value], mode: Mode) -> Result<Explained, Undecided> {
        let facts = facts(&self.fields, case, mode)?;
        let decided = self.decide_facts(&facts, mode)?;
        let mut explained = Explained {
            outcome: decided.outcome,
            score: decided.score,
            intercept: Decimal::ZERO,
            parts: vec![],
            reasons: vec![],
            shown: vec![],
        };
        match &self.form {
            Form::Additive(additive) => {
                explained.intercept = additive.intercept;
                explained.parts =
                    decided.shares.iter().filter_map(|share| self.part(additive, share, &facts)).collect();
                explained.reasons = additive.ranked(&decided.shares);
                let shown = decided.score.and_then(|score| additive.link.shown(score).ok());
                explained.shown = shown.map(|shown| (additive.above(), shown)).into_iter().collect();
            }
            Form::Tree(tree) => {
                let nodes = || decided.path.iter().filter_map(|place| Some((place, tree.nodes.get(*place)?)));
                explained.parts = nodes()
                    .map(|(place, node)| self.tested(&format!("node {place}"), &node.test, &facts))
                    .collect();
                explained.shown =
                    nodes().next_back().map(|(_, node)| shares(&node.counts)).unwrap_or_default();
            }
            Form::Rules(rules) => {
                let held = decided.path.iter().filter_map(|place| rules.rules.get(*place));
                explained.parts = held.map(|rule| self.tested(&rule.id, &rule.test, &facts)).collect();
            }
        }
        Ok(explained)
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|field| field.name.as_str()).collect()
    }

    fn values(&self, inputs: impl IntoIterator<Item = usize>, facts: &[Fact]) -> Vec<(String, Value)> {
        let one = |place: usize| Some((self.fields.get(place)?.name.clone(), facts.get(place)?.value()));
        inputs.into_iter().filter_map(one).collect()
    }

    fn tested(&self, name: &str, test: &crate::statistical::predicate::Predicate, facts: &[Fact]) -> Part {
        Part {
            name: name.to_owned(),
            inputs: self.values(test.inputs(), facts),
            bucket: test.text(&self.names()),
            points: Decimal::ZERO,
            reason: None,
        }
    }

    fn part(&self, additive: &Additive, share: &Share, facts: &[Fact]) -> Option<Part> {
        let (term, names) = (additive.terms.get(share.term)?, self.names());
        let bucket = match term {
            Term::Lookup(lookup) => {
                let name = |input: usize| names.get(input).copied().unwrap_or_default();
                let texts = lookup.axes.iter().zip(&share.places);
                texts.map(|(axis, place)| axis.text(name(axis.input), *place)).collect::<Vec<_>>().join(", ")
            }
            Term::Product(product) => product.text(&names),
        };
        let inputs = self.values(term.inputs(), facts);
        Some(Part {
            name: term.name().to_owned(),
            inputs,
            bucket,
            points: share.points,
            reason: term.reason(share),
        })
    }
}

fn without_unread(fields: Vec<Field>, mut form: Form) -> (Vec<Field>, Form) {
    let read = form.inputs();
    form.renumber(&|input| read.range(..input).count());
    let kept = fields.into_iter().enumerate().filter(|(place, _)| read.contains(place));
    (kept.map(|(_, field)| field).collect(), form)
}

fn shares(counts: &[(String, Decimal)]) -> Vec<(String, Decimal)> {
    let sum = counts.iter().try_fold(Decimal::ZERO, |sum, (_, count)| sum.rounded_sum(*count));
    let share = |(outcome, count): &(String, Decimal)| {
        Some((outcome.clone(), count.rounded_quotient(*sum.as_ref().ok()?).ok()?))
    };
    counts.iter().filter_map(share).collect()
}

impl Term {
    fn reason(&self, share: &Share) -> Option<String> {
        let Self::Lookup(lookup) = self else { return None };
        match lookup.cell(&share.places)? {
            Cell::Adds { reason, .. } => reason.clone(),
            Cell::Refused => None,
        }
    }
}

impl crate::statistical::additive::Product {
    fn text(&self, names: &[&str]) -> String {
        use crate::statistical::predicate::named;
        let factors = self.factors.iter().map(|(formula, power)| match power {
            1 => named(formula, names),
            _ => format!("{}^{power}", named(formula, names)),
        });
        let when = self
            .when
            .iter()
            .map(|(place, fact)| format!("[{} = {fact}]", names.get(*place).copied().unwrap_or_default()));
        let all: Vec<_> = std::iter::once(self.coefficient.to_string()).chain(factors).chain(when).collect();
        all.join(" × ")
    }
}

impl Additive {
    /// What a score becomes.
    #[must_use]
    pub fn outcome(&self, score: Decimal) -> Value {
        match &self.output {
            Output::Score => Value::number(score),
            Output::Classes { at_least, above, below } => {
                Value::text(if score >= *at_least { above } else { below })
            }
        }
    }

    fn above(&self) -> String {
        match &self.output {
            Output::Score => "score".to_owned(),
            Output::Classes { above, .. } => above.clone(),
        }
    }

    /// Codes by how far the points lie on the reason's side of the baseline; of equal ones the first term's first.
    fn ranked(&self, shares: &[Share]) -> Vec<String> {
        let Some(reasons) = self.reasons else { return vec![] };
        let mut ranked: Vec<(Decimal, String)> = shares
            .iter()
            .filter_map(|share| {
                let term = self.terms.get(share.term)?;
                let Term::Lookup(lookup) = term else { return None };
                let (code, baseline) = (term.reason(share)?, lookup.baseline.unwrap_or_default());
                let apart = match reasons {
                    Reasons::PointsBelow => baseline.minus(share.points),
                    Reasons::PointsAbove => share.points.minus(baseline),
                };
                Some((apart.ok()?, code))
            })
            .collect();
        ranked.sort_by_key(|(apart, _)| std::cmp::Reverse(*apart));
        ranked.into_iter().map(|(_, code)| code).collect()
    }
}
