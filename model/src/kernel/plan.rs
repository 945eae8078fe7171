//! A frozen model as grids, rule sets and lanes: compiled once, read by everything else here.

use super::answers::{Answers, Kind};
use super::grid::{Grid, Span};
use super::lanes::MOST_STEPS;
use super::narrow::Narrow;
use super::sets::Sets;
use super::terms::Terms;
use super::word::Word;
use crate::dmn::{HitPolicy, Table};
use crate::feel::Unary;
use crate::frozen::Model;

/// Words of all rule sets together: 64 MiB.
const MOST_WORDS: usize = 8 * 1024 * 1024;

/// How the sets of a table are kept.
#[derive(Debug)]
pub enum Form {
    Small(Narrow<u16>),
    Middle(Narrow<u32>),
    Large(Narrow<u64>),
    Wide,
}

/// A compiled table.
#[derive(Debug)]
pub struct Compiled {
    pub answers: Answers,
    /// What each source that is looked at lets pass.
    pub sets: Vec<Sets>,
    pub form: Form,
    /// Only the first rule that holds is recorded.
    pub first_only: bool,
}

/// A compiled model. Sources are the inputs, then the tables, in their orders.
#[derive(Debug)]
pub struct Plan {
    pub inputs: usize,
    /// None for a table that no other one looks at.
    pub grids: Vec<Option<Grid>>,
    pub tables: Vec<Compiled>,
    /// Inputs that no cell looks at: they must fit all the same.
    pub loose: Vec<usize>,
    pub terms: Option<Terms>,
    /// Whether there are values that can occur and that a test cannot judge.
    pub unsure: bool,
}

/// The columns that look at a source: table and place.
type Readers = Vec<Vec<(usize, usize)>>;

impl Plan {
    /// None where something does not compile: then the model decides row by row.
    pub fn of(model: &Model) -> Option<Self> {
        let inputs = model.inputs().len();
        let tables: Vec<&Table> = model.tables_in_order().iter().map(|(_, table)| table).collect();
        // What a coefficient adds hangs on the value itself, not on the rules that hold.
        if tables.iter().flat_map(|table| &table.rules).any(|rule| !rule.times.is_empty()) {
            return None;
        }
        let answers: Vec<Answers> = tables.iter().map(|table| Answers::of(table)).collect::<Option<_>>()?;
        let readers = readers(model)?;
        let mut grids = grids(model, &answers, &readers)?;
        let mut sets: Vec<Vec<Sets>> = vec![];
        let mut words = 0;
        for (place, (table, answers)) in tables.iter().zip(&answers).enumerate() {
            sets.push(sets_of((place, table), answers, &readers, &grids)?);
            words += sets.iter().flatten().map(|sets| sets.all.len()).sum::<usize>();
            if words > MOST_WORDS {
                return None;
            }
        }
        for (source, grid) in grids.iter_mut().enumerate() {
            let mut own = sets.iter().flatten().filter(|sets| sets.source == source);
            if let Some(grid) = grid {
                grid.raw &= own.all(|sets| sets.words == 1 && changes(sets) <= MOST_STEPS);
            }
        }
        let terms = tables.last().zip(answers.last()).zip(sets.last());
        let terms = terms.and_then(|((table, answers), sets)| Terms::of(table, answers, sets, &grids));
        let unsure = sets
            .iter()
            .zip(&answers)
            .any(|(sets, answers)| sets.iter().any(|sets| sets.unsure(answers.rules())));
        let compile = |((table, answers), sets): ((&&Table, Answers), Vec<Sets>)| {
            let form = form(&answers, &sets, &grids)?;
            let first_only = table.policy == HitPolicy::First;
            Some(Compiled { answers, sets, form, first_only })
        };
        let compiled = tables.iter().zip(answers).zip(sets).map(compile).collect::<Option<_>>()?;
        let unread = |source: &usize| readers.get(*source).is_some_and(Vec::is_empty);
        let loose = (0..inputs).filter(unread).collect();
        Some(Self { inputs, grids, tables: compiled, loose, terms, unsure })
    }

