//! For each range of a source, the rules of a table that it lets pass.

use super::grid::{Grid, Shape, thresholds};
use crate::dmn::{Column, Table};
use crate::feel::Unary;

/// Rule sets, range after range, each of so many words. Behind the rules stands one more bit: the mark that every
/// test of the source made sense for the value, without which the row is decided by itself.
#[derive(Debug)]
pub struct Sets {
    pub source: usize,
    pub words: usize,
    pub all: Vec<u64>,
}

impl Sets {
    /// Everything passes.
    pub fn open(source: usize, ranges: usize, rules: usize) -> Self {
        let words = rules / 64 + 1;
        let one = (0..words).map(|word| match (rules + 1).saturating_sub(word * 64) {
            bits if bits >= 64 => u64::MAX,
            bits => (1 << bits) - 1,
        });
        let one: Vec<u64> = one.collect();
        Self { source, words, all: one.iter().copied().cycle().take(words * ranges).collect() }
    }

    /// The set of one range; nothing for a place where no range is.
    #[inline]
    pub fn of(&self, range: usize) -> &[u64] {
        self.all.get(range * self.words..(range + 1) * self.words).unwrap_or_default()
    }

    /// Takes out what the tests of a column do not let pass; `order` names the rule behind each bit.
    pub fn narrow(&mut self, grid: &Grid, table: &Table, place: usize, order: &[u16]) -> Option<()> {
        let column = table.columns.get(place)?;
        for (bit, rule) in order.iter().enumerate() {
            let test = table.rules.get(usize::from(*rule))?.tests.get(place)?;
            if *test != Unary::Any {
                self.narrow_rule(grid, column, test, (bit, order.len()))?;
            }
        }
        Some(())
    }

    fn narrow_rule(
        &mut self,
        grid: &Grid,
        column: &Column,
        test: &Unary,
        bits: (usize, usize),
    ) -> Option<()> {
        let mut source = column.source.clone();
        source.node = 0;
        let ask = |units: i64| test.holds(source.look(&[grid.value(units)]));
        let own = match grid.shape {
            Shape::Number { scale } => Some(thresholds(test, scale)?),
            Shape::Listed(_) => None,
        };
        let (mut passed, mut answer) = (0, None);
        for (range, first) in grid.first.iter().enumerate() {
            let behind = own.as_ref().map_or(range, |own| own.partition_point(|start| start <= first));
            // Between two of its own bounds the cell says the same.
            if range == 0 || behind != passed {
                answer = ask(*first);
                passed = behind;
            }
            if answer != Some(true) {
                self.clear(range, bits.0);
            }
            if answer.is_none() {
                self.clear(range, bits.1);
            }
        }
        Some(())
    }

    /// Whether some range lacks the mark behind so many rules.
    pub fn unsure(&self, rules: usize) -> bool {
        let mark = |set: &[u64]| set.get(rules / 64).is_some_and(|word| word >> (rules % 64) & 1 == 1);
        self.all.chunks(self.words).any(|set| !mark(set))
    }

    fn clear(&mut self, range: usize, bit: usize) {
        if let Some(word) = self.all.get_mut(range * self.words + bit / 64) {
            *word &= !(1 << (bit % 64));
        }
    }
}
