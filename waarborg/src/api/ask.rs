//! What a request says: who asks, which thing, and the body with all its faults at once.

use super::answer::{Door, Failure};
use super::guard::is_json;
use super::{openapi, shape};
use crate::faces::Faces;
use app::{Caller, Invalid, Problem};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::str::FromStr;

/// One fault in the input.
fn invalid(place: impl Into<String>, message: impl Into<String>) -> Failure {
    Problem::Invalid(vec![Invalid { place: place.into(), message: message.into() }]).into()
}

/// Whoever asks: `Authorization: Bearer dev:ACCOUNT` or the cookie of the development login, where that is offered.
pub struct Who(pub Caller);

impl FromRequestParts<Faces> for Who {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, faces: &Faces) -> Result<Self, Failure> {
        let Some(given) = parts.headers.get(AUTHORIZATION) else {
            return Ok(Self(faces.cookie_caller(&parts.headers)));
        };
        let name = given.to_str().ok().and_then(|value| value.strip_prefix("Bearer dev:"));
        let known = name.filter(|_| faces.development_login()).and_then(|name| faces.app.caller(name).ok());
        known.map(Self).ok_or_else(|| Door::Unauthorized.into())
    }
}

/// The variable parts of the address.
pub struct Segments(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Segments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Path(found) = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| invalid("path", "a part of the address is not UTF-8"))?;
        Ok(Self(found))
    }
}

impl Segments {
    /// A part as an identifier, hash or number.
    pub fn get<T: FromStr<Err: std::fmt::Display>>(&self, name: &str) -> Result<T, Failure> {
        let text = self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
        text.parse().map_err(|error: T::Err| invalid(format!("path/{name}"), error.to_string()))
    }
}

/// `?text=…&page=…`, and nothing else.
#[derive(Debug, Default)]
pub struct Listing {
    /// What is looked for.
    pub text: String,
    /// The page from 1.
    pub page: u64,
}

impl<S: Send + Sync> FromRequestParts<S> for Listing {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Query(given) = Query::<Vec<(String, String)>>::from_request_parts(parts, state)
            .await
            .map_err(|_| invalid("query", "the query is not written as name=value&name=value"))?;
        let (mut listing, mut faults) = (Self { page: 1, ..Self::default() }, vec![]);
        for (name, value) in given {
            let message = match name.as_str() {
                "text" if value.chars().count() > 200 => {
                    Some("at most 200 characters are looked for".to_owned())
                }
                "text" => {
                    listing.text = value;
                    None
                }
                "page" => match value.parse() {
                    Ok(page @ 1..=1_000_000) => {
                        listing.page = page;
                        None
                    }
                    _ => Some("expected a whole number from 1 to 1000000".to_owned()),
                },
                _ => Some("there is no such parameter: `text` and `page` are known".to_owned()),
            };
            let place = format!("query/{}", name.chars().take(40).collect::<String>());
            faults.extend(message.map(|message| Invalid { place, message }));
        }
        if faults.is_empty() { Ok(listing) } else { Err(Problem::Invalid(faults).into()) }
    }
}

/// A type whose JSON has a shape in the contract.
pub trait Shaped: DeserializeOwned {
    /// The name below `components/schemas`.
    const SCHEMA: &'static str;
}

/// A JSON body that fits its contract.
pub struct Body<T>(pub T);

impl<T: Shaped, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Door::MediaType.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|_| Door::TooLarge)?;
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| malformed(&error))?;
        let faults = shape::faults(openapi(), T::SCHEMA, &value);
        if !faults.is_empty() {
            return Err(Problem::Invalid(faults).into());
        }
        serde_json::from_value(value).map(Self).map_err(|error| invalid("/", error.to_string()))
    }
}

fn malformed(error: &serde_json::Error) -> Failure {
    let words = error.to_string();
    let message = words.rsplit_once(" at line ").map_or(words.as_str(), |(message, _)| message);
    invalid(format!("line {}, column {}", error.line(), error.column()), format!("not JSON: {message}"))
}
