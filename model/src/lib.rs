//! White-box decision models: read, check, evaluate with the explanation.
//!
//! There is one door: [`Model::evaluate`] always answers the outcome and which rules gave it. The crate is pure
//! and total: no clock, no files, no scripts, bounded sizes, exact decimals; the same input gives the same bytes.

pub mod analysis;
mod answers;
mod binding;
mod coherence;
mod counterfactual;
mod decimal;
mod declaration;
pub mod dmn;
mod draft;
mod evaluation;
mod explanation;
mod feel;
mod finding;
mod forbidden;
mod frozen;
mod hit;
pub mod import;
pub mod kernel;
mod model_hash;
mod picture;
mod recheck;
mod sloped;
pub mod statistical;
mod survey;
pub mod tck;
pub mod temporal;
mod value;
mod verdict;
mod view;

pub use answers::{Contribution, Evaluation, TableTrace, Undecided};
pub use decimal::{Decimal, DecimalError, Rounding};
pub use declaration::{Declaration, Input, InputType, Lang, Meaning, Selection, SelectionRule, Words};
pub use draft::draft;
pub use explanation::{Cell, Counterfactual, Explanation, Goal, MatchedRule, Step, TableExplanation};
pub use feel::value::{Entries, Feel, Range, Shape};
pub use finding::{Finding, Findings, Place};
pub use frozen::Model;
pub use model_hash::{ModelHash, NotAModelHash};
pub use picture::{TreeNode, TreeView};
pub use recheck::recheck;
pub use survey::{Survey, survey};
pub use value::Value;
pub use verdict::{Limits, Verdict};
pub use view::{ColumnView, RuleView, TableView};
