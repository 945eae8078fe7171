//! Who goes to a caseworker: by the model's declared rule, and by lot (H08, N07).

use model::{Selection, SelectionRule, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;

/// By which route a person came into the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// The rule.
    Targeted,
    /// The lot.
    Random,
    /// Not in the queue.
    None,
}

impl Route {
    /// Whether a caseworker gets the case.
    #[must_use]
    pub const fn selected(self) -> bool {
        !matches!(self, Self::None)
    }

    /// The word in records and message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Targeted => "targeted",
            Self::Random => "random",
            Self::None => "none",
        }
    }
}

/// A person's place in the lot: nobody can know it without the seed.
pub fn lot(seed: &[u8; 32], purpose: &str, index: usize) -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(seed);
    hasher.update(purpose);
    hasher.update((index as u64).to_be_bytes());
    u64::from_be_bytes(hasher.finalize().first_chunk().copied().unwrap_or_default())
}

/// The route of everyone, and the lowest number that the rule selected where it takes the highest.
#[must_use]
pub fn select(
    selection: &Selection,
    outcomes: &[Value],
    seed: &[u8; 32],
) -> (Vec<Route>, Option<model::Decimal>) {
    let share = u64::from(selection.random_permyriad());
    let mut routes = vec![Route::None; outcomes.len()];
    let (targeted, random) = if let SelectionRule::Top { k } = &selection.rule {
        let queue = (*k).min(outcomes.len() as u64);
        let random = (queue * share).div_ceil(10_000);
        (highest(outcomes, seed, queue - random), random)
    } else {
        let meets = |outcome: &Value| selection.targets(outcome) == Some(true);
        let met = (0..).zip(outcomes).filter(|(_, outcome)| meets(outcome));
        let targeted: Vec<usize> = met.map(|(index, _)| index).collect();
        let random = (targeted.len() as u64 * share).div_ceil(10_000 - share);
        (targeted, random)
    };
    mark(&mut routes, &targeted, Route::Targeted);
    let drawn = draw(&routes, seed, random);
    mark(&mut routes, &drawn, Route::Random);
    let top = matches!(selection.rule, SelectionRule::Top { .. });
    let lowest = targeted.iter().filter_map(|index| outcomes.get(*index)?.as_number()).min();
    (routes, lowest.filter(|_| top))
}

fn mark(routes: &mut [Route], indices: &[usize], route: Route) {
    for index in indices {
        if let Some(slot) = routes.get_mut(*index) {
            *slot = route;
        }
    }
}

/// The highest numbers; who has the same number as the last one is told apart by lot.
fn highest(outcomes: &[Value], seed: &[u8; 32], count: u64) -> Vec<usize> {
    let count = usize::try_from(count).unwrap_or(usize::MAX).min(outcomes.len());
    let mut order: Vec<_> =
        (0..).zip(outcomes).map(|(index, outcome)| (Reverse(outcome.as_number()), index)).collect();
    if count == 0 {
        return vec![];
    }
    let (_, last, _) = order.select_nth_unstable_by_key(count - 1, |(number, _)| *number);
    let border = last.0;
    let mut chosen: Vec<usize> =
        order.iter().filter(|(number, _)| *number < border).map(|(_, index)| *index).collect();
    let mut tied: Vec<usize> =
        order.iter().filter(|(number, _)| *number == border).map(|(_, index)| *index).collect();
    tied.sort_by_cached_key(|index| (lot(seed, "tie", *index), *index));
    chosen.extend(tied.into_iter().take(count - chosen.len()));
    chosen
}

fn draw(routes: &[Route], seed: &[u8; 32], count: u64) -> Vec<usize> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let rest = routes.iter().enumerate().filter(|(_, route)| !route.selected());
    let mut lots: Vec<(u64, usize)> = rest.map(|(index, _)| (lot(seed, "draw", index), index)).collect();
    if count < lots.len() {
        lots.select_nth_unstable(count);
        lots.truncate(count);
    }
    lots.into_iter().map(|(_, index)| index).collect()
}
