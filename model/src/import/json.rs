//! JSON with places and exact numbers: every value knows where it stands, and no number passes through a float.

use crate::import::noted::FILE;
use crate::import::number::exact;
use crate::{Decimal, Findings, Place};

const DEEPEST: usize = 32;
const LARGEST: usize = 16 * 1024 * 1024;

/// A value with the byte where it begins.
#[derive(Debug)]
pub struct Json<'a> {
    pub at: usize,
    pub kind: Kind<'a>,
}

#[derive(Debug)]
pub enum Kind<'a> {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(&'a str),
    Text(String),
    List(Vec<Json<'a>>),
    Object(Vec<(String, Json<'a>)>),
}

impl Json<'_> {
    /// The member of this name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub const fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// A text, a number or a truth value as a word.
    pub fn word(&self) -> Option<String> {
        match &self.kind {
            Kind::Text(text) => Some(text.clone()),
            Kind::Number(text) => Some((*text).to_owned()),
            Kind::Boolean(flag) => Some(flag.to_string()),
            _ => None,
        }
    }
}

/// A source with its values, for complaints with places.
pub struct Source<'a> {
    pub text: &'a str,
}

impl<'a> Source<'a> {
    pub fn place(&self, json: &Json<'_>) -> Place {
        Place::at(FILE, self.text, json.at)
    }

    pub fn finding(&self, json: &Json<'_>, code: &'static str, message: impl Into<String>) -> Findings {
        Findings::one(code, self.place(json), message)
    }

    pub fn need<'j>(&self, json: &'j Json<'a>, name: &str) -> Result<&'j Json<'a>, Findings> {
        json.get(name)
            .ok_or_else(|| self.finding(json, "missing-member", format!("`{name}` is missing here")))
    }

    pub fn items<'j>(&self, json: &'j Json<'a>) -> Result<&'j [Json<'a>], Findings> {
        json.list().ok_or_else(|| self.finding(json, "wrong-kind", "expected a list"))
    }

    pub fn text_of<'j>(&self, json: &'j Json<'a>) -> Result<&'j str, Findings> {
        json.text().ok_or_else(|| self.finding(json, "wrong-kind", "expected a text in quotes"))
    }

    pub fn number(&self, json: &Json<'_>) -> Result<Decimal, Findings> {
        let Kind::Number(text) = json.kind else {
            return Err(self.finding(json, "wrong-kind", "expected a number"));
        };
        exact(text).map_err(|error| self.finding(json, "not-a-number", error.to_string()))
    }
}

pub fn parse(text: &str) -> Result<Json<'_>, Findings> {
    if text.len() > LARGEST {
        let message = format!("the file has {} bytes: at most {LARGEST} are read", text.len());
        return Err(Findings::one("too-large", Place::new(FILE, 1, 1), message));
    }
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < text.len() { Err(reader.wrong("nothing more was expected here")) } else { Ok(value) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn wrong(&self, message: &str) -> Findings {
        Findings::one(
            "not-json",
            Place::at(FILE, self.text, self.at),
            format!("the file is not JSON: {message}"),
        )
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn takes(&mut self, word: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Result<Json<'a>, Findings> {
        self.space();
        let at = self.at;
        if depth > DEEPEST {
            return Err(self.wrong("it is nested too deep"));
        }
        let kind = match self.rest().bytes().next() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.items(depth)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.digits(),
            _ if self.takes("true") => Kind::Boolean(true),
            _ if self.takes("false") => Kind::Boolean(false),
            _ if self.takes("null") => Kind::Null,
            _ => return Err(self.wrong("a value was expected here")),
        };
        Ok(Json { at, kind })
    }

    fn digits(&mut self) -> Kind<'a> {
        let rest = self.rest();
        let number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().position(|byte| !number(byte)).unwrap_or(rest.len());
        self.at += length;
        Kind::Number(rest.get(..length).unwrap_or_default())
    }

    fn items(&mut self, depth: usize) -> Result<Kind<'a>, Findings> {
        let mut items = vec![];
        self.takes("[");
        if self.takes("]") {
            return Ok(Kind::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.takes("]") {
                return Ok(Kind::List(items));
            }
            if !self.takes(",") {
                return Err(self.wrong("`,` or `]` was expected here"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind<'a>, Findings> {
        let mut members = vec![];
        self.takes("{");
        if self.takes("}") {
            return Ok(Kind::Object(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            if !self.takes(":") {
                return Err(self.wrong("`:` was expected here"));
            }
            members.push((name, self.value(depth + 1)?));
            if self.takes("}") {
                return self.distinct(members);
            }
            if !self.takes(",") {
                return Err(self.wrong("`,` or `}` was expected here"));
            }
        }
    }

    fn distinct(&self, members: Vec<(String, Json<'a>)>) -> Result<Kind<'a>, Findings> {
        let names: std::collections::BTreeSet<_> = members.iter().map(|(name, _)| name).collect();
        if names.len() < members.len() {
            return Err(self.wrong("two members of these braces have the same name"));
        }
        Ok(Kind::Object(members))
    }

    /// The end is found here; what stands between the quotes is read by the JSON crate.
    fn string(&mut self) -> Result<String, Findings> {
        let rest = self.rest();
        if !rest.starts_with('"') {
            return Err(self.wrong("a name or text in quotes was expected here"));
        }
        let mut escaped = false;
        let end = rest.bytes().enumerate().skip(1).find_map(|(place, byte)| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends.then_some(place + 1)
        });
        let Some(quoted) = end.and_then(|end| rest.get(..end)) else {
            return Err(self.wrong("the text has no closing quote"));
        };
        let text = serde_json::from_str(quoted).map_err(|error| self.wrong(&error.to_string()))?;
        self.at += quoted.len();
        Ok(text)
    }
}
