//! What a kernel decided: outcomes and hit sets as columns, and from them the full record of any one person.

use super::answers::{Answers, Kind};
use super::plan::Plan;
use super::run::{Hits, Out};
use crate::frozen::Model;
use crate::{Evaluation, TableTrace, Undecided, Value, hit};

/// A row that was decided by itself, with its answer.
pub(super) type Apart = (usize, Result<Evaluation, Undecided>);

/// The answers for all rows of some columns.
#[derive(Debug)]
pub struct Decided<'k> {
    pub(super) model: &'k Model,
    /// None where all rows were decided by themselves.
    pub(super) plan: Option<&'k Plan>,
    pub(super) rows: usize,
    pub(super) out: Out,
    /// In the order of the rows.
    pub(super) apart: Vec<Apart>,
}

impl Decided<'_> {
    /// How many people.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is nobody.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The outcome of one row, equal to that of [`Model::evaluate`].
    ///
    /// # Errors
    /// Why nothing is decided, in the words of [`Model::evaluate`]. A row behind the last has no values.
    pub fn outcome(&self, row: usize) -> Result<Value, Undecided> {
        if let Some(apart) = self.apart(row) {
            return apart.map(|evaluation| evaluation.outcome);
        }
        let last = self.plan.and_then(|plan| plan.tables.last()).map(|table| &table.answers);
        match last {
            Some(answers) if matches!(answers.kind, Kind::Sum | Kind::Count) => {
                self.out.totals.get(row).map(|total| answers.total(*total))
            }
            Some(answers) if answers.kind != Kind::List => {
                self.out.codes.get(row).and_then(|code| answers.values.get(usize::from(*code))).cloned()
            }
            _ => self.trace(self.out.hits.len().wrapping_sub(1), row).map(|trace| trace.output),
        }
        .ok_or_else(|| self.behind())
    }

    /// The full record of one row, equal to that of [`Model::evaluate`].
    ///
    /// # Errors
    /// Why nothing is decided, in the words of [`Model::evaluate`]. A row behind the last has no values.
    pub fn evaluation(&self, row: usize) -> Result<Evaluation, Undecided> {
        if let Some(apart) = self.apart(row) {
            return apart;
        }
        let tables: Option<Vec<TableTrace>> =
            (0..self.out.hits.len()).map(|table| self.trace(table, row)).collect();
        let tables = tables.filter(|tables| !tables.is_empty()).ok_or_else(|| self.behind())?;
        let outcome = tables.last().map_or(Value::Null, |trace| trace.output.clone());
        let contributions = self.model.contributions(&tables, &[]);
        Ok(Evaluation { outcome, tables, contributions })
    }

    /// The rules of a table that hold for a row, from 0 and in their order; none where it is not decided.
    #[must_use]
    pub fn matched(&self, table: usize, row: usize) -> Option<Vec<u16>> {
        match self.apart(row) {
            Some(apart) => apart.ok()?.tables.get(table).map(|trace| trace.matched.clone()),
            None => self.held(table, row),
        }
    }

    /// Each row that is not decided, and why.
    pub fn undecided(&self) -> impl Iterator<Item = (usize, &Undecided)> {
        self.apart.iter().filter_map(|(row, answer)| Some((*row, answer.as_ref().err()?)))
    }

    /// How many rows were decided one by one, because a value was absent, could not occur, or the model does not
    /// compile.
    #[must_use]
    pub const fn rows_apart(&self) -> usize {
        self.apart.len()
    }

    /// Sums or counts of all rows in units of 10^-scale, with the scale, where the deciding table adds up. Rows that
    /// were decided one by one hold nothing of meaning here.
    #[must_use]
    pub fn totals(&self) -> Option<(&[i64], u8)> {
        let last = self.plan?.tables.last()?;
        matches!(last.answers.kind, Kind::Sum | Kind::Count)
            .then_some((self.out.totals.as_slice(), last.answers.scale))
    }

    /// For each row the place of its outcome in the list, where one rule decides. Rows that were decided one by one
    /// hold nothing of meaning here.
    #[must_use]
    pub fn codes(&self) -> Option<(&[u16], &[Value])> {
        let last = self.plan?.tables.last()?;
        matches!(last.answers.kind, Kind::First | Kind::Unique | Kind::Any)
            .then_some((self.out.codes.as_slice(), last.answers.values.as_slice()))
    }

    /// What an input added for each row, in the units of [`Decided::totals`]; only where each rule of the deciding
    /// table looks at one source.
    #[must_use]
    pub fn shares(&self, input: usize) -> Option<&[i32]> {
        let terms = self.plan?.terms.as_ref()?;
        let place = terms.lanes.iter().position(|(source, _)| *source == input)?;
        self.out.shares.get(place).map(Vec::as_slice)
    }

    /// What rules that look at nothing add for everybody, in the units of [`Decided::totals`]; only where
    /// [`Decided::shares`] are there.
    #[must_use]
    pub fn base(&self) -> Option<i64> {
        self.plan?.terms.as_ref().map(|terms| terms.base)
    }

    fn apart(&self, row: usize) -> Option<Result<Evaluation, Undecided>> {
        let found = self.apart.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.apart.get(found).map(|(_, answer)| answer.clone())
    }

    fn behind(&self) -> Undecided {
        Undecided::Size { given: 0, declared: self.model.inputs().len() }
    }

    fn trace(&self, place: usize, row: usize) -> Option<TableTrace> {
        let matched = self.held(place, row)?;
        let (_, table) = self.model.tables_in_order().get(place)?;
        // By the same function as the row path: the set says all, and says it exactly.
        let output = hit::outcome(table, &matched, &[]).ok()?;
        Some(TableTrace { table: u16::try_from(place).ok()?, matched, output })
    }

    fn held(&self, place: usize, row: usize) -> Option<Vec<u16>> {
        let table = self.plan?.tables.get(place)?;
        let mut held = match self.out.hits.get(place)? {
            Hits::Small(sets) => rules(&table.answers, &[u64::from(*sets.get(row)?)]),
            Hits::Middle(sets) => rules(&table.answers, &[u64::from(*sets.get(row)?)]),
            Hits::Large(sets) => rules(&table.answers, &[*sets.get(row)?]),
            Hits::Wide(words, sets) => rules(&table.answers, sets.chunks(*words).nth(row)?),
            Hits::First(codes) => {
                table.answers.order.get(usize::from(*codes.get(row)?)).copied().into_iter().collect()
            }
        };
        held.sort_unstable();
        held.truncate(if table.first_only { 1 } else { usize::MAX });
        Some(held)
    }
}

/// The rules behind the bits of a set.
fn rules(answers: &Answers, set: &[u64]) -> Vec<u16> {
    let mut held = vec![];
    for (rules, word) in answers.order.chunks(64).zip(set) {
        held.extend(rules.iter().enumerate().filter(|(bit, _)| word >> bit & 1 == 1).map(|(_, rule)| *rule));
    }
    held
}
