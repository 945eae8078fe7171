//! Trees and rule sets as rules of which the first one that holds decides.

use super::boxes::{Grid, Region};
use super::{Refused, Shape, output};
use crate::dmn::{HitPolicy, Output, Rule, Table};
use crate::statistical::fact::Fact;
use crate::statistical::rules::{Choice, Rules};
use crate::statistical::tree::Tree;

/// Leaves and rules in all; more nobody would ever read.
const MOST_RULES: usize = 10_000;

/// One rule a leaf. The ways to two leaves never hold together, so their order says nothing.
pub fn of_tree(tree: &Tree, shape: &Shape<'_>) -> Result<Table, Refused> {
    let grid = Grid::new(tree.nodes.iter().map(|node| &node.test), shape)?;
    let mut rules = vec![];
    for path in tree.paths() {
        let mut here = vec![Region::new()];
        for (place, holds) in &path.tests {
            let node = tree.nodes.get(*place).ok_or("a branch leads nowhere")?;
            here = Grid::meet(&here, &grid.boxes(&node.test, *holds)?)?;
        }
        let node = tree.nodes.get(path.leaf).ok_or("a branch leads nowhere")?;
        let ends = node.branches.is_empty() || tree.last_holds;
        for region in here {
            let Some(outcome) = node.outcome.as_ref().filter(|_| ends) else {
                return Err(
                    "the branches of a node leave values out: nothing would be decided about them".to_owned()
                );
            };
            rules.push(shape.rule(&grid.tests(&region, shape), outcome.value()));
        }
        if rules.len() > MOST_RULES {
            return Err(format!("the tree has more than {MOST_RULES} leaves"));
        }
    }
    Ok(shape.table(HitPolicy::First, rules))
}

/// The rules in the order in which they win.
pub fn of_rules(rules: &Rules, shape: &Shape<'_>) -> Result<Table, Refused> {
    let mut sorted: Vec<_> = rules.rules.iter().collect();
    match rules.choice {
        Choice::First => {}
        Choice::WeightedMax => sorted.sort_by_key(|rule| std::cmp::Reverse(rule.weight)),
        Choice::WeightedSum => {
            return Err("the rules vote with weights: let the first rule that holds decide".to_owned());
        }
    }
    let grid = Grid::new(sorted.iter().map(|rule| &rule.test), shape)?;
    let mut made = vec![];
    for rule in sorted {
        for region in grid.boxes(&rule.test, true)? {
            let asks = grid.tests(&region, shape);
            made.push(Rule { annotation: rule.id.clone(), ..shape.rule(&asks, rule.outcome.value()) });
        }
        if made.len() > MOST_RULES {
            return Err(format!("the rules fall into more than {MOST_RULES}"));
        }
    }
    let otherwise: Output = output(rules.otherwise.as_ref().map(Fact::value));
    Ok(Table { outputs: vec![otherwise], ..shape.table(HitPolicy::First, made) })
}
