//! Reading a receipt: bounded, each part an object with known fields, and each error in words with its place.

use super::{FORMAT, LARGEST, Receipt, ReceiptError};
use crate::shown::clean;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use std::marker::PhantomData;

const LONGEST_MESSAGE: usize = 200;

/// Takes objects only: by itself the library also reads a struct from a list of its values.
pub(super) fn object<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

pub(super) fn read(text: &str) -> Result<Receipt, ReceiptError> {
    if text.len() > LARGEST {
        return Err(ReceiptError::TooLarge(text.len()));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let receipt: Receipt = object(&mut json)
        .and_then(|receipt| json.end().map(|()| receipt))
        .map_err(|error| malformed(&error))?;
    if receipt.format == FORMAT {
        Ok(receipt)
    } else {
        Err(ReceiptError::Format(clean(&receipt.format, LONGEST_MESSAGE)))
    }
}

fn malformed(error: &serde_json::Error) -> ReceiptError {
    let what = error.to_string();
    let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what);
    ReceiptError::Malformed {
        line: error.line(),
        column: error.column().max(1),
        what: clean(&in_words(what), LONGEST_MESSAGE),
    }
}

/// The library's messages without the words of its trade.
fn in_words(what: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("EOF while parsing", "the text ends inside"),
        ("expected u64", "expected a whole number from 0"),
        ("a sequence", "a list"),
        ("invalid type: sequence", "invalid type: list"),
        ("invalid type: map", "invalid type: object"),
        ("floating point", "number"),
    ];
    WORDS.iter().fold(what.to_owned(), |what, (theirs, ours)| what.replacen(theirs, ours, 1))
}
