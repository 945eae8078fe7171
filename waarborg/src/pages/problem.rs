//! A problem as a page, with the status that fits.

use super::frame::Frame;
use crate::present::{Lang, problem_lines, word};
use app::Problem;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// A problem on the way to a page.
pub struct PageProblem(Box<(Frame, Problem)>);

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    lines: Vec<String>,
}

impl PageProblem {
    pub fn new(frame: Frame, problem: Problem) -> Self {
        Self(Box::new((frame, problem)))
    }

    /// A template that does not render: our own fault.
    pub fn broken(error: &askama::Error) -> Self {
        tracing::error!(%error, "a template does not render");
        Self::new(
            Frame::outside(Lang::Nl),
            Problem::Fault { id: "template".to_owned(), summary: "render a page".to_owned() },
        )
    }
}

/// The status and the title's key of a problem.
pub const fn status(problem: &Problem) -> (StatusCode, &'static str) {
    match problem {
        Problem::Refused(_) => (StatusCode::CONFLICT, "problem-title-refused"),
        Problem::Forbidden { .. } => (StatusCode::FORBIDDEN, "problem-title-forbidden"),
        Problem::NotFound { .. } => (StatusCode::NOT_FOUND, "problem-title-not-found"),
        Problem::Conflict { .. } => (StatusCode::CONFLICT, "problem-title-conflict"),
        Problem::Pending { .. } => (StatusCode::SERVICE_UNAVAILABLE, "problem-pending-title"),
        Problem::Halted { .. } => (StatusCode::SERVICE_UNAVAILABLE, "problem-halted-title"),
        Problem::Invalid(_) => (StatusCode::BAD_REQUEST, "problem-title-invalid"),
        Problem::Fault { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "problem-title-fault"),
    }
}

impl IntoResponse for PageProblem {
    fn into_response(self) -> Response {
        let (mut frame, problem) = *self.0;
        let (status, title) = status(&problem);
        frame.title = word(frame.lang, title, &[]);
        let lines = problem_lines(frame.lang, &problem);
        let page = ProblemPage { frame, lines };
        match page.render() {
            Ok(page) => (status, Html(page)).into_response(),
            Err(_) => status.into_response(),
        }
    }
}
