//! The one path from a person's values to an outcome.

use crate::dmn::{Aggregator, HitPolicy, Table};
use crate::frozen::Model;
use crate::hit::{self, NoOutcome};
use crate::{Contribution, Evaluation, TableTrace, Undecided, Value};

impl Model {
    /// Decides for one person. `case` holds one value an input, in the order of [`Model::inputs`].
    ///
    /// # Errors
    /// Why nothing is decided: absent or unfitting data never end in somebody's default rule.
    pub fn evaluate(&self, case: &[Value]) -> Result<Evaluation, Undecided> {
        self.check(case)?;
        let mut values = self.given(case);
        let mut tables = Vec::with_capacity(self.tables_in_order().len());
        for (place, (node, table)) in (0_u16..).zip(self.tables_in_order()) {
            let (matched, output) = self.decide(*node, table, &values)?;
            if let Some(slot) = values.get_mut(*node) {
                *slot = output.clone();
            }
            tables.push(TableTrace { table: place, matched, output });
        }
        let outcome = tables.last().map_or(Value::Null, |trace| trace.output.clone());
        let contributions = self.contributions(&tables, &values);
        Ok(Evaluation { outcome, tables, contributions })
    }

    fn check(&self, case: &[Value]) -> Result<(), Undecided> {
        let inputs = self.inputs();
        if case.len() != inputs.len() {
            return Err(Undecided::Size { given: case.len(), declared: inputs.len() });
        }
        for (input, value) in inputs.iter().zip(case) {
            input.accepts(value).map_err(|reason| Undecided::Input { input: input.name.clone(), reason })?;
        }
        Ok(())
    }

    fn decide(&self, node: usize, table: &Table, values: &[Value]) -> Result<(Vec<u16>, Value), Undecided> {
        let looked_at: Vec<&Value> = table.columns.iter().map(|column| column.source.look(values)).collect();
        let name = || self.node_name(node).to_owned();
        let matched = table.matches(&looked_at).map_err(|column| Undecided::Column {
            table: name(),
            column: table.columns.get(column).map_or_else(String::new, |column| column.expression.clone()),
        })?;
        let output = hit::outcome(table, &matched, &looked_at).map_err(|cause| match cause {
            NoOutcome::NoRule => Undecided::NoRule { table: name() },
            NoOutcome::Contradiction(first, second) => {
                Undecided::Contradiction { table: name(), first: first + 1, second: second + 1 }
            }
            NoOutcome::NotANumber | NoOutcome::TooLarge => Undecided::Outputs { table: name() },
        })?;
        Ok((matched, output))
    }

    /// Only a table that adds up has contributions; for others a number would be an invention.
    pub(crate) fn contributions(&self, tables: &[TableTrace], values: &[Value]) -> Vec<Contribution> {
        let (Some(trace), Some((_, table))) = (tables.last(), self.tables_in_order().last()) else {
            return vec![];
        };
        if table.policy != HitPolicy::Collect(Aggregator::Sum) {
            return vec![];
        }
        let looked_at: Vec<&Value> = table.columns.iter().map(|column| column.source.look(values)).collect();
        let points = |rule: &u16| {
            let added = table.rules.get(usize::from(*rule))?.adds(table, &looked_at);
            added.as_number().map(|points| Contribution { table: trace.table, rule: *rule, points })
        };
        trace.matched.iter().filter_map(points).collect()
    }
}
