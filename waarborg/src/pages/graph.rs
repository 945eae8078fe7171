//! The requirements graph as a picture: inputs on the left, the deciding table on the right.

use app::views::ModelPage;
use model::{Lang, TableView};

const BOX: (usize, usize) = (200, 36);
const GAP: (usize, usize) = (90, 14);
const MARGIN: usize = 12;
/// Longer names are cut in the picture; the tables below have them whole.
const LETTERS: usize = 25;

/// A picture in its own units; every number is a pixel at full size.
#[derive(Debug, PartialEq, Eq)]
pub struct Graph {
    pub width: usize,
    pub height: usize,
    pub nodes: Vec<Node>,
    /// Each as the `d` of a path, from what is read to what reads it.
    pub edges: Vec<String>,
}

/// An input or a table.
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
    pub input: bool,
}

/// Draws a model. A table stands one column to the right of the last thing that it reads.
pub fn graph(lang: Lang, page: &ModelPage) -> Graph {
    let inputs = page.declaration.inputs.len();
    let names = page.declaration.inputs.iter().map(|input| input.label.in_lang(lang).to_owned());
    let names: Vec<String> = names.chain(page.tables.iter().map(|table| table.name.clone())).collect();
    let mut layers = vec![0; inputs];
    let mut reads: Vec<(usize, usize)> = vec![];
    for (place, table) in (inputs..).zip(&page.tables) {
        let sources = sources(page, table);
        let layer = sources.iter().filter_map(|source| layers.get(*source)).max().map_or(1, |last| last + 1);
        layers.push(layer);
        reads.extend(sources.into_iter().map(|source| (source, place)));
    }
    let mut filled = vec![0_usize; layers.iter().max().map_or(1, |last| last + 1)];
    let node = |(layer, name): (&usize, &String)| {
        let row = filled.get_mut(*layer).map_or(0, |count| {
            *count += 1;
            *count - 1
        });
        node(*layer, row, name, *layer == 0)
    };
    let nodes: Vec<Node> = layers.iter().zip(&names).map(node).collect();
    let edges = reads.iter().filter_map(|(from, to)| Some(edge(nodes.get(*from)?, nodes.get(*to)?)));
    Graph {
        width: MARGIN * 2 + filled.len() * (BOX.0 + GAP.0) - GAP.0,
        height: MARGIN * 2 + filled.iter().max().map_or(1, |most| *most) * (BOX.1 + GAP.1) - GAP.1,
        edges: edges.collect(),
        nodes,
    }
}

/// What a table reads, each once: an input by its place, another table behind the inputs.
fn sources(page: &ModelPage, table: &TableView) -> Vec<usize> {
    let inputs = page.declaration.inputs.len();
    let by_name = |expression: &str| {
        let of = |name: &str| {
            expression.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        page.tables.iter().position(|other| of(&other.name)).map(|place| place + inputs)
    };
    let mut found: Vec<usize> = table
        .columns
        .iter()
        .filter_map(|column| column.input.or_else(|| by_name(&column.expression)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn node(layer: usize, row: usize, name: &str, input: bool) -> Node {
    let x = MARGIN + layer * (BOX.0 + GAP.0);
    let y = MARGIN + row * (BOX.1 + GAP.1);
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
        input,
    }
}

fn edge(from: &Node, to: &Node) -> String {
    let (x, y) = (from.x + from.width, from.y + from.height / 2);
    let (end_x, end_y) = (to.x, to.y + to.height / 2);
    let middle = usize::midpoint(x, end_x);
    format!("M{x} {y} C{middle} {y} {middle} {end_y} {end_x} {end_y}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AlgorithmId, Digest};
    use model::Model;

    #[test]
    fn w01_every_input_and_every_table_stands_in_the_picture_and_arrows_run_to_the_right() {
        let base =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
        let file = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
        let model = Model::read(&file("model.toml"), file("rules.dmn").as_bytes()).expect("a model");
        let page = ModelPage {
            algorithm: "019ab3c4-0000-7000-8000-00000000000a".parse::<AlgorithmId>().expect("an id"),
            hash: Digest::new(model.hash().0),
            declaration: model.declaration().clone(),
            tables: model.tables(),
        };
        let drawn = graph(Lang::En, &page);
        assert_eq!(drawn.nodes.len(), model.inputs().len() + model.tables().len());
        assert_eq!(drawn.edges.len(), 5, "the one table reads every input");
        let last = drawn.nodes.last().expect("the table");
        assert!(!last.input && drawn.nodes.iter().all(|node| node.input == (node.x < last.x)));
        assert!(drawn.nodes.iter().all(|node| node.x + node.width <= drawn.width && node.y < drawn.height));
    }
}
