//! The files of a run: erasable values as Parquet, commitments and indexes as plain bytes.

mod index;
mod read;
mod write;

pub use index::{find, key, people_index, queue, queue_index};
pub use read::read;
pub use write::ValuesWriter;

use crate::select::Route;
use arrow::datatypes::{DataType, Field, Schema};
use std::sync::Arc;

pub const VALUES: &str = "values.parquet";
pub const COMMITMENTS: &str = "commitments.bin";
pub const PEOPLE: &str = "people.index";
pub const QUEUE: &str = "queue.index";
pub const SUMMARY: &str = "run.json";

/// Rows that are written together; one person is found without reading more than this.
pub const ROWS: usize = 8_192;

/// The values of some people, row by row. Of an erased person the record is empty and nothing else is there.
#[derive(Debug, Default)]
pub struct Rows {
    pub people: Vec<String>,
    pub routes: Vec<Route>,
    pub salts: Vec<[u8; 64]>,
    pub records: Vec<String>,
}

/// Every column can be empty: that is what erasing leaves.
fn schema() -> Arc<Schema> {
    let text = |name| Field::new(name, DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        text("person"),
        text("route"),
        Field::new("salt", DataType::FixedSizeBinary(64), true),
        text("record"),
    ]))
}
