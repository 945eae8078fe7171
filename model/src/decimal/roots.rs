//! Roots, logarithms, exponentials and broken powers to 34 digits, in whole numbers.
//!
//! A number is held as a multiple of 10^-81: far more digits than are kept, so that only the last rounding shows.

use super::long::{DIGITS, Long};
use super::{Decimal, DecimalError};
use std::sync::LazyLock;

/// Limbs behind the point.
const LIMBS: usize = 9;
const PLACES: usize = LIMBS * DIGITS;
/// e to the power of more than this leaves the range.
const LARGEST_EXPONENT: i64 = 15_000;

/// size / 10^81, with a sign.
#[derive(Debug, Clone, Default)]
struct Fixed {
    negative: bool,
    size: Long,
}

impl Fixed {
    fn whole(number: u32) -> Self {
        Self { negative: false, size: Long::new(u128::from(number)).raised(LIMBS) }
    }

    /// What lies below 10^-81 falls away.
    fn new(number: Decimal) -> Self {
        let size = Long::new(number.coefficient.unsigned_abs());
        let scale = i64::from(number.scale);
        let places = i64::try_from(PLACES).unwrap_or_default();
        let size = match usize::try_from(places - scale) {
            Ok(up) => size.times_ten(up),
            Err(_) => match usize::try_from(scale - places) {
                Ok(down) if down < 60 => size.over(&Long::new(1).times_ten(down)).0,
                _ => Long::default(),
            },
        };
        Self { negative: number.coefficient < 0, size }
    }

    fn plus(&self, other: &Self) -> Self {
        let (negative, size) = if self.negative == other.negative {
            (self.negative, self.size.plus(&other.size))
        } else if self.size >= other.size {
            (self.negative, self.size.minus(&other.size))
        } else {
            (other.negative, other.size.minus(&self.size))
        };
        Self { negative, size }
    }

    fn negated(self) -> Self {
        Self { negative: !self.negative, size: self.size }
    }

    fn times(&self, other: &Self) -> Self {
        let size = self.size.times(&other.size).lowered(LIMBS);
        Self { negative: self.negative != other.negative, size }
    }

    /// Only for factors up to 10^9.
    fn times_whole(&self, factor: i64) -> Self {
        let size = self.size.times_small(factor.unsigned_abs());
        Self { negative: self.negative != (factor < 0), size }
    }

    fn over(&self, other: &Self) -> Self {
        let size = self.size.raised(LIMBS).over(&other.size).0;
        Self { negative: self.negative != other.negative, size }
    }

    fn over_small(&self, divisor: u64) -> Self {
        Self { negative: self.negative, size: self.size.over_small(divisor) }
    }

    /// times 10^power, rounded to 34 digits.
    fn rounded(&self, power: i32) -> Result<Decimal, DecimalError> {
        let scale = i32::try_from(PLACES).unwrap_or_default() - power;
        let read = Decimal::from_digits(&self.size.to_string(), scale)?;
        Ok(if self.negative { read.negated() } else { read })
    }

    /// 2 · artanh of itself, which is small: 2 · (z + z³/3 + z⁵/5 + …).
    fn twice_artanh(&self) -> Self {
        let square = self.times(self);
        let (mut term, mut sum, mut odd) = (self.clone(), self.clone(), 1);
        while !term.size.is_zero() && odd < 1_000 {
            odd += 2;
            term = term.times(&square);
            sum = sum.plus(&term.over_small(odd));
        }
        sum.times_whole(2)
    }

    /// e to the power of itself, from 0 to 3.
    fn exponential(&self) -> Self {
        let small = self.over_small(64);
        let (mut term, mut sum, mut count) = (Self::whole(1), Self::whole(1), 0);
        while !term.size.is_zero() && count < 1_000 {
            count += 1;
            term = term.times(&small).over_small(count);
            sum = sum.plus(&term);
        }
        (0..6).fold(sum, |root, _| root.times(&root))
    }
}

/// The natural logarithms of two and of ten, which every other one is built from.
static OF_TWO: LazyLock<Fixed> = LazyLock::new(|| Fixed::whole(1).over_small(3).twice_artanh());
static OF_TEN: LazyLock<Fixed> =
    LazyLock::new(|| OF_TWO.times_whole(3).plus(&Fixed::whole(1).over_small(9).twice_artanh()));

/// The natural logarithm of a number above zero.
fn logarithm(number: Decimal) -> Fixed {
    let digits = number.coefficient.unsigned_abs().checked_ilog10().unwrap_or(0);
    let digits = i16::try_from(digits).unwrap_or_default();
    // From 1 to 10, then around 1: near 1 nothing is lost by taking logarithms from each other.
    let mut mantissa = Fixed::new(Decimal { coefficient: number.coefficient, scale: digits });
    let (mut tens, mut twos) = (i64::from(digits) - i64::from(number.scale), 0);
    if mantissa.size > Fixed::whole(3).size {
        mantissa = Fixed::new(Decimal { coefficient: number.coefficient, scale: digits + 1 });
        tens += 1;
    }
    while mantissa.size > Fixed::whole(7).over_small(5).size {
        mantissa = mantissa.over_small(2);
        twos += 1;
    }
    while mantissa.size < Fixed::whole(7).over_small(10).size {
        mantissa = mantissa.times_whole(2);
        twos -= 1;
    }
    let one = Fixed::whole(1);
    let ratio = mantissa.plus(&one.clone().negated()).over(&mantissa.plus(&one));
    let whole = OF_TEN.times_whole(tens).plus(&OF_TWO.times_whole(twos));
    ratio.twice_artanh().plus(&whole)
}

