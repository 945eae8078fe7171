//! Whole numbers of any length, as far as roots, powers and logarithms need them.

use std::cmp::Ordering;

/// What one limb holds.
const BASE: u64 = 1_000_000_000;
/// How many digits one limb has.
pub const DIGITS: usize = 9;

/// A whole number from zero, in limbs of nine digits, the lowest first, without zeros on top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Long(Vec<u32>);

impl Long {
    pub fn new(number: u128) -> Self {
        let (mut limbs, mut left) = (vec![], number);
        while left > 0 {
            limbs.push(u32::try_from(left % u128::from(BASE)).unwrap_or_default());
            left /= u128::from(BASE);
        }
        Self(limbs)
    }

    fn from_limbs(limbs: impl Iterator<Item = u64>) -> Self {
        let (mut carry, mut kept) = (0, vec![]);
        for limb in limbs {
            let sum = limb + carry;
            kept.push(low(sum));
            carry = sum / BASE;
        }
        while carry > 0 {
            kept.push(low(carry));
            carry /= BASE;
        }
        Self(kept).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    fn limb(&self, place: usize) -> u64 {
        self.0.get(place).map_or(0, |limb| u64::from(*limb))
    }

    pub const fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub fn plus(&self, other: &Self) -> Self {
        let length = self.0.len().max(other.0.len());
        Self::from_limbs((0..length).map(|place| self.limb(place) + other.limb(place)))
    }

    /// Only where `other` is not larger.
    pub fn minus(&self, other: &Self) -> Self {
        let (mut borrow, mut limbs) = (0, vec![]);
        for place in 0..self.0.len() {
            let (own, taken) = (self.limb(place), other.limb(place) + borrow);
            borrow = u64::from(own < taken);
            limbs.push(low(own + borrow * BASE - taken));
        }
        Self(limbs).trimmed()
    }

    pub fn times(&self, other: &Self) -> Self {
        let mut sum = Self::default();
        for (place, limb) in other.0.iter().enumerate() {
            sum = sum.plus(&self.times_small(u64::from(*limb)).raised(place));
        }
        sum
    }

    /// Only for factors up to 10^9.
    pub fn times_small(&self, factor: u64) -> Self {
        Self::from_limbs(self.0.iter().map(|limb| u64::from(*limb) * factor))
    }

    /// times 10^power.
    pub fn times_ten(&self, power: usize) -> Self {
        let rest = (0..power % DIGITS).fold(1, |ten, _| ten * 10);
        self.times_small(rest).raised(power / DIGITS)
    }

    /// times 10^(9 · places).
    pub fn raised(&self, places: usize) -> Self {
        if self.is_zero() {
            return Self::default();
        }
        Self(std::iter::repeat_n(0, places).chain(self.0.iter().copied()).collect())
    }

    /// Without its lowest limbs.
    pub fn lowered(&self, places: usize) -> Self {
        Self(self.0.get(places..).unwrap_or_default().to_vec())
    }

    /// Only for divisors from 1 to 10^9.
    pub fn over_small(&self, divisor: u64) -> Self {
        let (mut rest, mut limbs) = (0, vec![]);
        for limb in self.0.iter().rev() {
            let whole = rest * BASE + u64::from(*limb);
            limbs.push(low(whole / divisor.max(1)));
            rest = whole % divisor.max(1);
        }
        limbs.reverse();
        Self(limbs).trimmed()
    }

    /// The whole quotient and the rest; a limb of the quotient is found by halving.
    pub fn over(&self, divisor: &Self) -> (Self, Self) {
        let (mut rest, mut limbs) = (Self::default(), vec![]);
        for limb in self.0.iter().rev() {
            rest = rest.raised(1).plus(&Self::new(u128::from(*limb)));
            let (mut least, mut most) = (0, BASE);
            while most - least > 1 {
                let middle = u64::midpoint(least, most);
                if divisor.times_small(middle) <= rest {
                    least = middle;
                } else {
                    most = middle;
                }
            }
            rest = rest.minus(&divisor.times_small(least));
            limbs.push(low(least));
        }
        limbs.reverse();
        (Self(limbs).trimmed(), rest)
    }

    /// The number, where it is below 2^32.
    pub fn small(&self) -> Option<u32> {
        let whole = self.limb(0) + self.limb(1).checked_mul(BASE)?;
        u32::try_from(whole).ok().filter(|_| self.0.len() <= 2)
    }
}

fn low(number: u64) -> u32 {
    u32::try_from(number % BASE).unwrap_or_default()
}

impl PartialOrd for Long {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Long {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl std::fmt::Display for Long {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut limbs = self.0.iter().rev();
        write!(f, "{}", limbs.next().copied().unwrap_or_default())?;
        limbs.try_for_each(|limb| write!(f, "{limb:0>DIGITS$}"))
    }
}