    /// The grid of a source.
    #[inline]
    pub fn grid(&self, source: usize) -> Option<&Grid> {
        self.grids.get(source)?.as_ref()
    }
}

fn readers(model: &Model) -> Option<Readers> {
    let tables = model.tables_in_order();
    let mut readers = vec![vec![]; model.inputs().len() + tables.len()];
    for (place, (_, table)) in tables.iter().enumerate() {
        for (column, looked_at) in table.columns.iter().enumerate() {
            let mut tests = table.rules.iter().filter_map(|rule| rule.tests.get(column));
            if tests.all(|test| *test == Unary::Any) {
                continue;
            }
            let node = looked_at.source.node;
            let behind =
                || tables.iter().position(|(known, _)| *known == node).map(|at| at + model.inputs().len());
            readers.get_mut(model.input_of(node).or_else(behind)?)?.push((place, column));
        }
    }
    Some(readers)
}

fn grids(model: &Model, answers: &[Answers], readers: &Readers) -> Option<Vec<Option<Grid>>> {
    let tables = model.tables_in_order();
    let tests = |source: usize| -> Vec<&Unary> {
        let columns = readers.get(source).into_iter().flatten();
        let cells = columns.filter_map(|(table, column)| Some((&tables.get(*table)?.1, *column)));
        cells
            .flat_map(|(table, column)| table.rules.iter().filter_map(move |rule| rule.tests.get(column)))
            .collect()
    };
    let mut grids = vec![];
    for (source, input) in model.inputs().iter().enumerate() {
        grids.push(Some(Grid::of_input(input, &tests(source))?));
    }
    for (source, answers) in (grids.len()..).zip(answers) {
        let read = readers.get(source).is_some_and(|readers| !readers.is_empty());
        let grid = if read { Some(grid_of(answers, &tests(source))?) } else { None };
        grids.push(grid);
    }
    Some(grids)
}

/// What a table hands on to others.
fn grid_of(answers: &Answers, tests: &[&Unary]) -> Option<Grid> {
    let span = |low, high| Span { scale: answers.scale, low, high, step: 1 };
    match answers.kind {
        Kind::First | Kind::Unique | Kind::Any => Grid::listed(answers.values.clone()),
        Kind::Sum => {
            let (gains, losses): (Vec<i64>, Vec<i64>) =
                answers.points.iter().partition(|points| **points > 0);
            Grid::number(span(losses.iter().sum(), gains.iter().sum()), tests)
        }
        Kind::Count => Grid::number(span(0, i64::try_from(answers.groups.len()).ok()?), tests),
        // Tests on lists make no sense to the strict semantics: the row path says so.
        Kind::List => None,
    }
}

fn sets_of(
    (place, table): (usize, &Table),
    answers: &Answers,
    readers: &Readers,
    grids: &[Option<Grid>],
) -> Option<Vec<Sets>> {
    let mut all = vec![];
    for (source, columns) in readers.iter().enumerate() {
        let own: Vec<usize> =
            columns.iter().filter(|(table, _)| *table == place).map(|(_, column)| *column).collect();
        if own.is_empty() {
            continue;
        }
        let grid = grids.get(source)?.as_ref()?;
        if grid.len().checked_mul(answers.rules() / 64 + 1)? > MOST_WORDS {
            return None;
        }
        let mut sets = Sets::open(source, grid.len(), answers.rules());
        for column in own {
            sets.narrow(grid, table, column, &answers.order)?;
        }
        all.push(sets);
    }
    Some(all)
}

fn changes(sets: &Sets) -> usize {
    let behind = sets.all.iter().skip(1);
    sets.all.iter().zip(behind).filter(|(one, two)| one != two).count() + 2
}

fn form(answers: &Answers, sets: &[Sets], grids: &[Option<Grid>]) -> Option<Form> {
    Some(match answers.rules() + 1 {
        bits if bits <= u16::BITS as usize => Form::Small(Narrow::of(answers, sets, grids)?),
        bits if bits <= <u32 as Word>::BITS => Form::Middle(Narrow::of(answers, sets, grids)?),
        bits if bits <= <u64 as Word>::BITS => Form::Large(Narrow::of(answers, sets, grids)?),
        _ => Form::Wide,
    })
}
