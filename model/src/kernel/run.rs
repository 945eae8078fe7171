//! All rows through all tables, block by block.

use super::answers::Kind;
use super::columns::Columns;
use super::grid::{Grid, UNFIT};
use super::lanes::{BLOCK, Levels};
use super::load::Feed;
use super::narrow::{Decisions, Narrow};
use super::plan::{Compiled, Form, Plan};
use super::wide;
use super::word::Word;

/// The rules that hold in a table, row by row; bits in the order in which the hit policy looks at rules, and behind
/// them one more.
#[derive(Debug)]
pub enum Hits {
    Small(Vec<u16>),
    Middle(Vec<u32>),
    Large(Vec<u64>),
    /// So many words a row.
    Wide(usize, Vec<u64>),
    /// Only the rule that decides; the number of rules where none holds.
    First(Vec<u16>),
}

/// What came out of the tables.
#[derive(Debug, Default)]
pub struct Out {
    /// One a table.
    pub hits: Vec<Hits>,
    /// The deciding rule of the last table, where one rule decides.
    pub codes: Vec<u16>,
    /// The sum or count of the last table.
    pub totals: Vec<i64>,
    /// Shares of the sum, one column a source that has one.
    pub shares: Vec<Vec<i32>>,
    /// Rows that must be decided by themselves.
    pub apart: Vec<usize>,
}

/// What one block needs: all of it stays in the nearest caches.
struct Scratch {
    levels: Levels,
    codes: Vec<i32>,
    totals: Vec<i64>,
    apart: Vec<u8>,
    shares: Vec<u32>,
}

/// Decides all rows.
pub fn run(plan: &Plan, columns: &Columns<'_>) -> Out {
    let block = BLOCK.min(columns.len());
    let sources = plan.inputs + plan.tables.len();
    let mut scratch = Scratch {
        levels: vec![vec![UNFIT; block]; sources],
        codes: vec![0; block],
        totals: vec![0; block],
        apart: vec![0; block],
        shares: vec![0; block],
    };
    let mut out =
        Out { hits: plan.tables.iter().map(|table| hits(table, columns.len())).collect(), ..Out::default() };
    if let Some(terms) = &plan.terms {
        out.shares = terms.lanes.iter().map(|_| Vec::with_capacity(columns.len())).collect();
    }
    let feeds: Vec<Option<Feed<'_>>> = (0..plan.inputs)
        .map(|input| Some(Feed::of(*columns.columns().get(input)?, plan.grid(input)?)))
        .collect();
    for start in (0..columns.len()).step_by(BLOCK) {
        let end = (start + BLOCK).min(columns.len());
        scratch.shrink(end - start);
        for (feed, levels) in feeds.iter().zip(&mut scratch.levels) {
            match feed {
                Some(feed) => feed.load(start..end, levels),
                None => levels.fill(UNFIT),
            }
        }
        scratch.block(plan, start, &mut out);
    }
    out
}

fn hits(table: &Compiled, rows: usize) -> Hits {
    match &table.form {
        Form::Small(_) => Hits::Small(Vec::with_capacity(rows)),
        Form::Middle(_) => Hits::Middle(Vec::with_capacity(rows)),
        Form::Large(_) => Hits::Large(Vec::with_capacity(rows)),
        Form::Wide if table.first_only => Hits::First(Vec::with_capacity(rows)),
        Form::Wide => Hits::Wide(table.answers.rules() / 64 + 1, vec![]),
    }
}

impl Scratch {
    fn shrink(&mut self, rows: usize) {
        for levels in &mut self.levels {
            levels.truncate(rows);
        }
        self.codes.truncate(rows);
        self.totals.truncate(rows);
        self.apart.truncate(rows);
        self.shares.truncate(rows);
        self.apart.fill(0);
    }

    fn block(&mut self, plan: &Plan, start: usize, out: &mut Out) {
        for input in &plan.loose {
            if let (Some(levels), Some(grid)) = (self.levels.get(*input), plan.grid(*input)) {
                for (level, apart) in levels.iter().zip(&mut self.apart) {
                    *apart |= u8::from(grid.place(*level).is_none());
                }
            }
        }
        for ((source, table), hits) in (plan.inputs..).zip(&plan.tables).zip(&mut out.hits) {
            self.table(table, hits);
            if let (Some(levels), Some(grid)) = (self.levels.get_mut(source), plan.grid(source)) {
                hand_on(table.answers.kind, grid, (&self.codes, &self.totals), levels);
            }
        }
        let last = plan.tables.last().map(|table| table.answers.kind);
        match last {
            Some(Kind::Sum | Kind::Count) => out.totals.extend_from_slice(&self.totals),
            Some(Kind::List) | None => {}
            // At most ten thousand rules; what does not fit is decided apart.
            _ => out.codes.extend(self.codes.iter().map(|code| u16::try_from(*code).unwrap_or(u16::MAX))),
        }
        self.shares(plan, out);
        if self.apart.iter().any(|apart| *apart != 0) {
            let rows = (start..).zip(&self.apart);
            out.apart.extend(rows.filter(|(_, apart)| **apart != 0).map(|(row, _)| row));
        }
    }

    fn table(&mut self, table: &Compiled, hits: &mut Hits) {
        let mut decisions =
            Decisions { codes: &mut self.codes, totals: &mut self.totals, apart: &mut self.apart };
        let kind = table.answers.kind;
        match (&table.form, hits) {
            (Form::Small(narrow), Hits::Small(hits)) => {
                words(narrow, kind, &self.levels, &mut decisions, hits);
            }
            (Form::Middle(narrow), Hits::Middle(hits)) => {
                words(narrow, kind, &self.levels, &mut decisions, hits);
            }
            (Form::Large(narrow), Hits::Large(hits)) => {
                words(narrow, kind, &self.levels, &mut decisions, hits);
            }
            (_, Hits::Wide(_, hits)) => {
                wide::decide((&table.answers, &table.sets), &self.levels, &mut decisions, |set| {
                    hits.extend_from_slice(set);
                });
            }
            (_, Hits::First(hits)) => {
                wide::decide((&table.answers, &table.sets), &self.levels, &mut decisions, |_| {});
                hits.extend(self.codes.iter().map(|code| u16::try_from(*code).unwrap_or(u16::MAX)));
            }
            _ => {}
        }
    }

    fn shares(&mut self, plan: &Plan, out: &mut Out) {
        let Some(terms) = &plan.terms else { return };
        for ((source, lane), out) in terms.lanes.iter().zip(&mut out.shares) {
            if let Some(levels) = self.levels.get(*source) {
                lane.write(levels, &mut self.shares);
                out.extend(self.shares.iter().map(|share| share.cast_signed()));
            }
        }
    }
}

fn words<W: Word>(
    narrow: &Narrow<W>,
    kind: Kind,
    levels: &Levels,
    out: &mut Decisions<'_>,
    hits: &mut Vec<W>,
) {
    let mut sets = [W::default(); BLOCK];
    let Some(sets) = sets.get_mut(..out.codes.len()) else { return };
    narrow.sets(levels, sets);
    narrow.decide(kind, sets, out);
    hits.extend_from_slice(sets);
}

/// What a table answered, as levels for the tables that look at it.
fn hand_on(kind: Kind, grid: &Grid, (codes, totals): (&[i32], &[i64]), levels: &mut [i32]) {
    match kind {
        Kind::Sum | Kind::Count => {
            for (total, level) in totals.iter().zip(levels) {
                *level = grid.level(*total);
            }
        }
        // A code without an answer lies behind the grid and fits nowhere.
        _ => levels.copy_from_slice(codes),
    }
}
