//! The frozen form: rounded, checked, named by its hash; it decides.

use crate::model_hash::ModelHash;
use crate::statistical::additive::{Additive, Output, Share};
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

    /// The bound between two classes, if that is what the score becomes.
    #[must_use]
    pub const fn threshold(&self) -> Option<Decimal> {
        match &self.form {
            Form::Additive(Additive { output: Output::Classes { at_least, .. }, .. }) => Some(*at_least),
            _ => None,
        }
    }

    /// How far rounding can have moved a score; none where nothing is added up.
    #[must_use]
    pub fn rounding(&self) -> Option<Decimal> {
        match &self.form {
            Form::Additive(additive) => Some(additive.rounding()),
            _ => None,
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

    pub(super) fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|field| field.name.as_str()).collect()
    }
}

fn without_unread(fields: Vec<Field>, mut form: Form) -> (Vec<Field>, Form) {
    let read = form.inputs();
    form.renumber(&|input| read.range(..input).count());
    let kept = fields.into_iter().enumerate().filter(|(place, _)| read.contains(place));
    (kept.map(|(_, field)| field).collect(), form)
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
}
