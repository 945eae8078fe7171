//! A model as readable tables, and what differs between two.

use super::drawing::Drawing;
use super::frame::Frame;
use super::graph::graph;
use super::tree::tree;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{difference, remark, selection, word};
use app::Problem;
use app::views::ModelPage;
use askama::Template;
use axum::extract::{Path, Query};
use domain::{AlgorithmId, Digest};
use model::{Input, TableView};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "model.html")]
struct ModelTemplate {
    frame: Frame,
    back: String,
    hash: String,
    trial: String,
    analysis: String,
    graph: Drawing,
    tree: Option<Drawing>,
    selection: String,
    meaning: String,
    inputs: Vec<InputRow>,
    tables: Vec<Table>,
}

struct InputRow {
    label: String,
    range: String,
    reason: String,
    source: String,
    ground: String,
}

struct Table {
    name: String,
    policy: String,
    columns: Vec<String>,
    outputs: Vec<String>,
    rules: Vec<Rule>,
}

struct Rule {
    number: usize,
    tests: Vec<String>,
    outputs: Vec<String>,
    remark: String,
}

#[derive(Template)]
#[template(path = "differences.html")]
struct DifferencesTemplate {
    frame: Frame,
    back: String,
    before: String,
    after: String,
    otherwise: Vec<String>,
    rows: Vec<(String, String, String)>,
}

pub async fn page(visit: Visit, Path((algorithm, hash)): Path<(String, String)>) -> Page {
    let not_found = |kind, id: &str| visit.problem(Problem::NotFound { kind, id: id.to_owned() });
    let algorithm: AlgorithmId = algorithm.parse().map_err(|_| not_found("algorithm", &algorithm))?;
    let hash: Digest = hash.parse().map_err(|_| not_found("model", &hash))?;
    let found =
        visit.pages.faces.app.model_page(algorithm, hash).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit
        .frame(found.declaration.title.in_lang(visit.lang()))
        .with_twin(format!("/api/v1/algorithms/{algorithm}/models/{hash}"));
    html(&template(frame, &found))
}

fn template(frame: Frame, found: &ModelPage) -> ModelTemplate {
    let lang = frame.lang;
    let input = |input: &Input| InputRow {
        label: input.label.in_lang(lang).to_owned(),
        range: range(input),
        reason: input.reason.in_lang(lang).to_owned(),
        source: input.source.in_lang(lang).to_owned(),
        ground: input.ground.clone(),
    };
    ModelTemplate {
        back: frame.href(&format!("/algorithms/{}", found.algorithm)),
        hash: found.hash.to_string(),
        analysis: frame.href(&format!("/algorithms/{}/models/{}/analysis", found.algorithm, found.hash)),
        trial: frame.href(&format!("/algorithms/{}/models/{}/try", found.algorithm, found.hash)),
        graph: graph(lang, found),
        tree: found
            .tree
            .as_ref()
            .map(|view| tree(view, [&frame.w("model-tree-root"), &frame.w("model-tree-otherwise")])),
        selection: selection(lang, &found.declaration),
        meaning: found.declaration.selection.meaning.in_lang(lang).to_owned(),
        inputs: found.declaration.inputs.iter().map(input).collect(),
        tables: found.tables.iter().map(|table| self::table(&frame, found, table)).collect(),
        frame,
    }
}

pub fn range(input: &Input) -> String {
    match (&input.minimum, &input.maximum) {
        (Some(minimum), Some(maximum)) => format!("{minimum} – {maximum}"),
        _ => input.values.join(", "),
    }
}

fn table(frame: &Frame, page: &ModelPage, table: &TableView) -> Table {
    let label = |column: &model::ColumnView| {
        let input = column.input.and_then(|place| page.declaration.inputs.get(place));
        input.map_or_else(|| column.expression.clone(), |input| input.label.in_lang(frame.lang).to_owned())
    };
    let rule = |rule: &model::RuleView| Rule {
        number: rule.number,
        tests: rule.tests.iter().map(|test| if test == "-" { String::new() } else { test.clone() }).collect(),
        outputs: rule.outputs.clone(),
        remark: remark(frame.lang, &rule.annotation).to_owned(),
    };
    Table {
        name: table.name.clone(),
        policy: word(frame.lang, &format!("policy-{}", table.policy), &[]),
        columns: table.columns.iter().map(label).collect(),
        outputs: table.outputs.clone(),
        rules: table.rules.iter().map(rule).collect(),
    }
}

/// Which two models are compared.
#[derive(Debug, Deserialize)]
pub struct Two {
    before: String,
    after: String,
}

pub async fn differences(visit: Visit, Path(algorithm): Path<String>, Query(two): Query<Two>) -> Page {
    let not_found = |kind, id: &str| visit.problem(Problem::NotFound { kind, id: id.to_owned() });
    let id: AlgorithmId = algorithm.parse().map_err(|_| not_found("algorithm", &algorithm))?;
    let hash = |text: &str| text.parse::<Digest>().map_err(|_| not_found("model", text));
    let (before, after) = (hash(&two.before)?, hash(&two.after)?);
    let found = visit
        .pages
        .faces
        .app
        .differences(id, before, after)
        .await
        .map_err(|problem| visit.problem(problem))?;
    let dash = || "–".to_owned();
    let row = |one: app::views::Difference| {
        (one.path, one.before.unwrap_or_else(dash), one.after.unwrap_or_else(dash))
    };
    let app = &visit.pages.faces.app;
    let model = app.model_page(id, after).await.map_err(|problem| visit.problem(problem))?;
    let other = app.difference(id, before, after).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit.frame(visit.word("differences-title"));
    let template = DifferencesTemplate {
        back: frame.href(&format!("/algorithms/{id}")),
        before: before.short(),
        after: after.short(),
        otherwise: difference(visit.lang(), &model.declaration, &other),
        rows: found.into_iter().map(row).collect(),
        frame,
    };
    html(&template)
}
