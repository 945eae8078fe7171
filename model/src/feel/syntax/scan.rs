//! Letters and words of a formula: white space, remarks, numbers, texts.

use crate::Decimal;
use crate::feel::reader::Misread;

/// A place in a text.
#[derive(Clone)]
pub struct Scanner<'a> {
    pub text: &'a str,
    pub byte: usize,
}

/// Whether a name may start with it.
pub fn starts_name(letter: char) -> bool {
    letter == '?'
        || letter == '_'
        || letter.is_alphabetic()
        || matches!(letter, '\u{370}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}')
            && !is_space(letter)
            && !letter.is_numeric()
        || matches!(letter, '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}')
        || matches!(letter, '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}') && letter != '\u{feff}'
}

/// Whether a name may go on with it.
pub fn in_name(letter: char) -> bool {
    starts_name(letter)
        || letter.is_numeric()
        || matches!(letter, '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// White space, as the standard lists it.
pub fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{180e}' | '\u{200b}' | '\u{feff}')
}

impl<'a> Scanner<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, byte: 0 }
    }

    pub fn error(&self, message: &str) -> Misread {
        let found: String = self.rest().chars().take(20).collect();
        let found = if found.is_empty() { "the end".to_owned() } else { format!("`{found}`") };
        Misread { byte: self.byte, message: format!("{message}, found {found}") }
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.byte..).unwrap_or_default()
    }

    /// Over white space and remarks.
    pub fn space(&mut self) {
        loop {
            let rest = self.rest();
            let bare = rest.trim_start_matches(is_space);
            self.byte += rest.len() - bare.len();
            let remark = if bare.starts_with("//") {
                bare.find('\n').unwrap_or(bare.len())
            } else if bare.starts_with("/*") {
                bare.find("*/").map_or(bare.len(), |end| end + 2)
            } else {
                return;
            };
            self.byte += remark;
        }
    }

    /// Takes a sign, if it comes next.
    pub fn take(&mut self, sign: &str) -> bool {
        self.space();
        let taken = self.rest().starts_with(sign);
        if taken {
            self.byte += sign.len();
        }
        taken
    }

    pub fn expect(&mut self, sign: &str) -> Result<(), Misread> {
        if self.take(sign) { Ok(()) } else { Err(self.error(&format!("expected `{sign}`"))) }
    }

    /// Whether a whole word comes next.
    pub fn sees(&mut self, word: &str) -> bool {
        self.space();
        self.rest().strip_prefix(word).is_some_and(|rest| !rest.starts_with(in_name))
    }

    /// Takes a whole word, if it comes next.
    pub fn word(&mut self, word: &str) -> bool {
        let seen = self.sees(word);
        if seen {
            self.byte += word.len();
        }
        seen
    }

    pub fn keyword(&mut self, word: &str) -> Result<(), Misread> {
        if self.word(word) { Ok(()) } else { Err(self.error(&format!("expected `{word}`"))) }
    }

    /// One name without white space.
    pub fn identifier(&mut self) -> Option<&'a str> {
        self.space();
        let rest = self.rest();
        if !rest.starts_with(starts_name) {
            return None;
        }
        let end = rest.find(|letter| !in_name(letter)).unwrap_or(rest.len());
        self.byte += end;
        rest.get(..end)
    }

    /// A name of several words up to (and without) one of these signs, as where a name is made.
    pub fn name_before(&mut self, ends: &[&str]) -> Option<String> {
        self.space();
        let rest = self.rest();
        let end = rest
            .char_indices()
            .find(|(at, _)| ends.iter().any(|end| ends_here(rest, *at, end)))
            .map(|(at, _)| at)?;
        let name = rest.get(..end)?;
        let fits = |letter: char| in_name(letter) || is_space(letter) || "./-+*'".contains(letter);
        if !name.starts_with(starts_name) || !name.chars().all(fits) {
            return None;
        }
        self.byte += end;
        Some(tidy(name))
    }

    /// A number, if one comes next.
    pub fn number(&mut self) -> Result<Option<Decimal>, Misread> {
        self.space();
        let rest = self.rest();
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mut end = digits(rest);
        if let Some(behind) = rest.get(end..).and_then(|behind| behind.strip_prefix('.')) {
            end += if digits(behind) > 0 { 1 + digits(behind) } else { 0 };
        }
        if end == 0 {
            return Ok(None);
        }
        if let Some(power) = rest.get(end..).and_then(|behind| behind.strip_prefix(['e', 'E'])) {
            let signed = power.strip_prefix(['+', '-']).unwrap_or(power);
            end += if digits(signed) > 0 { 1 + power.len() - signed.len() + digits(signed) } else { 0 };
        }
        let read = Decimal::read_rounded(rest.get(..end).unwrap_or_default());
        let number = read.map_err(|error| self.error(&error.to_string()))?;
        self.byte += end;
        Ok(Some(number))
    }

    /// A text in quotation marks, if one comes next.
    pub fn string(&mut self) -> Result<Option<String>, Misread> {
        self.space();
        let Some(body) = self.rest().strip_prefix('"') else { return Ok(None) };
        let mut escaped = false;
        let end = body.find(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        });
        let raw = end.and_then(|end| body.get(..end));
        let raw = raw.ok_or_else(|| self.error("the text has no closing quotation mark"))?;
        let read = unescaped(raw).ok_or_else(|| self.error("the text holds half a letter"))?;
        self.byte += raw.len() + 2;
        Ok(Some(read))
    }
}

/// Words with one blank between them.
pub fn tidy(name: &str) -> String {
    name.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a name ends here: at a sign, or at a word that stands alone.
fn ends_here(whole: &str, at: usize, end: &str) -> bool {
    let Some(behind) = whole.get(at..).and_then(|from| from.strip_prefix(end)) else { return false };
    if !end.starts_with(char::is_alphabetic) {
        return true;
    }
    let before = whole.get(..at).and_then(|before| before.chars().next_back());
    before.is_some_and(is_space) && !behind.starts_with(in_name)
}

/// The letters behind escapes; an unknown escape stays as it is, so that patterns keep theirs.
fn unescaped(raw: &str) -> Option<String> {
    let mut units: Vec<u16> = vec![];
    let mut rest = raw;
    while let Some(letter) = rest.chars().next() {
        let (read, length) = escape(rest).unwrap_or((u32::from(letter), letter.len_utf8()));
        match (u16::try_from(read), char::from_u32(read)) {
            (Ok(unit), _) => units.push(unit),
            (_, Some(letter)) => units.extend_from_slice(letter.encode_utf16(&mut [0; 2])),
            _ => return None,
        }
        rest = rest.get(length..)?;
    }
    String::from_utf16(&units).ok()
}

/// The letter that an escape stands for, and how long the escape is.
fn escape(text: &str) -> Option<(u32, usize)> {
    let behind = text.strip_prefix('\\')?;
    let kind = behind.chars().next()?;
    let hexadecimal = |digits: usize| {
        let written =
            behind.get(1..=digits).filter(|written| written.bytes().all(|c| c.is_ascii_hexdigit()))?;
        Some((u32::from_str_radix(written, 16).ok()?, digits + 2))
    };
    match kind {
        'n' => Some((10, 2)),
        't' => Some((9, 2)),
        'r' => Some((13, 2)),
        '"' | '\'' | '\\' => Some((u32::from(kind), 2)),
        'u' => hexadecimal(4),
        'U' => hexadecimal(6),
        _ => None,
    }
}
