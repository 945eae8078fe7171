//! Sixty thousand made-up households, the same on every machine.
//!
//! All figures are our own assumptions; nobody in it exists. Descent is hidden from every model and only used to
//! measure afterwards. Errors follow complexity alone: descent and income have no effect of their own.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// One household that applies for childcare allowance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a household is a row of facts, not a state")]
pub struct Household {
    /// The reference under which the body knows the household.
    pub reference: String,
    /// Children in care, 1 to 4.
    pub children: u32,
    /// `dagopvang`, `bso` or `gastouder`.
    pub care: &'static str,
    /// Hours of care a month.
    pub hours: u32,
    /// Changes reported this year.
    pub changes: u32,
    /// How far income moved since last year, in percent.
    pub income_swing: u32,
    /// Days until a question of the body was answered.
    pub response_days: u32,
    /// Yearly income in euro.
    pub income: u32,
    /// Whether there is a debt with the body.
    pub debt: bool,
    /// Single parent.
    pub single: bool,
    /// Years since the citizen number was given.
    pub number_age: u32,
    /// Whether a parent is Dutch.
    pub dutch: bool,
    /// Language of contact.
    pub language: &'static str,
    /// Hidden: whether a parent was born abroad. A quarter of the households.
    pub foreign_descent: bool,
    /// Hidden: whether the application holds an error, in anybody's favour.
    pub error: bool,
}

/// Rolls dice that fall the same way for the same seed.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Starts at a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `end`; the bias of the remainder is below one in a million for the small ends used here.
    pub fn below(&mut self, end: u32) -> u32 {
        self.0.next_u32() % end.max(1)
    }

    /// True in so many cases of a thousand.
    pub fn permille(&mut self, share: u32) -> bool {
        self.below(1_000) < share
    }

    fn pick<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        let end = u32::try_from(from.len()).unwrap_or(1);
        usize::try_from(self.below(end)).ok().and_then(|place| from.get(place)).copied().unwrap_or(otherwise)
    }

    fn between(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to - from + 1)
    }
}

/// So many households for a seed; a longer population starts with a shorter one.
#[must_use]
pub fn households(seed: u64, count: usize) -> Vec<Household> {
    let mut dice = Dice::new(seed);
    (1..=count).map(|number| household(number, &mut dice)).collect()
}

fn household(number: usize, dice: &mut Dice) -> Household {
    let foreign_descent = dice.permille(250);
    let parent_age = dice.between(22, 52);
    let arrives = dice.permille(if foreign_descent { 480 } else { 35 });
    let arrival = if arrives { dice.below(parent_age - 4) } else { 0 };
    let children = dice.pick(&[1, 1, 1, 1, 1, 2, 2, 2, 3, 4], 1);
    let care = dice.pick(&["dagopvang", "dagopvang", "bso", "bso", "gastouder"], "bso");
    let changes = dice.below(4) + if dice.permille(150) { dice.below(8) } else { 0 };
    let income_swing = if dice.permille(250) { dice.between(15, 80) } else { dice.below(15) };
    let mut new = Household {
        reference: format!("HH-{number:06}"),
        children,
        care,
        hours: dice.between(20, 115) * children.min(2),
        changes,
        income_swing,
        response_days: dice.below(21) + if dice.permille(100) { dice.below(40) } else { 0 },
        income: income(foreign_descent, dice),
        debt: dice.permille(if foreign_descent { 160 } else { 100 }),
        single: dice.permille(220),
        number_age: parent_age - arrival,
        dutch: dice.permille(if foreign_descent { 790 } else { 970 }),
        language: if dice.permille(if foreign_descent { 220 } else { 15 }) { "en" } else { "nl" },
        foreign_descent,
        error: false,
    };
    new.error = dice.permille(error_permille(&new));
    new
}

/// Unequal incomes are a fact of the setting, not of the people's honesty.
fn income(foreign_descent: bool, dice: &mut Dice) -> u32 {
    let spread = dice.below(40_000) + dice.below(30_000);
    if foreign_descent { 10_000 + spread * 6 / 10 } else { 18_000 + spread }
}

/// Errors depend on how complicated the situation is, and on nothing else.
fn error_permille(household: &Household) -> u32 {
    let care = if household.care == "gastouder" { 60 } else { 0 };
    40 + 25 * (household.children - 1) + care + 15 * household.changes + household.income_swing
}

#[cfg(test)]
mod tests {
    use super::households;

    #[test]
    fn the_same_seed_makes_the_same_people() {
        assert_eq!(households(7, 50), households(7, 50));
        assert_eq!(households(7, 80)[..50], households(7, 50)[..]);
        assert_ne!(households(8, 50), households(7, 50));
    }

    #[test]
    fn a_quarter_is_of_foreign_descent_and_errs_as_often_as_others() {
        let people = households(7, 60_000);
        let (abroad, here): (Vec<_>, Vec<_>) = people.iter().partition(|one| one.foreign_descent);
        assert!((14_000..16_000).contains(&abroad.len()));
        let rate =
            |group: &[&super::Household]| group.iter().filter(|one| one.error).count() * 1_000 / group.len();
        assert!(rate(&abroad).abs_diff(rate(&here)) < 12, "{} {}", rate(&abroad), rate(&here));
    }
}
