//! Does a JSON value fit a shape of the contract? Every misfit at once, each with its JSON pointer.
//!
//! Reads only what our own contract uses of JSON Schema; the same check holds requests and, in tests, our responses.

use app::Invalid;
use serde_json::{Map, Value};

/// More than this is no help to anybody.
const MOST_FAULTS: usize = 50;

/// What does not fit the shape of this name below `components/schemas`.
#[must_use]
pub fn faults(document: &Value, name: &str, value: &Value) -> Vec<Invalid> {
    let Some(schema) = document.pointer(&format!("/components/schemas/{name}")) else {
        return vec![Invalid {
            place: "/".to_owned(),
            message: format!("the contract has no shape `{name}`"),
        }];
    };
    let mut check = Check { document, faults: vec![] };
    check.value(schema, value, "");
    check.faults.truncate(MOST_FAULTS);
    check.faults
}

struct Check<'a> {
    document: &'a Value,
    faults: Vec<Invalid>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, at: &str, message: impl Into<String>) {
        let place = if at.is_empty() { "/" } else { at }.to_owned();
        self.faults.push(Invalid { place, message: message.into() });
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix('#'));
        target.and_then(|path| self.document.pointer(path)).unwrap_or(schema)
    }

    fn value(&mut self, schema: &'a Value, value: &Value, at: &str) {
        let schema = self.resolve(schema);
        if let Some(branches) = schema.get("oneOf").and_then(Value::as_array) {
            return self.one_of(branches, value, at);
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            return parts.iter().for_each(|part| self.value(part, value, at));
        }
        if !self.has_kind(schema, value, at) {
            return;
        }
        match value {
            Value::Object(fields) => self.object(schema, fields, at),
            Value::Array(items) => self.list(schema, items, at),
            Value::String(text) => self.text(schema, text, at),
            _ => {}
        }
    }

    fn has_kind(&mut self, schema: &Value, value: &Value, at: &str) -> bool {
        let kinds: Vec<&str> = match schema.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => return true,
        };
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let fits = kinds.contains(&found);
        if !fits {
            self.fault(at, format!("expected {}, found {found}", kinds.join(" or ")));
        }
        fits
    }

    /// A tagged value is held against the branch of its tag, so that the faults are about what was meant.
    fn one_of(&mut self, branches: &'a [Value], value: &Value, at: &str) {
        if let Some((tag, words)) = self.tag(branches) {
            let given = value.get(tag).and_then(Value::as_str).unwrap_or_default();
            return match branches.iter().find(|branch| words_of(self.resolve(branch), tag) == Some(given)) {
                Some(branch) => self.value(branch, value, at),
                None => self.fault(&format!("{at}/{tag}"), format!("expected one of {}", words.join(", "))),
            };
        }
        let mut nearest: Option<Vec<Invalid>> = None;
        for branch in branches {
            let mut check = Check { document: self.document, faults: vec![] };
            check.value(branch, value, at);
            if check.faults.is_empty() {
                return;
            }
            if self.resolve(branch).get("type").and_then(Value::as_str) != Some("null") {
                nearest = Some(check.faults);
            }
        }
        self.faults.extend(nearest.unwrap_or_default());
    }

    /// The property that tells the branches apart, with its words.
    fn tag(&self, branches: &'a [Value]) -> Option<(&'a str, Vec<&'a str>)> {
        let first = self.resolve(branches.first()?).get("properties")?.as_object()?;
        first.keys().find_map(|name| {
            let words: Option<Vec<&str>> =
                branches.iter().map(|branch| words_of(self.resolve(branch), name)).collect();
            words.map(|words| (name.as_str(), words))
        })
    }

    fn object(&mut self, schema: &'a Value, fields: &Map<String, Value>, at: &str) {
        let Some(known) = schema.get("properties").and_then(Value::as_object) else { return };
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str).filter(|name| !fields.contains_key(*name)) {
            self.fault(&format!("{at}/{name}"), "this field is missing");
        }
        for (name, value) in fields {
            let place = format!("{at}/{}", name.chars().take(60).collect::<String>());
            match known.get(name) {
                Some(schema) => self.value(schema, value, &place),
                None => self.fault(&place, "there is no such field here"),
            }
        }
    }

    fn list(&mut self, schema: &'a Value, items: &[Value], at: &str) {
        let most = schema.get("maxItems").and_then(Value::as_u64);
        if most.is_some_and(|most| items.len() as u64 > most) {
            return self.fault(at, format!("at most {} are allowed", most.unwrap_or_default()));
        }
        if let Some(schema) = schema.get("items") {
            for (place, item) in items.iter().enumerate() {
                self.value(schema, item, &format!("{at}/{place}"));
            }
        }
    }

    fn text(&mut self, schema: &Value, text: &str, at: &str) {
        let limit = |name: &str| schema.get(name).and_then(Value::as_u64);
        let length = text.trim().chars().count() as u64;
        if limit("minLength").is_some_and(|least| length < least) {
            return self.fault(at, "the text is empty or too short");
        }
        if let Some(most) = limit("maxLength").filter(|most| length > *most) {
            return self.fault(at, format!("the text has {length} characters: at most {most} are allowed"));
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array)
            && !words.iter().any(|word| word == text)
        {
            let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
            return self.fault(at, format!("expected one of {}", words.join(", ")));
        }
        let misfit = match schema.get("format").and_then(Value::as_str) {
            Some("uuid") => text.parse::<domain::AlgorithmId>().err().map(|error| error.to_string()),
            Some("digest") => text.parse::<domain::Digest>().err().map(|error| error.to_string()),
            Some("date") => text
                .parse::<jiff::civil::Date>()
                .err()
                .map(|_| "expected a date such as 2027-06-30".to_owned()),
            Some("date-time") => {
                text.parse::<jiff::Timestamp>().err().map(|_| "expected an instant".to_owned())
            }
            _ => None,
        };
        if let Some(message) = misfit {
            self.fault(at, message);
        }
    }
}

/// The one word that a property of this branch allows.
fn words_of<'a>(branch: &'a Value, name: &str) -> Option<&'a str> {
    let words = branch.get("properties")?.get(name)?.get("enum")?.as_array()?;
    match words.as_slice() {
        [one] => one.as_str(),
        _ => None,
    }
}
