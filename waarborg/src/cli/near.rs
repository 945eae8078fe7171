//! `model check --cases`: who stands so near a threshold that the rounding of points could have decided.

use super::case_files::unread;
use super::ending::Ending;
use super::model_files::unfit;
use super::session::Session;
use crate::present::word;
use model::statistical::Statistical;
use model::{Model, SelectionRule, Value};
use runs::{BY_ROW, Cases, Source};
use serde::Serialize;
use std::path::PathBuf;

/// Which file is looked through, and how.
#[derive(Debug, clap::Args)]
pub struct Asked {
    /// People as CSV or Parquet: say whose score lies within rounding of a threshold
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// The column that says who it is; the row, counted from 1, when not told
    #[arg(long, value_name = "COLUMN", requires = "cases", default_value = BY_ROW, hide_default_value = true)]
    person: String,
    /// A column that is not read; may be given again
    #[arg(long, value_name = "COLUMN", requires = "cases")]
    ignore: Vec<String>,
}

/// What was found.
#[derive(Debug, Serialize)]
pub struct Near {
    /// How far rounding can have moved a score; none where every point is exact.
    rounding: Option<String>,
    /// The thresholds that a score is compared with.
    thresholds: Vec<String>,
    /// How many people the file holds.
    people: usize,
    /// Those whose score lies within `rounding` of a threshold.
    found: Vec<String>,
}

impl Asked {
    /// Whether a file was named.
    pub const fn is_asked(&self) -> bool {
        self.cases.is_some()
    }

    /// Looks through the file, if one was named.
    pub fn looked_through(&self, model: &Model, rules: &[u8]) -> Result<Option<Near>, Ending> {
        let Some(file) = &self.cases else { return Ok(None) };
        let source = Source { path: file, person_column: &self.person, ignore: &self.ignore };
        let cases = Cases::read(&source, model).map_err(|found| unread(file, found))?;
        if model::import::is_dmn(rules) {
            return Ok(Some(Near { rounding: None, thresholds: vec![], people: cases.len(), found: vec![] }));
        }
        let maker = model::import::read(rules).map_err(|findings| unfit(&findings))?.model;
        Ok(Some(near(model, &maker, &cases)))
    }
}

fn near(model: &Model, maker: &Statistical, cases: &Cases) -> Near {
    let selected = match &model.declaration().selection.rule {
        SelectionRule::Threshold { at_least } => Some(*at_least),
        _ => None,
    };
    let mut thresholds: Vec<_> = maker.threshold().into_iter().chain(selected).collect();
    thresholds.dedup();
    let place = |name: &str| model.inputs().iter().position(|input| input.name == name);
    let order: Vec<Option<usize>> = maker.fields().iter().map(|field| place(&field.name)).collect();
    let in_order = |case: &[Value]| -> Vec<Value> {
        let value = |place: &Option<usize>| place.and_then(|place| case.get(place)).cloned();
        order.iter().map(|place| value(place).unwrap_or(Value::Null)).collect()
    };
    let is_near = |index: &usize| {
        let case = [in_order(cases.case(*index))];
        thresholds.iter().any(|threshold| !maker.near_threshold(&case, *threshold).is_empty())
    };
    let found = (0..cases.len()).filter(is_near).filter_map(|index| cases.people.get(index).cloned());
    Near {
        rounding: maker.rounding().map(|rounding| rounding.to_string()),
        found: found.collect(),
        thresholds: thresholds.iter().map(ToString::to_string).collect(),
        people: cases.len(),
    }
}

impl Near {
    /// The finding in words.
    pub fn told(&self, session: &Session) -> String {
        let facts = [
            ("people", self.people.to_string()),
            ("rounding", self.rounding.clone().unwrap_or_default()),
            ("thresholds", self.thresholds.join(", ")),
            ("near", self.found.join(", ")),
        ];
        let key = match (&self.rounding, self.thresholds.is_empty(), self.found.is_empty()) {
            (None, ..) => "near-exact",
            (_, true, _) => "near-no-threshold",
            (_, _, true) => "near-nobody",
            _ => "near-somebody",
        };
        word(session.lang(), key, &facts)
    }
}
