//! Server-rendered pages in Dutch and English: plain HTML and forms, no script needed.

mod algorithms;
mod analysis;
mod assets;
mod drawing;
mod frame;
mod graph;
mod log;
mod login;
mod mine;
mod models;
mod problem;
mod register;
mod runs;
mod supervisor;
mod tree;
mod trial;
mod visit;

use crate::faces::Faces;
use crate::present::Lang;
use axum::Router;
use axum::routing::{get, post};
use problem::PageProblem;

/// A page, or the problem that took its place.
type Page = Result<axum::response::Html<String>, PageProblem>;

/// What a handler works with: the door, and the language of the path.
#[derive(Clone)]
pub struct Pages {
    faces: Faces,
    lang: Lang,
}

/// Every page: Dutch at the root, English below `/en`.
pub fn router(faces: &Faces) -> Router {
    let in_lang = |lang| pages(Pages { faces: faces.clone(), lang });
    in_lang(Lang::Nl).nest("/en", in_lang(Lang::En)).merge(assets::router())
}

fn pages(pages: Pages) -> Router {
    Router::new()
        .route("/", get(register::page))
        .route("/algorithms/{algorithm}", get(algorithms::page))
        .route("/algorithms/{algorithm}/models/{model}", get(models::page))
        .route("/algorithms/{algorithm}/models/{model}/analysis", get(analysis::page))
        .route("/algorithms/{algorithm}/models/{model}/try", get(trial::page).post(trial::answer))
        .route("/algorithms/{algorithm}/differences", get(models::differences))
        .route("/runs/{run}", get(runs::page))
        .route("/runs/{run}/queue", get(runs::queue))
        .route("/log", get(log::page))
        .route("/log/entries/{position}", get(log::entry))
        .route("/mine", get(mine::page).post(mine::read))
        .route("/mine/receipt", post(mine::receipt))
        .route("/supervisor", get(supervisor::page))
        .route("/supervisor/orders", post(supervisor::order))
        .route("/supervisor/lift", post(supervisor::lift))
        .route("/login", get(login::page).post(login::login))
        .route("/logout", post(login::logout))
        .fallback(missing)
        .with_state(pages)
}

/// An address that leads nowhere.
async fn missing(visit: visit::Visit) -> PageProblem {
    visit.problem(app::Problem::NotFound { kind: "page", id: String::new() })
}

/// Renders a template.
fn html<T: askama::Template>(template: &T) -> Page {
    template.render().map(axum::response::Html).map_err(|error| PageProblem::broken(&error))
}
