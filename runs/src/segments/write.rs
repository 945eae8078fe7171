//! Writing the values.

use super::{ROWS, Rows, schema};
use crate::problem::RunProblem;
use arrow::array::{ArrayRef, FixedSizeBinaryArray, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Writes the values as they come.
pub struct ValuesWriter(ArrowWriter<File>);

impl ValuesWriter {
    pub fn create(path: &Path) -> Result<Self, RunProblem> {
        let file = File::create(path).map_err(RunProblem::file(format!("create {}", path.display())))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS * 8))
            .set_data_page_row_count_limit(1_024)
            .set_column_dictionary_enabled("salt".into(), false)
            .set_column_dictionary_enabled("record".into(), false)
            .set_column_dictionary_enabled("person".into(), false)
            .build();
        ArrowWriter::try_new(file, schema(), Some(properties)).map(Self).map_err(RunProblem::damaged)
    }

    pub fn write(&mut self, rows: &Rows) -> Result<(), RunProblem> {
        let there = || rows.records.iter().map(|record| !record.is_empty());
        let routes = there().zip(&rows.routes).map(|(there, route)| there.then(|| route.word()));
        let people = there().zip(&rows.people).map(|(there, person)| there.then_some(person));
        let records = there().zip(&rows.records).map(|(there, record)| there.then_some(record));
        let salts = there().zip(&rows.salts).map(|(there, salt)| there.then_some(salt));
        let salts =
            FixedSizeBinaryArray::try_from_sparse_iter_with_size(salts, 64).map_err(RunProblem::damaged)?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(people.collect::<StringArray>()),
            Arc::new(routes.collect::<StringArray>()),
            Arc::new(salts),
            Arc::new(records.collect::<StringArray>()),
        ];
        let batch = RecordBatch::try_new(schema(), columns).map_err(RunProblem::damaged)?;
        self.0.write(&batch).map_err(RunProblem::damaged)
    }

    /// Ends the file and makes it durable.
    pub fn finish(self) -> Result<(), RunProblem> {
        let file = self.0.into_inner().map_err(RunProblem::damaged)?;
        file.sync_all().map_err(RunProblem::file("sync the values"))
    }
}
