//! People with the same levels, as clustering sees them.

use crate::counts::Counts;
use crate::cube::Fault;
use crate::tally::{Confusion, Tally};

/// People with the same levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Their levels, one an axis.
    pub levels: Vec<usize>,
    /// How many of them were treated badly, out of how many.
    pub counts: Counts,
}

/// Cells with people, over some axes of a tally (never the outcome itself, or the cluster restates it); the rule tells who
/// was treated badly, out of whom.
///
/// # Errors
/// An axis that is not there.
pub fn cells(tally: &Tally, axes: &[usize], badly: fn(&Confusion) -> Counts) -> Result<Vec<Cell>, Fault> {
    let reduced = tally.marginal(axes)?;
    let many = reduced.shape().axes().len();
    let levels = |place: usize| (0..many).filter_map(|axis| reduced.shape().level(axis, place)).collect();
    let all = reduced.cells().iter().enumerate().map(|(place, cell)| (place, badly(cell)));
    Ok(all
        .filter(|(_, counts)| counts.total > 0)
        .map(|(place, counts)| Cell { levels: levels(place), counts })
        .collect())
}
