//! Chance from a seed: the same seed gives the same bits on every machine. Draws of many people also use logarithms, whose
//! last digit a machine's own mathematics decides: there a draw may differ once in very many.

use crate::counts::real;
use crate::curve::ln_gamma;

/// Up to this many draws are made one by one, which is faster than a formula.
const FEW: u64 = 12;

/// A seeded generator (xoshiro256++: D. Blackman and S. Vigna, ACM Transactions on Mathematical Software 47, 2021).
#[derive(Debug, Clone)]
pub struct Dice([u64; 4]);

impl Dice {
    /// A generator whose state is filled from the seed by splitmix64.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut state = seed;
        Self([(); 4].map(|()| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        }))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let drawn = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }

    /// A number from 0 up to and without 1, in steps of 2^-53.
    pub fn share(&mut self) -> f64 {
        real(self.bits() >> 11) * (-53.0_f64).exp2()
    }

    /// A whole number below the bound, each as likely; 0 when the bound is 0 or 1.
    pub fn below(&mut self, bound: u64) -> u64 {
        // Multiply and shift, refusing the few draws that would favour some numbers (D. Lemire, 2019).
        let refused = bound.wrapping_neg().checked_rem(bound).unwrap_or(0);
        loop {
            let wide = u128::from(self.bits()) * u128::from(bound);
            let [high, low] = halves(wide);
            if low >= refused {
                return high;
            }
        }
    }

    /// How many of `drawn` people, drawn from `people` without putting back, belong to the `marked`.
    ///
    /// Few draws are made one by one; many by inversion from the most likely number outwards.
    pub fn hypergeometric(&mut self, people: u64, marked: u64, drawn: u64) -> u64 {
        let (marked, drawn) = (marked.min(people), drawn.min(people));
        // Who is marked and who is drawn may be swapped, and so may the marked and the rest.
        if drawn > marked {
            return self.hypergeometric(people, drawn, marked);
        }
        if drawn <= FEW {
            return self.one_by_one(people, marked, drawn);
        }
        if marked > people / 2 {
            return drawn - self.hypergeometric(people, people - marked, drawn);
        }
        self.outwards(people, marked, drawn)
    }

    fn one_by_one(&mut self, people: u64, marked: u64, drawn: u64) -> u64 {
        let (mut people, mut left) = (people, marked);
        for _ in 0..drawn {
            left -= u64::from(self.share() * real(people) < real(left));
            people -= 1;
        }
        marked - left
    }

    /// Inversion that walks outwards from the mode, so that the number of steps is a few standard deviations.
    fn outwards(&mut self, people: u64, marked: u64, drawn: u64) -> u64 {
        let (size, good, taken) = (real(people), real(marked), real(drawn));
        let most = drawn.min(marked);
        let mode = whole(((taken + 1.0) * (good + 1.0) / (size + 2.0)).floor()).min(most);
        let at = real(mode);
        let fact = |count: f64| ln_gamma(count + 1.0);
        let log = fact(good) - fact(at) - fact(good - at) + fact(size - good)
            - fact(taken - at)
            - fact(size - good - taken + at)
            - (fact(size) - fact(taken) - fact(size - taken));
        let mut left = self.share() - log.exp();
        let (mut low, mut high) = (at, at);
        let (mut below, mut above) = (log.exp(), log.exp());
        while left > 0.0 && (low > 0.0 || high < real(most)) {
            if high < real(most) {
                above *= (good - high) * (taken - high) / ((high + 1.0) * (size - good - taken + high + 1.0));
                high += 1.0;
                left -= above;
                if left <= 0.0 {
                    return whole(high);
                }
            }
            if low > 0.0 {
                below *= low * (size - good - taken + low) / ((good - low + 1.0) * (taken - low + 1.0));
                low -= 1.0;
                left -= below;
                if left <= 0.0 {
                    return whole(low);
                }
            }
            if above < f64::MIN_POSITIVE && below < f64::MIN_POSITIVE {
                break;
            }
        }
        mode
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves of 128 bits are 64 bits each")]
const fn halves(wide: u128) -> [u64; 2] {
    [(wide >> 64) as u64, wide as u64]
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that was checked to be whole, nought or more and below 2^52"
)]
const fn whole(count: f64) -> u64 {
    count as u64
}
