//! Pairs of rules that hold together for some case, found by comparing their boxes.

use super::space::Stretches;
use crate::dmn::Table;
use crate::feel::Unary;
use crate::frozen::Model;

/// For each column of a rule the places where its test holds, as bits; empty where it is not looked at.
type Bits = Vec<Vec<u64>>;

/// Pairs of rules, from 0, that no column keeps apart. Columns fed by tables never keep apart here.
pub fn pairs(model: &Model, table: &Table, space: &[Stretches]) -> Vec<(usize, usize)> {
    let boxes: Vec<Bits> = (0..table.rules.len()).map(|rule| bits(model, table, space, rule)).collect();
    let mut found = vec![];
    for (place, one) in boxes.iter().enumerate() {
        for (other, two) in boxes.iter().enumerate().skip(place + 1) {
            if one.iter().zip(two).all(|(one, two)| meet(one, two)) {
                found.push((place, other));
            }
        }
    }
    found
}

fn meet(one: &[u64], two: &[u64]) -> bool {
    one.is_empty() || two.is_empty() || one.iter().zip(two).any(|(one, two)| one & two != 0)
}

fn bits(model: &Model, table: &Table, space: &[Stretches], rule: usize) -> Bits {
    let tests = table.rules.get(rule).map(|rule| rule.tests.as_slice()).unwrap_or_default();
    let column = |(column, test): (&crate::dmn::Column, &Unary)| {
        let input = model.input_of(column.source.node).filter(|_| !matches!(test, Unary::Any));
        let holding = input.and_then(|input| space.get(input)?.holding(test)).unwrap_or_default();
        let word = |places: &[bool]| {
            places.iter().enumerate().fold(0_u64, |word, (place, open)| word | u64::from(*open) << place)
        };
        holding.chunks(64).map(word).collect()
    };
    table.columns.iter().zip(tests).map(column).collect()
}

/// Whether two rules answer differently.
pub fn differ(table: &Table, one: usize, two: usize) -> bool {
    table.rules.get(one).map(|rule| &rule.outputs) != table.rules.get(two).map(|rule| &rule.outputs)
}
