//! Canonical JSON (RFC 8785) for what we hash: keys sorted, no spaces, integers only.
//!
//! Decimals travel as strings: a floating-point number on the way to an outcome is refused here, not rounded.

use crate::shown::shown;
use serde::Serialize;
use serde_json::Value;

const DEEPEST: usize = 64;
/// 2^53 - 1: what an IEEE 754 double, and so every JSON reader, keeps exactly.
const LARGEST_EXACT: u64 = (1 << 53) - 1;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A floating-point number.
    #[error("{0} is a floating-point number: write decimals as text")]
    Float(String),
    /// An integer that not every reader of JSON keeps exactly (RFC 8785 §3.2.2.3, RFC 7493 §2.2).
    #[error("{0} lies beyond ±9007199254740991: write such numbers as text")]
    TooLarge(String),
    /// Nested deeper than 64 levels.
    #[error("{0} is nested deeper than {DEEPEST} levels")]
    TooDeep(String),
    /// The value cannot be written as JSON at all.
    #[error("the value cannot be written as JSON: {0}")]
    NotJson(String),
}

/// The canonical text of a value.
///
/// # Errors
/// Names the place, as a JSON pointer, that has no canonical form.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, CanonicalError> {
    let value = serde_json::to_value(value).map_err(|error| CanonicalError::NotJson(error.to_string()))?;
    let mut text = String::new();
    write(&value, &mut String::new(), 0, &mut text)?;
    Ok(text)
}

/// Whether this text is the one canonical form of what it says: keys sorted, none twice, no spaces.
#[must_use]
pub fn is_canonical(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| to_string(&value).is_ok_and(|form| form == text))
}

fn write(value: &Value, path: &mut String, depth: usize, text: &mut String) -> Result<(), CanonicalError> {
    if depth > DEEPEST {
        return Err(CanonicalError::TooDeep(path.clone()));
    }
    match value {
        Value::Number(number) => write_number(number, path, text),
        Value::Array(items) => write_array(items, path, depth, text),
        Value::Object(fields) => write_object(fields, path, depth, text),
        plain => {
            text.push_str(&plain.to_string());
            Ok(())
        }
    }
}

fn write_number(number: &serde_json::Number, path: &str, text: &mut String) -> Result<(), CanonicalError> {
    if number.is_f64() {
        return Err(CanonicalError::Float(path.to_owned()));
    }
    let exact = number.as_i64().filter(|value| value.unsigned_abs() <= LARGEST_EXACT);
    let exact = exact.ok_or_else(|| CanonicalError::TooLarge(path.to_owned()))?;
    text.push_str(&exact.to_string());
    Ok(())
}

fn write_array(
    items: &[Value],
    path: &mut String,
    depth: usize,
    text: &mut String,
) -> Result<(), CanonicalError> {
    text.push('[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        within(path, &place.to_string(), |path| write(item, path, depth + 1, text))?;
    }
    text.push(']');
    Ok(())
}

fn write_object(
    fields: &serde_json::Map<String, Value>,
    path: &mut String,
    depth: usize,
    text: &mut String,
) -> Result<(), CanonicalError> {
    let mut sorted: Vec<_> = fields.iter().collect();
    // RFC 8785 sorts by UTF-16 code units, which differs from UTF-8 order beyond the basic plane.
    sorted.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    text.push('{');
    for (place, (key, item)) in sorted.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&Value::from(key.as_str()).to_string());
        text.push(':');
        let step = key.replace('~', "~0").replace('/', "~1");
        within(path, &step, |path| write(item, path, depth + 1, text))?;
    }
    text.push('}');
    Ok(())
}

fn within<T>(path: &mut String, step: &str, act: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    path.push('/');
    path.push_str(&shown(step));
    let done = act(path);
    path.truncate(length);
    done
}
