//! The supervisor's desk: suspend, and lift what is in force.

use super::algorithms::order as order_words;
use super::frame::Frame;
use super::visit::Visit;
use super::{Page, html};
use crate::present::{both, problem_lines};
use app::views::Origin;
use app::{Command, Problem, RegisterQuery};
use askama::Template;
use axum::extract::Form;
use domain::algorithm::OrderKind;
use domain::{AlgorithmId, OrderId};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "supervisor.html")]
struct SupervisorTemplate {
    frame: Frame,
    done: Option<String>,
    faults: Vec<String>,
    order: String,
    algorithms: Vec<(String, String)>,
    orders: Vec<InForce>,
}

struct InForce {
    title: String,
    words: String,
    algorithm: String,
    order: String,
}

/// The order form.
#[derive(Debug, Deserialize)]
pub struct OrderForm {
    order: String,
    algorithm: String,
    power: String,
    reason: String,
    #[serde(default)]
    until: String,
}

/// The form under an order.
#[derive(Debug, Deserialize)]
pub struct LiftForm {
    order: String,
    algorithm: String,
    reason: String,
}

pub async fn page(visit: Visit) -> Page {
    show(&visit, None, vec![]).await
}

pub async fn order(visit: Visit, Form(form): Form<OrderForm>) -> Page {
    act(&visit, suspend(&form), "supervisor-ordered").await
}

pub async fn lift(visit: Visit, Form(form): Form<LiftForm>) -> Page {
    act(&visit, lifted(&form), "supervisor-lifted").await
}

async fn act(visit: &Visit, command: Result<Command, Problem>, done: &str) -> Page {
    let recorded = match command {
        Ok(command) => visit.pages.faces.app.execute(&visit.caller, command).await.map(drop),
        Err(problem) => Err(problem),
    };
    match recorded {
        Ok(()) => show(visit, Some(visit.word(done)), vec![]).await,
        Err(problem) => show(visit, None, problem_lines(visit.lang(), &problem)).await,
    }
}

fn field<T>(name: &str, read: Result<T, impl std::fmt::Display>) -> Result<T, Problem> {
    read.map_err(|error| {
        Problem::Invalid(vec![app::Invalid { place: name.to_owned(), message: error.to_string() }])
    })
}

fn suspend(form: &OrderForm) -> Result<Command, Problem> {
    let until = if form.until.is_empty() { None } else { Some(field("until", form.until.parse())?) };
    Ok(Command::IssueOrder {
        algorithm: field::<AlgorithmId>("algorithm", form.algorithm.parse())?,
        order: field::<OrderId>("order", form.order.parse())?,
        kind: OrderKind::Suspend,
        model: None,
        power: field("power", form.power.parse())?,
        reason: field("reason", form.reason.parse())?,
        until,
    })
}

fn lifted(form: &LiftForm) -> Result<Command, Problem> {
    Ok(Command::LiftOrder {
        algorithm: field("algorithm", form.algorithm.parse())?,
        order: field("order", form.order.parse())?,
        reason: field("reason", form.reason.parse())?,
    })
}

async fn show(visit: &Visit, done: Option<String>, faults: Vec<String>) -> Page {
    let app = &visit.pages.faces.app;
    let query = RegisterQuery { size: 100, ..RegisterQuery::default() };
    let register = app.register(&query).await.map_err(|problem| visit.problem(problem))?;
    let frame = visit.frame(visit.word("supervisor-title"));
    let (mut algorithms, mut orders) = (vec![], vec![]);
    for line in &register.lines {
        let Origin::Safeguarded { algorithm, withdrawn: false, .. } = &line.origin else { continue };
        let title = both(visit.lang(), &line.title).to_owned();
        let view = app.algorithm(*algorithm).await.map_err(|problem| visit.problem(problem))?;
        for one in view.orders.iter().filter(|one| one.in_force) {
            let words = order_words(&frame, one);
            orders.push(InForce {
                title: title.clone(),
                words,
                algorithm: algorithm.to_string(),
                order: one.id.to_string(),
            });
        }
        algorithms.push((algorithm.to_string(), title));
    }
    html(&SupervisorTemplate { frame, done, faults, order: app.new_id().to_string(), algorithms, orders })
}
