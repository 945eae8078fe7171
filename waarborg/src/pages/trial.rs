//! Trying a model: anyone fills in made-up data and sees what it answers. Nothing is stored.

use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{Lang, Tried, tried, word};
use app::Problem;
use app::views::ModelPage;
use askama::Template;
use axum::extract::{Form, Path};
use domain::{AlgorithmId, Digest};
use model::{Input, InputType};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "trial.html")]
struct TrialTemplate {
    frame: Frame,
    back: String,
    action: String,
    fields: Vec<Field>,
    faults: Vec<String>,
    tried: Option<Tried>,
}

/// One input as a field of the form.
struct Field {
    name: String,
    label: String,
    range: String,
    written: String,
    /// What may be chosen, as value and word; empty where it is written.
    choices: Vec<(String, String)>,
    fault: Option<String>,
}

pub async fn page(visit: Visit, Path((algorithm, hash)): Path<(String, String)>) -> Page {
    let model = found(&visit, &algorithm, &hash).await?;
    show(&visit, &model, &BTreeMap::new(), Ok(None))
}

pub async fn answer(
    visit: Visit,
    Path((algorithm, hash)): Path<(String, String)>,
    Form(written): Form<BTreeMap<String, String>>,
) -> Page {
    let model = found(&visit, &algorithm, &hash).await?;
    let app = &visit.pages.faces.app;
    let plain = with_points(visit.lang(), &model, &written);
    match app.try_model(model.algorithm, model.hash, &plain).await {
        Ok(explanation) => {
            let told = tried(visit.lang(), &model.declaration, &explanation);
            show(&visit, &model, &written, Ok(Some(told)))
        }
        Err(Problem::Invalid(faults)) => show(&visit, &model, &written, Err(faults)),
        Err(other) => Err(visit.problem(other)),
    }
}

/// In Dutch a number has a decimal comma.
fn with_points(
    lang: Lang,
    model: &ModelPage,
    written: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let number = |name: &str| {
        model.declaration.inputs.iter().any(|input| input.name == name && input.kind == InputType::Number)
    };
    let plain = |(name, text): (&String, &String)| {
        let text = if lang == Lang::Nl && number(name) { text.replace(',', ".") } else { text.clone() };
        (name.clone(), text)
    };
    written.iter().map(plain).collect()
}

async fn found(visit: &Visit, algorithm: &str, hash: &str) -> Result<ModelPage, super::problem::PageProblem> {
    let not_found = |kind, id: &str| visit.problem(Problem::NotFound { kind, id: id.to_owned() });
    let algorithm: AlgorithmId = algorithm.parse().map_err(|_| not_found("algorithm", algorithm))?;
    let hash: Digest = hash.parse().map_err(|_| not_found("model", hash))?;
    visit.pages.faces.app.model_page(algorithm, hash).await.map_err(|problem| visit.problem(problem))
}

fn show(
    visit: &Visit,
    model: &ModelPage,
    written: &BTreeMap<String, String>,
    answer: Result<Option<Tried>, Vec<app::Invalid>>,
) -> Page {
    let frame = visit.frame(visit.word("try-title"));
    let place = frame.href(&format!("/algorithms/{}/models/{}", model.algorithm, model.hash));
    let (tried, faults) = match answer {
        Ok(tried) => (tried, vec![]),
        Err(faults) => (None, faults),
    };
    let mut fields: Vec<Field> =
        model.declaration.inputs.iter().map(|input| field(&frame, input, written)).collect();
    let mut elsewhere = vec![];
    for fault in faults {
        if let Some(field) = fields.iter_mut().find(|field| field.name == fault.place) {
            field.fault = Some(word(visit.lang(), "try-fault", &[("range", field.range.clone())]));
        } else {
            elsewhere.push(fault.message);
        }
    }
    html(&TrialTemplate {
        action: format!("{place}/try"),
        back: place,
        fields,
        faults: elsewhere,
        tried,
        frame,
    })
}

fn field(frame: &Frame, input: &Input, written: &BTreeMap<String, String>) -> Field {
    let choices = match input.kind {
        InputType::Number => vec![],
        InputType::Text => input.values.iter().map(|value| (value.clone(), value.clone())).collect(),
        InputType::Boolean => {
            [("true", "yes"), ("false", "no")].map(|(flag, word)| (flag.to_owned(), frame.w(word))).to_vec()
        }
    };
    Field {
        name: input.name.clone(),
        label: input.label.in_lang(frame.lang).to_owned(),
        range: super::models::range(input),
        written: written.get(&input.name).cloned().unwrap_or_default(),
        choices,
        fault: None,
    }
}
