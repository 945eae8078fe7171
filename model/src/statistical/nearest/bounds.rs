//! How far a score could still move: where even the best buckets do not reach the threshold, nothing is tried.

use super::wanted::Wanted;
use crate::Decimal;
use crate::statistical::additive::{Additive, Cell, Output, Term};
use crate::statistical::frozen::Decided;

/// The threshold that must be crossed, and the best that each term can give towards it.
pub struct Bounds {
    at: Decimal,
    up: bool,
    terms: Vec<(Vec<usize>, Option<Decimal>)>,
}

impl Bounds {
    /// None where another outcome is not a matter of one threshold.
    pub fn of(additive: &Additive, wanted: &Wanted, before: &Decided) -> Option<Self> {
        let now = before.score?;
        let (at, up) = match (wanted, &additive.output) {
            (Wanted::Across(bound), _) => (*bound, now < *bound),
            (Wanted::Other, Output::Classes { at_least, .. }) => (*at_least, now < *at_least),
            (Wanted::Outcome(outcome), Output::Classes { at_least, above, .. }) => {
                (*at_least, outcome.to_string() == *above)
            }
            _ => return None,
        };
        let terms = additive.terms.iter().map(|term| (term.inputs(), best(term, up))).collect();
        Some(Self { at, up, terms })
    }

    /// Whether the threshold can still be reached when these inputs change.
    pub fn within_reach(&self, now: &Decided, inputs: &[usize]) -> bool {
        let Some(score) = now.score else { return true };
        let mut reach = score;
        for ((read, best), share) in self.terms.iter().zip(&now.shares) {
            if !read.iter().any(|input| inputs.contains(input)) {
                continue;
            }
            let Some(sum) = best.and_then(|best| reach.plus(best.minus(share.points).ok()?).ok()) else {
                return true;
            };
            reach = sum;
        }
        if self.up { reach >= self.at } else { reach < self.at }
    }
}

/// The most, or the fewest, points of a lookup; none for a product, which has no end.
fn best(term: &Term, up: bool) -> Option<Decimal> {
    let Term::Lookup(lookup) = term else { return None };
    let points = lookup.cells.iter().filter_map(|cell| match cell {
        Cell::Adds { points, .. } => Some(*points),
        Cell::Refused => None,
    });
    if up { points.max() } else { points.min() }
}
