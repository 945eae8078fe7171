//! A model as clauses: which rules hold, which of them decides, what comes out, and where nothing is decided.

use super::encoded::{AxisId, Clauses};
use super::overlaps;
use super::solver::Literal;
use super::space::Stretches;
use crate::Value;
use crate::dmn::{Aggregator, Column, HitPolicy, Table};
use crate::frozen::Model;

/// Pairs of rules that may hold together without being allowed to; more are not written out.
const MOST_PAIRS: usize = 5_000;

/// One table as literals.
#[derive(Debug, Clone)]
pub struct Coded {
    node: usize,
    /// For each rule: all its tests hold.
    pub holds: Vec<Literal>,
    /// For each rule: it decides.
    pub decides: Vec<Literal>,
    /// Each outcome: it comes out. Empty where outputs are put together.
    pub outcomes: Vec<(Value, Literal)>,
    /// No rule holds, and no default decides.
    pub nothing: Literal,
    /// Rules hold together that may not.
    pub contradiction: Literal,
}

/// A model over axes, table by table.
#[derive(Debug, Clone)]
pub struct Graph {
    /// In the order of deciding.
    pub tables: Vec<Coded>,
    /// Somewhere nothing is decided.
    pub undecided: Literal,
}

/// Writes a model out over these axes, one an input.
///
/// # Errors
/// What cannot be written out, in words.
pub fn write(
    clauses: &mut Clauses,
    model: &Model,
    axes: &[AxisId],
    space: &[Stretches],
) -> Result<Graph, String> {
    let mut tables: Vec<Coded> = vec![];
    for (node, table) in model.tables_in_order() {
        let scene = Scene { model, axes, space, before: &tables };
        let mut coded = scene.table(clauses, table)?;
        coded.node = *node;
        tables.push(coded);
    }
    let faults: Vec<Literal> = tables.iter().flat_map(|table| [table.nothing, table.contradiction]).collect();
    let undecided = clauses.any(&faults);
    Ok(Graph { tables, undecided })
}

struct Scene<'a> {
    model: &'a Model,
    axes: &'a [AxisId],
    space: &'a [Stretches],
    before: &'a [Coded],
}

impl Scene<'_> {
    fn table(&self, clauses: &mut Clauses, table: &Table) -> Result<Coded, String> {
        let mut holds = Vec::with_capacity(table.rules.len());
        for rule in &table.rules {
            let mut tests = vec![];
            for (column, test) in table.columns.iter().zip(&rule.tests) {
                if !matches!(test, crate::feel::Unary::Any) {
                    tests.push(self.test(clauses, column, test)?);
                }
            }
            holds.push(clauses.all(&tests));
        }
        let none = clauses.any(&holds);
        let default = default(table);
        let sums = matches!(
            table.policy,
            HitPolicy::Collect(Aggregator::Sum | Aggregator::Count | Aggregator::List)
        );
        let lists = matches!(table.policy, HitPolicy::RuleOrder | HitPolicy::OutputOrder);
        let never = !clauses.always();
        let nothing = if default.is_some() || sums { never } else { !none };
        let contradiction = self.contradiction(clauses, table, &holds)?;
        let decides = deciding(clauses, table, &holds);
        let mut outcomes: Vec<(Value, Vec<Literal>)> = vec![];
        if !lists && !matches!(table.policy, HitPolicy::Collect(_)) {
            let each = table.rules.iter().map(|rule| rule.output(table)).zip(decides.iter().copied());
            for (value, literal) in each.chain(default.map(|value| (value, !none))) {
                match outcomes.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, literals)) => literals.push(literal),
                    None => outcomes.push((value, vec![literal])),
                }
            }
        }
        let outcomes =
            outcomes.into_iter().map(|(value, literals)| (value, clauses.any(&literals))).collect();
        Ok(Coded { node: 0, holds, decides, outcomes, nothing, contradiction })
    }

    fn test(
        &self,
        clauses: &mut Clauses,
        column: &Column,
        test: &crate::feel::Unary,
    ) -> Result<Literal, String> {
        let senseless = || format!("a test on `{}` makes no sense for some values", column.expression);
        if let Some(input) = self.model.input_of(column.source.node) {
            let (Some(axis), Some(stretches)) = (self.axes.get(input), self.space.get(input)) else {
                return Err(senseless());
            };
            return Ok(clauses.inside(*axis, &stretches.holding(test).ok_or_else(senseless)?));
        }
        let table =
            self.before.iter().find(|coded| coded.node == column.source.node).ok_or_else(senseless)?;
        if table.outcomes.is_empty() {
            return Err(format!(
                "`{}` is put together from several rules, and is tested again",
                column.expression
            ));
        }
        let mut met = vec![];
        for (value, literal) in &table.outcomes {
            let mut values = vec![Value::Null; column.source.node + 1];
            if let Some(slot) = values.last_mut() {
                slot.clone_from(value);
            }
            if test.holds(column.source.look(&values)).ok_or_else(senseless)? {
                met.push(*literal);
            }
        }
        Ok(clauses.any(&met))
    }

    /// Two rules hold that may not hold together.
    fn contradiction(
        &self,
        clauses: &mut Clauses,
        table: &Table,
        holds: &[Literal],
    ) -> Result<Literal, String> {
        let strict = matches!(table.policy, HitPolicy::Unique | HitPolicy::Any);
        let mut both = vec![];
        if strict {
            for (one, two) in overlaps::pairs(self.model, table, self.space) {
                let differ = overlaps::differ(table, one, two);
                if table.policy == HitPolicy::Unique || differ {
                    both.extend(holds.get(one).zip(holds.get(two)).map(|(one, two)| [*one, *two]));
                }
                if both.len() > MOST_PAIRS {
                    return Err(format!("more than {MOST_PAIRS} pairs of rules may hold together"));
                }
            }
        }
        let both: Vec<Literal> = both.iter().map(|pair| clauses.all(pair)).collect();
        Ok(clauses.any(&both))
    }
}

fn default(table: &Table) -> Option<Value> {
    if matches!(table.policy, HitPolicy::Collect(_)) {
        return None;
    }
    let values: Option<Vec<Value>> = table.outputs.iter().map(|output| output.default.clone()).collect();
    values.map(|values| crate::dmn::combined(table, &values))
}

/// Of rules that hold together: the first, or the first by rank, decides; otherwise each does.
fn deciding(clauses: &mut Clauses, table: &Table, holds: &[Literal]) -> Vec<Literal> {
    let mut order: Vec<usize> = (0..holds.len()).collect();
    match table.policy {
        HitPolicy::First => {}
        HitPolicy::Priority => order.sort_by_key(|place| rank(table, *place)),
        _ => return holds.to_vec(),
    }
    let mut before = !clauses.always();
    let mut decides = holds.to_vec();
    for place in order {
        let Some(here) = holds.get(place).copied() else { continue };
        let alone = clauses.all(&[here, !before]);
        if let Some(slot) = decides.get_mut(place) {
            *slot = alone;
        }
        before = clauses.any(&[before, here]);
    }
    decides
}

fn rank(table: &Table, place: usize) -> Vec<usize> {
    let outputs = table.rules.get(place).map(|rule| rule.outputs.as_slice()).unwrap_or_default();
    let of = |(value, output): (&Value, &crate::dmn::Output)| {
        output.allowed.iter().position(|allowed| allowed == value).unwrap_or(usize::MAX)
    };
    outputs.iter().zip(&table.outputs).map(of).collect()
}
