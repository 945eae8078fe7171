//! Every question about one model, asked in turn.

use super::questions::Questions;
use super::report::{Analysis, AnalysisLimits, Finding, Shown};
use super::{space, sums};
use crate::frozen::Model;

/// Everything that is asked of one model. The same model and limits give the same answers, byte for byte.
#[must_use]
pub fn analyse(model: &Model, limits: &AnalysisLimits) -> Analysis {
    let mut found = Analysis {
        model: model.hash().to_string(),
        gaps: vec![],
        contradictions: vec![],
        overlaps: vec![],
        overlapping: 0,
        idle: vec![],
        outcomes: vec![],
        total: None,
        influences: vec![],
        monotony: vec![],
        bounds: vec![],
    };
    let Some(space) = space::stretches(&[model]) else {
        let why = "an input has no least, most or step, so its values cannot be listed";
        found.gaps = vec![Finding { table: String::new(), shown: Shown::not(why) }];
        return found;
    };
    let mut questions = Questions::new(model, &space, limits);
    questions.tables(&mut found);
    if limits.tables_only {
        return found;
    }
    match sums::Sums::of(&[model], &space, limits) {
        Some(Ok(sums)) => sums.tell(model, &space, limits, &mut found),
        Some(Err(why)) => questions.nothing(&why, &mut found),
        None => questions.pairs(&mut found),
    }
    found
}
