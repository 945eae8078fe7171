//! Looking for gaps that nobody named: the worst intersections, and clusters of people who share many properties.

mod cell;
mod cluster;
mod held_out;
mod kmodes;
mod lattice;
mod lots;
mod permute;

pub use cell::{Cell, cells};
pub use cluster::{Cluster, Clustering, Limits, cluster};
pub use held_out::{Confirmed, adjusted_rand, confirm, stability};
pub use lattice::{Found, Looked, worst, worst_of_marginals};
pub use permute::{Searched, Searching, search};
