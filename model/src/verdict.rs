//! The white-box rule (W01, W09, N01, N07): whether people can read this model, and whether it may be used on them.

use crate::declaration::Input;
use crate::dmn::Table;
use crate::frozen::Model;
use crate::{Decimal, Finding, Place};
use serde::Serialize;

/// Our own defaults; no law fixes these numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Inputs about a person (W09).
    pub inputs: usize,
    /// Rules over all tables (W01).
    pub rules: usize,
    /// Tables that stand behind each other (W01).
    pub depth: usize,
    /// The smallest share of the queue that is drawn by lot (N07).
    pub random_share: Decimal,
}

impl Default for Limits {
    fn default() -> Self {
        Self { inputs: 25, rules: 200, depth: 4, random_share: Decimal::scaled(2, 1).unwrap_or_default() }
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
    /// What stands against its use; none means that it may be proposed.
    pub findings: Vec<Finding>,
}

impl Model {
    /// Judges the model by these limits.
    #[must_use]
    pub fn verdict(&self, limits: &Limits) -> Verdict {
        let rules = self.tables_in_order().iter().map(|(_, table)| table.rules.len()).sum();
        let mut verdict = Verdict {
            family: "decision-table",
            inputs: self.inputs().len(),
            rules,
            tables: self.tables_in_order().len(),
            depth: self.depth(),
            findings: vec![],
        };
        let mut findings = self.forbidden();
        findings.extend(unreadable(&verdict, limits));
        findings.extend(self.unexplained());
        findings.extend(self.without_lot(limits));
        verdict.findings = findings;
        verdict
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
            let word = forbidden_word(&input.name)
                .or_else(|| forbidden_word(&input.label.nl))
                .or_else(|| forbidden_word(&input.label.en))?;
            let message =
                format!("the input `{}` stands for {word}: it is never used in a risk profile", input.name);
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
    let counts = [
        ("too-many-inputs", "W09", "inputs", verdict.inputs, limits.inputs),
        ("too-many-rules", "W01", "rules", verdict.rules, limits.rules),
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

/// What a person may never be judged on, by the words that name it. Each word is matched at the start of a part of
/// the name, so that `nationality_code` and `tweede nationaliteit` are found and `international` is not.
const FORBIDDEN: [(&str, &[&str]); 8] = [
    ("nationality", &["nationalit", "staatsburger", "citizenship", "dubbele nat", "paspoort", "passport"]),
    (
        "country of birth",
        &[
            "geboorteland",
            "birth country",
            "country of birth",
            "birthplace",
            "geboorteplaats",
            "land van herkomst",
        ],
    ),
    (
        "ethnic origin",
        &[
            "etni",
            "ethni",
            "afkomst",
            "herkomst",
            "descent",
            "allochtoon",
            "migratieachtergrond",
            "migration background",
        ],
    ),
    ("religion", &["religi", "geloof", "godsdienst", "kerk", "moskee", "faith", "church"]),
    ("language", &["taal", "language", "moedertaal", "mother tongue", "contacttaal"]),
    ("skin colour", &["huid", "skin", "race", "ras "]),
    (
        "the origin of a name",
        &["naamherkomst", "achternaam", "surname", "last name", "voornaam", "first name", "name origin"],
    ),
    ("how long a citizen number has existed", &["bsn", "leeftijd bsn", "burgerservice"]),
];

fn forbidden_word(name: &str) -> Option<&'static str> {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    let found =
        FORBIDDEN.iter().find(|(_, words)| words.iter().any(|word| plain.contains(&format!(" {word}"))));
    found.map(|(what, _)| *what)
}
