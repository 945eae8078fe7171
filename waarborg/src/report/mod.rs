//! The report of the discrimination audit: figures from a cube, their words, their drawings, one file. It opens no file
//! and asks no database, and knows neither command line, pages nor API.

mod asked;
mod figures;
mod measured;
mod numbers;
mod page;
mod sides;
mod svg;
mod told;

pub use asked::{Asked, Named};
pub use figures::Audit;
pub use measured::{Source, measure, role};
pub use page::page;
pub use told::{Section, told};
