//! Boxes and lines, as a page draws them: no picture format, only numbers and words.

const BOX: (usize, usize) = (200, 36);
const GAP: (usize, usize) = (48, 14);
const MARGIN: usize = 12;
/// Longer names are cut in the picture; the tables below have them whole.
const LETTERS: usize = 25;

/// A picture in its own units; every number is a pixel at full size.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawing {
    pub width: usize,
    pub height: usize,
    pub nodes: Vec<Node>,
    /// Each as the `d` of a path, from left to right.
    pub edges: Vec<String>,
}

/// A box with a word.
#[derive(Debug, PartialEq, Eq)]
pub struct Node {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
    pub text_x: usize,
    pub text_y: usize,
    /// As much of the name as fits.
    pub label: String,
    pub name: String,
    /// Whether it is drawn round: something that is given, or a leaf.
    pub round: bool,
}

/// The picture as large as its boxes need.
pub fn drawing(nodes: Vec<Node>, edges: Vec<String>) -> Drawing {
    let right = nodes.iter().map(|node| node.x + node.width).max().unwrap_or(0);
    let low = nodes.iter().map(|node| node.y + node.height).max().unwrap_or(0);
    Drawing { width: right + MARGIN, height: low + MARGIN, nodes, edges }
}

/// A box in a column from the left, so many half rows from the top.
pub fn node(column: usize, half_row: usize, name: &str, round: bool) -> Node {
    let x = MARGIN + column * (BOX.0 + GAP.0);
    let y = MARGIN + half_row * (BOX.1 + GAP.1) / 2;
    let mut label: String = name.chars().take(LETTERS).collect();
    if name.chars().count() > LETTERS {
        label.push('…');
    }
    Node {
        x,
        y,
        width: BOX.0,
        height: BOX.1,
        text_x: x + BOX.0 / 2,
        text_y: y + BOX.1 / 2 + 5,
        label,
        name: name.to_owned(),
        round,
    }
}

/// A line between two boxes.
pub fn edge(from: &Node, to: &Node) -> String {
    let (x, y) = (from.x + from.width, from.y + from.height / 2);
    let (end_x, end_y) = (to.x, to.y + to.height / 2);
    let middle = usize::midpoint(x, end_x);
    format!("M{x} {y} C{middle} {y} {middle} {end_y} {end_x} {end_y}")
}
