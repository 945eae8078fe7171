//! Reading a text from left to right: signs, digits, fractions of a second. It knows no dates.

/// What is left to read of a text. Every step takes what it read, or answers none.
#[derive(Clone, Copy)]
pub struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub const fn left(self) -> &'a str {
        self.0
    }

    /// Takes this character if it is next.
    pub fn skip(&mut self, next: char) -> bool {
        let rest = self.0.strip_prefix(next);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Takes this character, which must be next.
    pub fn must(&mut self, next: char) -> Option<()> {
        self.skip(next).then_some(())
    }

    /// Takes all digits that are next, perhaps none.
    pub fn digits(&mut self) -> &'a str {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length).unwrap_or(("", self.0));
        self.0 = rest;
        digits
    }

    /// Exactly two digits.
    pub fn two(&mut self) -> Option<i64> {
        let (two, rest) = self.0.split_at_checked(2)?;
        let value = two.bytes().all(|byte| byte.is_ascii_digit()).then(|| two.parse().ok())?;
        self.0 = rest;
        value
    }
}

/// The nanoseconds of the digits behind a decimal point: at most nine digits. No digits are zero.
pub fn nanoseconds(fraction: &str) -> Option<i64> {
    if fraction.len() > 9 {
        return None;
    }
    format!("{fraction:0<9}").parse().ok()
}

/// The fraction of a second as it is written: nothing for zero, else a point and digits without trailing zeros.
pub fn fraction(nanoseconds: u32) -> String {
    if nanoseconds == 0 {
        return String::new();
    }
    format!(".{nanoseconds:09}").trim_end_matches('0').to_owned()
}
