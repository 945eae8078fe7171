//! What an audit found, as figures. Counts that would show a few people are not in it.

use super::asked::{Asked, Part};
use fairness::measure::{Measures, Passage, Pooled};
use fairness::release::Policy;
use fairness::{Counts, Figure};
use serde::Serialize;

/// How strong the evidence of one comparison is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// The figures cannot say.
    Undetermined,
    /// No difference was shown.
    NotShown,
    /// A difference, but with so many comparisons it can be chance.
    Indication,
    /// A difference that stays after correction for all comparisons.
    Shown,
}

/// One group against its reference.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The value; none for people without one.
    pub value: Option<String>,
    /// Whether others are set against this group.
    pub is_reference: bool,
    /// People and how many have the outcome; none when held back.
    pub counts: Option<Counts>,
    pub rate: Figure,
    /// The rate of what the group is set against.
    pub reference_rate: Figure,
    pub ratio: Figure,
    /// The ratio of the numbers as they were printed, when they are rounded.
    pub ratio_as_printed: Option<f64>,
    pub difference: Figure,
    /// More people than at the rate of the reference.
    pub excess: Figure,
    /// Chance, corrected for all comparisons of this report.
    pub chance: Option<f64>,
    /// The smallest ratio that so many people would have shown.
    pub could_see: Figure,
    /// The ratio if everybody of unknown group were assigned in the worst and in the best way.
    pub with_unknowns: Figure,
    pub grade: Grade,
    /// What was found among those with the outcome; only with a truth.
    pub errors: Option<Measures>,
}

/// The groups of one column.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attribute {
    pub column: String,
    /// None: everybody else.
    pub reference: Option<String>,
    pub lines: Vec<Line>,
}

/// One group with a part of its own: its path, its strata, its periods.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Of<T> {
    pub column: String,
    pub value: String,
    pub reference: Option<String>,
    pub found: T,
}

/// One step for a group and what it is set against.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    pub name: String,
    /// Who passed of those who reached the step before; none when held back.
    pub group: Option<Counts>,
    pub reference: Option<Counts>,
    /// How many times as often the group passes, given the step before.
    pub adds: Figure,
    pub from_start: Figure,
    /// The group's share of both together at this step.
    pub share: Figure,
}

impl Step {
    pub fn of(passage: Passage) -> Self {
        let (group, reference) = (printable(passage.group), printable(passage.reference));
        let safe = group.is_some() && reference.is_some();
        let kept = |figure: Figure| if safe { figure } else { Figure::Suppressed };
        Self {
            name: passage.step,
            group: group.filter(|_| safe),
            reference: reference.filter(|_| safe),
            adds: kept(passage.given_before),
            from_start: kept(passage.from_start),
            share: kept(passage.share),
        }
    }
}

/// A comparison within one circumstance or period.
#[derive(Debug, Clone, Serialize)]
pub struct Within {
    pub name: String,
    pub ratio: Figure,
    pub rate: Figure,
}

/// A comparison at equal circumstances.
#[derive(Debug, Clone, Serialize)]
pub struct Equal {
    pub crude: Figure,
    /// The pooled ratio of the numbers as they stand.
    pub pooled: Pooled,
    /// Its range, when the numbers are rounded.
    pub range: Option<Figure>,
}

/// An intersection that the search found.
#[derive(Debug, Clone, Serialize)]
pub struct Crossing {
    pub who: Vec<(String, Option<String>)>,
    /// None when held back.
    pub counts: Option<Counts>,
    pub rate: Figure,
    pub ratio: Figure,
    pub excess: Option<f64>,
    pub chance: f64,
}

/// What the search saw.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    pub compared: usize,
    pub worlds: u64,
    pub seed: u64,
    pub found: Vec<Crossing>,
}

/// Everything that was measured.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Audit {
    pub format: &'static str,
    pub version: &'static str,
    pub sha256: String,
    pub rows: u64,
    pub people: u64,
    pub asked: Asked,
    pub everybody: Figure,
    pub attributes: Vec<Attribute>,
    pub comparisons: usize,
    pub smallest_group: u64,
    pub path: Part<Vec<Of<Vec<Step>>>>,
    pub intersections: Part<Search>,
    pub circumstances: Part<Vec<Of<Equal>>>,
    pub time: Part<Vec<Of<Vec<Within>>>>,
    pub found: Part<()>,
    pub proxies: Part<()>,
    pub clusters: Part<()>,
    /// People without a value, by column.
    pub missing: Vec<(String, Option<u64>)>,
}

/// A count of people, unless it is so small that it shows somebody.
pub fn shown(people: u64) -> Option<u64> {
    Some(people).filter(|people| !(1..Policy::default().threshold).contains(people))
}

/// Counts of which both halves may be shown.
pub fn printable(counts: Counts) -> Option<Counts> {
    shown(counts.selected).and(shown(counts.others())).map(|_| counts)
}
