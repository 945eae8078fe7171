//! Models of points, trees and rule sets: read from other tools' files, decided exactly, explained.

mod agreement;
mod as_tables;
mod freezing;
mod hostile;
mod laws;
mod refusals;

use model::import::{Imported, read};
use model::statistical::Statistical;
use model::{Decimal, Value};

/// Rows of a file with a head, as texts by column.
pub struct Expected {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Expected {
    pub fn of(path: &std::path::Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a file of expected values");
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect());
        let head = lines.next().expect("a head");
        Self { head, rows: lines.collect() }
    }

    pub fn text<'a>(&self, row: &'a [String], name: &str) -> &'a str {
        let column = self.head.iter().position(|known| known == name).expect("a column");
        &row[column]
    }

    /// The values that the model reads.
    pub fn case(&self, row: &[String], model: &Statistical) -> Vec<Value> {
        let value = |name: &str| {
            let text = self.text(row, name);
            if text.is_empty() {
                return Value::Null;
            }
            text.parse::<Decimal>().map_or_else(|_| Value::text(text), Value::number)
        };
        model.fields().iter().map(|field| value(&field.name)).collect()
    }
}

/// A file written by hand, beside these tests.
pub fn fixture(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/statistical");
    std::fs::read_to_string(folder.join(format!("{name}.pmml"))).expect("a fixture")
}

pub fn imported(text: &str) -> Imported {
    read(text.as_bytes()).unwrap_or_else(|findings| panic!("{findings}"))
}

pub fn sample(name: &str) -> Option<(Statistical, Expected)> {
    let folder = crate::reference("models")?;
    let bytes = std::fs::read(folder.join(name)).expect("a model");
    let expected =
        Expected::of(&folder.join(format!("{}-expected.csv", name.split('.').next().expect("a name"))));
    Some((read(&bytes).unwrap_or_else(|findings| panic!("{findings}")).model, expected))
}

/// A number that was written by a float library, for comparing only.
pub fn float(text: &str) -> f64 {
    text.parse().expect("a number")
}

pub fn as_float(number: Decimal) -> f64 {
    float(&number.to_string())
}
