//! Probabilities for display, in exact decimals. No outcome ever depends on one.

use crate::statistical::additive::Link;
use crate::{Decimal, DecimalError};

/// ln 10.
const LN_TEN: (i128, u8) = (2_302_585_092_994_045_684_017_991_454_684_364, 33);
/// Halvings before the series, each undone by squaring.
const HALVINGS: u32 = 4;
const MOST_SUMMANDS: i64 = 40;
/// Beyond this the answer is zero or too large to write.
const LARGEST: i64 = 10_000;

/// e^x, good to 30 digits.
///
/// # Errors
/// When it is out of range.
pub fn exp(x: Decimal) -> Result<Decimal, DecimalError> {
    if x > Decimal::whole(LARGEST) || x < Decimal::whole(-LARGEST) {
        return Err(DecimalError::OutOfRange);
    }
    let ten = Decimal::scaled(LN_TEN.0, LN_TEN.1)?;
    let one = Decimal::whole(1);
    let (below, above) = x.rounded_quotient(ten)?.between_steps(one).ok_or(DecimalError::OutOfRange)?;
    let tens = if x < Decimal::ZERO { above } else { below };
    let rest = x.rounded_difference(tens.rounded_product(ten)?)?;
    let part = rest.rounded_quotient(Decimal::whole(2_i64.pow(HALVINGS)))?;
    let (mut sum, mut summand) = (one, one);
    for count in 1..MOST_SUMMANDS {
        summand = summand.rounded_product(part)?.rounded_quotient(Decimal::whole(count))?;
        sum = sum.rounded_sum(summand)?;
    }
    for _ in 0..HALVINGS {
        sum = sum.rounded_product(sum)?;
    }
    sum.rounded_product(Decimal::whole(10).rounded_power(tens)?)
}

impl Link {
    /// The score as a probability or an expectation, for display.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn shown(self, score: Decimal) -> Result<Decimal, DecimalError> {
        let one = Decimal::whole(1);
        match self {
            Self::Identity => Ok(score),
            Self::Log => exp(score),
            Self::Logit => {
                // The smaller of the two sides is computed, so that nothing overflows.
                let size = score.max(Decimal::ZERO.minus(score)?);
                let small = exp(Decimal::ZERO.minus(size)?)?;
                let above = one.rounded_quotient(one.rounded_sum(small)?)?;
                if score < Decimal::ZERO { one.rounded_difference(above) } else { Ok(above) }
            }
        }
    }
}
