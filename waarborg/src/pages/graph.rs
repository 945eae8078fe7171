//! The requirements graph as a picture: inputs on the left, the deciding table on the right.

use super::drawing::{Drawing, Node, drawing, edge, node};
use app::views::ModelPage;
use model::{Lang, TableView};

/// Draws a model. A table stands one column to the right of the last thing that it reads.
pub fn graph(lang: Lang, page: &ModelPage) -> Drawing {
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
        node(*layer, row * 2, name, *layer == 0)
    };
    let nodes: Vec<Node> = layers.iter().zip(&names).map(node).collect();
    let edges = reads.iter().filter_map(|(from, to)| Some(edge(nodes.get(*from)?, nodes.get(*to)?)));
    let edges = edges.collect();
    drawing(nodes, edges)
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
            tree: None,
        };
        let drawn = graph(Lang::En, &page);
        assert_eq!(drawn.nodes.len(), model.inputs().len() + model.tables().len());
        assert_eq!(drawn.edges.len(), 5, "the one table reads every input");
        let last = drawn.nodes.last().expect("the table");
        assert!(!last.round && drawn.nodes.iter().all(|node| node.round == (node.x < last.x)));
        assert!(drawn.nodes.iter().all(|node| node.x + node.width <= drawn.width && node.y < drawn.height));
    }
}
