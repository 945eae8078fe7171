//! Trees and rule sets as rules of which the first one that holds decides.

use super::boxes::{Grid, Region, both};
use super::{Refused, Shape, output};
use crate::dmn::{HitPolicy, Output, Rule, Table};
use crate::statistical::fact::Fact;
use crate::statistical::predicate::Predicate;
use crate::statistical::rules::{Choice, Rules};
use crate::statistical::tree::{Node, Tree};

/// Leaves and rules in all; more nobody would ever read.
const MOST_RULES: usize = 10_000;
/// Nodes behind each other.
const DEEPEST: usize = 100;

/// One rule a leaf, in the order in which the tree reaches them.
pub fn of_tree(tree: &Tree, shape: &Shape<'_>) -> Result<Table, Refused> {
    let grid = Grid::new(tree.nodes.iter().map(|node| &node.test), shape)?;
    let root = tree.nodes.first().ok_or("the tree has no nodes")?;
    let mut walk = Walk { tree, shape, grid: &grid, rules: vec![] };
    walk.down(root, grid.boxes(&root.test, true)?, 0)?;
    Ok(shape.table(HitPolicy::First, walk.rules))
}

struct Walk<'a> {
    tree: &'a Tree,
    shape: &'a Shape<'a>,
    grid: &'a Grid,
    rules: Vec<Rule>,
}

impl Walk<'_> {
    fn down(&mut self, node: &Node, here: Vec<Region>, depth: usize) -> Result<(), Refused> {
        if depth > DEEPEST || self.rules.len() > MOST_RULES {
            return Err(format!("the tree is deeper than {DEEPEST} or wider than {MOST_RULES}"));
        }
        for below in &node.branches {
            let branch = self.tree.nodes.get(*below).ok_or("a branch leads nowhere")?;
            let entered = self.grid.boxes(&branch.test, true)?;
            let met = here.iter().flat_map(|one| entered.iter().map(|two| both(one, two)));
            self.down(branch, met.collect(), depth + 1)?;
        }
        if node.branches.is_empty() || self.tree.last_holds {
            let outcome = node.outcome.as_ref().ok_or("a leaf of the tree has no outcome")?;
            self.leaf(&here, outcome);
        } else if !self.covers(node) {
            return Err(
                "the branches of a node leave values out: nothing would be decided about them".to_owned()
            );
        }
        Ok(())
    }

    fn leaf(&mut self, here: &[Region], outcome: &Fact) {
        for region in here {
            let asks = self.grid.tests(region, self.shape);
            self.rules.push(self.shape.rule(&asks, outcome.value()));
        }
    }

    /// Whether some branch always holds, or all of them look at one input and let every value of it through.
    fn covers(&self, node: &Node) -> bool {
        let tests =
            node.branches.iter().filter_map(|place| self.tree.nodes.get(*place)).map(|node| &node.test);
        let tests: Vec<&Predicate> = tests.collect();
        if tests.contains(&&Predicate::Always) {
            return true;
        }
        let inputs: std::collections::BTreeSet<usize> = tests.iter().flat_map(|test| test.inputs()).collect();
        let mut only = inputs.iter();
        let (Some(input), None) = (only.next(), only.next()) else { return false };
        let boxes = tests.iter().filter_map(|test| self.grid.boxes(test, true).ok()).flatten();
        let open: Vec<Vec<bool>> = boxes.filter_map(|mut region| region.remove(input)).collect();
        (0..self.grid.buckets(*input))
            .all(|bucket| open.iter().any(|through| through.get(bucket) == Some(&true)))
    }
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
