//! The white-box rule (W01, W09, N01, N07): whether people can read this model, and whether it may be used on them.

use crate::declaration::Input;
use crate::dmn::Table;
use crate::feel::Unary;
use crate::forbidden;
use crate::frozen::Model;
use crate::{Decimal, Finding, Place};
use serde::{Deserialize, Serialize};

/// Our own defaults; no law fixes these numbers. Who is stricter says so in TOML: `inputs = 12`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Inputs about a person (W09).
    pub inputs: usize,
    /// Rules over all tables (W01).
    pub rules: usize,
    /// Buckets of a model of points that add up: people read them as a card, input by input (W01).
    pub buckets: usize,
    /// Tables that stand behind each other (W01).
    pub depth: usize,
    /// Conditions over all tables: cells that look at something (W01).
    pub conditions: usize,
    /// The smallest share of the queue that is drawn by lot (N07), as text: `random_share = "0.25"`.
    pub random_share: Decimal,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            inputs: 25,
            rules: 200,
            buckets: 600,
            depth: 4,
            conditions: 600,
            random_share: Decimal::scaled(2, 1).unwrap_or_default(),
        }
    }
}

/// What the model is, and what stands against its use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The family of readable models that it belongs to.
    pub family: &'static str,
    /// Inputs about a person.
    pub inputs: usize,
    /// Rules over all tables.
    pub rules: usize,
    /// Tables.
    pub tables: usize,
    /// The longest chain of tables.
    pub depth: usize,
    /// Cells that look at something, over all tables.
    pub conditions: usize,
    /// What stands against its use; none means that it may be proposed.
    pub findings: Vec<Finding>,
}

impl Model {
    /// Judges the model by these limits.
    #[must_use]
    pub fn verdict(&self, limits: &Limits) -> Verdict {
        let rules = self.tables_in_order().iter().map(|(_, table)| table.rules.len()).sum();
        let mut verdict = Verdict {
            family: self.family(),
            inputs: self.inputs().len(),
            rules,
            tables: self.tables_in_order().len(),
            depth: self.depth(),
            conditions: self.conditions(),
            findings: vec![],
        };
        let mut findings = self.forbidden();
        findings.extend(unreadable(&verdict, limits));
        findings.extend(self.unexplained());
        findings.extend(self.without_lot(limits));
        verdict.findings = findings;
        verdict
    }

    fn conditions(&self) -> usize {
        let rules = self.tables_in_order().iter().flat_map(|(_, table)| &table.rules);
        rules.flat_map(|rule| &rule.tests).filter(|test| **test != Unary::Any).count()
    }

    fn depth(&self) -> usize {
        let mut depths: Vec<(usize, usize)> = vec![];
        for (node, table) in self.tables_in_order() {
            let below = |table: &Table| {
                let sources = table.columns.iter().map(|column| column.source.node);
                sources
                    .filter_map(|source| depths.iter().find(|(known, _)| *known == source))
                    .map(|(_, depth)| *depth)
                    .max()
            };
            let depth = below(table).unwrap_or(0) + 1;
            depths.push((*node, depth));
        }
        depths.iter().map(|(_, depth)| *depth).max().unwrap_or(0)
    }

    fn places(&self) -> impl Iterator<Item = (&Input, &Place)> {
        self.inputs().iter().zip(self.input_places())
    }

    fn forbidden(&self) -> Vec<Finding> {
        let found = self.places().filter_map(|(input, place)| {
            let names = [&input.name, &input.label.nl, &input.label.en].into_iter().chain(&input.values);
            let (what, word) = names.into_iter().find_map(|name| forbidden::ground(name))?;
            let message = format!(
                "the input `{}` stands for {what} (`{word}`): it is never used in a risk profile",
                input.name
            );
            Some(Finding { code: "forbidden-input", norm: Some("N01"), place: place.clone(), message })
        });
        found.collect()
    }

    fn unexplained(&self) -> Vec<Finding> {
        let blank = |words: &crate::Words| words.nl.trim().is_empty() || words.en.trim().is_empty();
        let missing = |input: &Input| match () {
            () if blank(&input.reason) => Some("plain reason in Dutch and English"),
            () if blank(&input.source) => Some("source in Dutch and English"),
            () if input.ground.trim().is_empty() => Some("legal ground"),
            () => None,
        };
        let found = self.places().filter_map(|(input, place)| {
            let message = format!("the input `{}` lacks a {}", input.name, missing(input)?);
            Some(Finding { code: "unexplained-input", norm: Some("W09"), place: place.clone(), message })
        });
        found.collect()
    }

    fn without_lot(&self, limits: &Limits) -> Option<Finding> {
        let share = self.declaration().selection.random_share;
        (share < limits.random_share).then(|| Finding {
            code: "no-random-share",
            norm: Some("N07"),
            place: Place::new(crate::declaration::FILE, 1, 1),
            message: format!("{share} of the queue is drawn by lot: at least {} is needed to see whether targeting is fair", limits.random_share),
        })
    }
}

fn unreadable(verdict: &Verdict, limits: &Limits) -> Vec<Finding> {
    let card = verdict.family == "additive";
    let (rules, conditions) = if card {
        (limits.buckets, limits.buckets.saturating_mul(2))
    } else {
        (limits.rules, limits.conditions)
    };
    let counts = [
        ("too-many-inputs", "W09", "inputs", verdict.inputs, limits.inputs),
        ("too-many-rules", "W01", "rules", verdict.rules, rules),
        ("too-many-conditions", "W01", "conditions", verdict.conditions, conditions),
        ("too-deep", "W01", "tables behind each other", verdict.depth, limits.depth),
    ];
    let over = counts.into_iter().filter(|(.., found, limit)| found > limit);
    let finding = |(code, norm, what, found, limit): (&'static str, &'static str, _, usize, usize)| Finding {
        code,
        norm: Some(norm),
        place: Place::new(crate::declaration::FILE, 1, 1),
        message: format!("the model has {found} {what}: with more than {limit} nobody can read it any more"),
    };
    over.map(finding).collect()
}
