//! A decision tree as a picture: the root on the left, its leaves on the right, each branch with its test.

use super::drawing::{Drawing, Node, drawing, edge, node};
use model::TreeView;

/// A tree deeper than this is refused as unreadable long before.
const DEEPEST: usize = 50;

/// Draws a tree, with words for the root and for the branch that is left when no other holds.
pub fn tree(view: &TreeView, words: [&str; 2]) -> Drawing {
    let mut walk = Walk { view, words, nodes: vec![], edges: vec![], half_row: 0 };
    walk.down(0, 0);
    drawing(walk.nodes, walk.edges)
}

struct Walk<'a> {
    view: &'a TreeView,
    words: [&'a str; 2],
    nodes: Vec<Node>,
    edges: Vec<String>,
    half_row: usize,
}

impl Walk<'_> {
    /// Draws a node with everything behind it; a leaf takes the next row, a node stands in the middle of its branches.
    fn down(&mut self, place: usize, depth: usize) -> Option<(usize, usize)> {
        let found = self.view.nodes.get(place).filter(|_| depth < DEEPEST)?;
        let below: Vec<(usize, usize)> =
            found.branches.iter().filter_map(|branch| self.down(*branch, depth + 1)).collect();
        let rows = || below.iter().map(|(_, row)| *row);
        let row = if let Some((first, last)) = rows().min().zip(rows().max()) {
            usize::midpoint(first, last)
        } else {
            self.half_row += 2;
            self.half_row - 2
        };
        let [everybody, otherwise] = self.words;
        let test = match (depth, found.test.as_str()) {
            (0, _) => everybody,
            (_, "true") => otherwise,
            (_, test) => test,
        };
        let name = match &found.outcome {
            Some(outcome) if found.branches.is_empty() => format!("{test} → {outcome}"),
            _ => test.to_owned(),
        };
        let here = node(depth, row, &name, found.branches.is_empty());
        let lines =
            below.iter().filter_map(|(drawn, _)| self.nodes.get(*drawn)).map(|other| edge(&here, other));
        self.edges.extend(lines.collect::<Vec<_>>());
        self.nodes.push(here);
        Some((self.nodes.len() - 1, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::TreeNode;

    #[test]
    fn w01_every_node_stands_in_the_picture_between_its_branches() {
        let node = |test: &str, branches: Vec<usize>| TreeNode {
            test: test.to_owned(),
            outcome: branches.is_empty().then(|| "1".to_owned()),
            branches,
        };
        let view = TreeView {
            nodes: vec![
                node("", vec![1, 2]),
                node("a < 3", vec![]),
                node("a >= 3", vec![3, 4]),
                node("b", vec![]),
                node("c", vec![]),
            ],
        };
        let drawn = tree(&view, ["everybody", "otherwise"]);
        assert_eq!((drawn.nodes.len(), drawn.edges.len()), (5, 4));
        let named = |name: &str| drawn.nodes.iter().find(|node| node.name == name).expect(name);
        assert!(named("a >= 3").y > named("b → 1").y && named("a >= 3").y < named("c → 1").y);
        assert!(named("everybody").x < named("a >= 3").x && named("a >= 3").x < named("b → 1").x);
    }
}