fn exponential(exponent: &Fixed) -> Result<Decimal, DecimalError> {
    let tens = exponent.size.over(&OF_TEN.size).0.small().ok_or(DecimalError::OutOfRange)?;
    let whole = OF_TEN.times_whole(i64::from(tens));
    let rest = Fixed { negative: false, size: exponent.size.minus(&whole.size) };
    let (power, tens) = (rest.exponential(), tens.cast_signed());
    if exponent.negative { Fixed::whole(1).over(&power).rounded(-tens) } else { power.rounded(tens) }
}

impl Decimal {
    /// The square root.
    ///
    /// # Errors
    /// When there is none: of a number below zero.
    pub fn root(self) -> Result<Self, DecimalError> {
        if self.coefficient < 0 {
            return Err(DecimalError::NoSuchNumber);
        }
        // The root of c / 10^2n is that of c over 10^n. With 80 digits in c the root has 40.
        let digits = self.coefficient.unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
        let more = 80 - i32::try_from(digits).map_err(|_| DecimalError::OutOfRange)?;
        let more = more + (i32::from(self.scale) + more).rem_euclid(2);
        let scale = i32::midpoint(i32::from(self.scale), more);
        let more = usize::try_from(more).map_err(|_| DecimalError::OutOfRange)?;
        let number = Long::new(self.coefficient.unsigned_abs()).times_ten(more);
        let (root, exact) = whole_root(&number.to_string());
        // A digit behind the last says that a little is missing.
        let digits = format!("{root}{}", if exact { '0' } else { '1' });
        Self::from_digits(&digits, scale + 1)
    }

    /// The natural logarithm.
    ///
    /// # Errors
    /// When there is none: of zero or a number below it.
    pub fn logarithm(self) -> Result<Self, DecimalError> {
        if self.coefficient <= 0 {
            return Err(DecimalError::NoSuchNumber);
        }
        logarithm(self).rounded(0)
    }

    /// e to the power of itself.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn exponential(self) -> Result<Self, DecimalError> {
        if self.size() > Self::whole(LARGEST_EXPONENT) {
            return Err(DecimalError::OutOfRange);
        }
        exponential(&Fixed::new(self))
    }

    /// The power, rounded; a broken power of a number above zero too.
    ///
    /// # Errors
    /// When there is none, or when it is out of range.
    pub fn power(self, exponent: Self) -> Result<Self, DecimalError> {
        if exponent.is_whole() {
            return self.rounded_power(exponent);
        }
        if self == Self::ZERO && exponent > Self::ZERO {
            return Ok(Self::ZERO);
        }
        if self.coefficient <= 0 {
            return Err(DecimalError::NoSuchNumber);
        }
        let natural = logarithm(self);
        let estimate = natural.rounded(0)?.rounded_product(exponent)?;
        if estimate.size() > Self::whole(LARGEST_EXPONENT) {
            return Err(DecimalError::OutOfRange);
        }
        exponential(&natural.times(&Fixed::new(exponent)))
    }

    /// What is left after as many whole divisors as lie below it; its sign is that of the divisor.
    ///
    /// # Errors
    /// When the divisor is zero, or when the quotient is out of range.
    pub fn modulo(self, divisor: Self) -> Result<Self, DecimalError> {
        if divisor == Self::ZERO {
            return Err(DecimalError::DividedByZero);
        }
        let scale = self.scale.max(divisor.scale);
        let Some((own, size)) = self.at(scale).zip(divisor.at(scale)) else {
            let floor = self.rounded_quotient(divisor)?.to_places(0, super::Rounding::Floor)?;
            return self.rounded_difference(divisor.rounded_product(floor)?);
        };
        let rest = own % size;
        let turned = rest != 0 && (rest < 0) != (size < 0);
        Self::canonical(if turned { rest + size } else { rest }, i32::from(scale))
    }
}

/// The whole root of a number in digits, digit by digit, and whether nothing is left.
fn whole_root(number: &str) -> (Long, bool) {
    let padded = if number.len() % 2 == 1 { format!("0{number}") } else { number.to_owned() };
    let (mut root, mut rest) = (Long::default(), Long::default());
    for pair in padded.as_bytes().chunks(2) {
        let pair = pair.iter().fold(0, |whole, digit| whole * 10 + u128::from(digit.saturating_sub(b'0')));
        rest = rest.times_small(100).plus(&Long::new(pair));
        let twenty = root.times_small(20);
        let part = |digit: u64| twenty.plus(&Long::new(u128::from(digit))).times_small(digit);
        let digit = (0..10).rev().find(|digit| part(*digit) <= rest).unwrap_or(0);
        rest = rest.minus(&part(digit));
        root = root.times_small(10).plus(&Long::new(u128::from(digit)));
    }
    let exact = rest.is_zero();
    (root, exact)
}
