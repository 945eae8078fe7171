//! Numbers as other tools write them, read exactly: digits, a point and a power of ten.

use crate::{Decimal, DecimalError};

const LARGEST_POWER: i32 = 400;
const MOST_LETTERS: usize = 100;

/// The exact number in a text such as `-4.08E-5`.
///
/// # Errors
/// When it is no number, or has more than 34 digits.
pub fn exact(text: &str) -> Result<Decimal, DecimalError> {
    let text = text.trim();
    let malformed = || DecimalError::Malformed(text.chars().take(40).collect());
    if text.len() > MOST_LETTERS {
        return Err(malformed());
    }
    let Some((digits, power)) = text.split_once(['e', 'E']) else { return plain(text).parse() };
    let power: i32 = power.strip_prefix('+').unwrap_or(power).parse().map_err(|_| malformed())?;
    if power.abs() > LARGEST_POWER {
        return Err(DecimalError::OutOfRange);
    }
    plain(digits)
        .parse::<Decimal>()?
        .rounded_product(Decimal::whole(10).rounded_power(Decimal::whole(power.into()))?)
}

/// `+5` and `5.` are what other tools write for 5.
fn plain(text: &str) -> &str {
    let text = text.strip_prefix('+').filter(|rest| !rest.starts_with('-')).unwrap_or(text);
    text.strip_suffix('.')
        .filter(|rest| !rest.contains('.') && !rest.is_empty() && *rest != "-")
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn powers_of_ten_are_read_exactly() {
        for (text, plain) in [
            ("-4.083817388247202E-5", "-0.00004083817388247202"),
            ("1e3", "1000"),
            ("2.5e+2", "250"),
            ("1.E1", "10"),
            ("0.0", "0"),
            ("+7", "7"),
            ("5e-324", &format!("0.{}5", "0".repeat(323))),
        ] {
            assert_eq!(exact(text).expect(text).to_string(), plain, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "nan", "inf", "-INF", "1e", "e5", "1e999999999999", "1e401", "+-1", "--2", "1,5", ".", "-."]
        {
            assert!(exact(text).is_err(), "{text}");
        }
    }
}
