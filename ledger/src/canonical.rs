//! Canonical JSON (RFC 8785) for what we hash: keys sorted, no spaces, integers only.
//!
//! Decimals travel as strings: a floating-point number on the way to an outcome is refused here, not rounded.

use serde::Serialize;
use serde_json::Value;

const DEEPEST: usize = 64;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A floating-point number.
    #[error("{0} is a floating-point number: write decimals as text")]
    Float(String),
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

fn write(value: &Value, path: &mut String, depth: usize, text: &mut String) -> Result<(), CanonicalError> {
    if depth > DEEPEST {
        return Err(CanonicalError::TooDeep(path.clone()));
    }
    match value {
        Value::Number(number) if number.is_f64() => Err(CanonicalError::Float(path.clone())),
        Value::Array(items) => write_array(items, path, depth, text),
        Value::Object(fields) => write_object(fields, path, depth, text),
        plain => {
            text.push_str(&plain.to_string());
            Ok(())
        }
    }
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
        within(path, &place.to_string(), |path| {
            write(item, path, depth + 1, text)
        })?;
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
        within(path, key, |path| write(item, path, depth + 1, text))?;
    }
    text.push('}');
    Ok(())
}

fn within<T>(path: &mut String, step: &str, act: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    path.push('/');
    path.push_str(step);
    let done = act(path);
    path.truncate(length);
    done
}
