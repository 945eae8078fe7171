//! What each target does with a random file. The targets and the corpus test of `model` share it.
//!
//! Nothing is asserted but that it ends: no panic, no overflow, bounded time and memory.

use model::analysis::{AnalysisLimits, analyse};
use model::dmn::Library;
use model::import::{Imported, read, scorecard};
use model::statistical::Mode;
use model::{Findings, Limits, Model, Value, draft, survey};

const COMPLEXITY: &str = include_str!("../../model/tests/fixtures/complexity/model.toml");
const SMALL: AnalysisLimits =
    AnalysisLimits { conflicts: 200, cells: 2_000, overlaps: 5, bounds: 10, tables_only: false };
/// Larger files are for the tests that are made for them.
const MOST_BYTES: usize = 100_000;

/// What a corpus is read by.
pub type Target = fn(&[u8]);

/// Every target with the name of its corpus.
pub const TARGETS: [(&str, Target); 5] =
    [("dmn", dmn), ("feel", feel), ("pmml", pmml), ("ebm", ebm), ("scorecard", scorecard)];

/// Reads a DMN file strictly and as the standard says; what reads is frozen, evaluated and analysed.
pub fn dmn(bytes: &[u8]) {
    if bytes.len() > MOST_BYTES {
        return;
    }
    if let Ok(frozen) = Model::read(COMPLEXITY, bytes) {
        let nothing = vec![Value::Null; frozen.inputs().len()];
        let _ = (frozen.hash(), frozen.evaluate(&[]), frozen.evaluate(&nothing));
        let _ = (frozen.verdict(&Limits::default()), analyse(&frozen, &SMALL));
    }
    let _ = (draft(bytes), survey(bytes, &Limits::default()));
    decided(bytes);
}

fn decided(bytes: &[u8]) {
    let Ok(library) = Library::read(bytes, &[]) else { return };
    for decision in library.decisions().into_iter().take(4) {
        let _ = library.decide(decision, &vec![]);
    }
}

/// Parses a formula and a test of a cell, and evaluates both as the standard says.
pub fn feel(bytes: &[u8]) {
    let Ok(formula) = std::str::from_utf8(bytes) else { return };
    if formula.len() > MOST_BYTES {
        return;
    }
    let text = formula.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    decided(
        format!(
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"n\" name=\"n\">\
             <decision id=\"d\" name=\"d\"><literalExpression><text>{text}</text></literalExpression></decision>\
             <decision id=\"t\" name=\"t\"><decisionTable><input><inputExpression><text>1</text></inputExpression>\
             </input><output/><rule><inputEntry><text>{text}</text></inputEntry><outputEntry><text>1</text>\
             </outputEntry></rule></decisionTable></decision></definitions>"
        )
        .as_bytes(),
    );
}

/// Reads a PMML file; what reads decides about a case in which everything is missing.
pub fn pmml(bytes: &[u8]) {
    imported(bytes, read);
}

/// Reads an EBM, whatever the file begins with.
pub fn ebm(bytes: &[u8]) {
    imported(bytes, |bytes| {
        std::str::from_utf8(bytes).map_or_else(|_| read(bytes), model::import::ebm::read)
    });
}

/// Reads a scorecard both as JSON and as CSV.
pub fn scorecard(bytes: &[u8]) {
    imported(bytes, |bytes| std::str::from_utf8(bytes).map_or_else(|_| read(bytes), scorecard::from_json));
    imported(bytes, |bytes| std::str::from_utf8(bytes).map_or_else(|_| read(bytes), scorecard::from_csv));
}

fn imported(bytes: &[u8], by: impl Fn(&[u8]) -> Result<Imported, Findings>) {
    if bytes.len() > MOST_BYTES {
        return;
    }
    let Ok(Imported { model, .. }) = by(bytes) else { return };
    let nothing = vec![Value::Null; model.fields().len()];
    let noughts = vec![Value::number("0".parse().unwrap_or_default()); model.fields().len()];
    for case in [&nothing, &noughts] {
        let _ = (model.decide(case, Mode::Strict), model.decide(case, Mode::AsWritten));
    }
    let _ = (model.hash(), survey(bytes, &Limits::default()), draft(bytes));
}
