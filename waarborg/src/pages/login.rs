//! The development login: one account a role, no password, loopback only.

use super::frame::Frame;
use super::problem::PageProblem;
use super::visit::Visit;
use super::{Page, html};
use crate::faces::COOKIE;
use askama::Template;
use axum::extract::Form;
use axum::response::Redirect;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginTemplate {
    frame: Frame,
    accounts: Vec<String>,
}

/// Which account.
#[derive(Debug, Deserialize)]
pub struct Choice {
    account: String,
}

pub async fn page(visit: Visit) -> Page {
    let accounts = visit.pages.faces.app.accounts().iter().map(|account| account.name.clone()).collect();
    html(&LoginTemplate { frame: visit.frame(visit.word("login-title")), accounts })
}

pub async fn login(
    visit: Visit,
    jar: CookieJar,
    Form(choice): Form<Choice>,
) -> Result<(CookieJar, Redirect), PageProblem> {
    visit.pages.faces.app.caller(&choice.account).map_err(|problem| visit.problem(problem))?;
    let cookie =
        Cookie::build((COOKIE, choice.account)).http_only(true).same_site(SameSite::Strict).path("/");
    Ok((jar.add(cookie), Redirect::to(&visit.frame("").href("/"))))
}

pub async fn logout(visit: Visit, jar: CookieJar) -> (CookieJar, Redirect) {
    (jar.remove(Cookie::build(COOKIE).path("/")), Redirect::to(&visit.frame("").href("/")))
}
