//! Numbers in the declaration: whole ones as they are, others as text, so that none is ever rounded.

use crate::Decimal;
use serde::{Deserialize, Deserializer, de::Error};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Whole(i64),
    Text(String),
    /// Among others a number with a point, which the reader has rounded already.
    Other(toml::Value),
}

pub fn required<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    match Written::deserialize(from)? {
        Written::Whole(number) => Ok(Decimal::whole(number)),
        Written::Text(text) => text.parse().map_err(D::Error::custom),
        Written::Other(other) => {
            Err(D::Error::custom(format!("write `{other}` in quotes, so that it stays exact")))
        }
    }
}

pub fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    required(from).map(Some)
}
