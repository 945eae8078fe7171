//! The files of a run: erasable values as Parquet, commitments and indexes as plain bytes.

use crate::problem::RunProblem;
use crate::select::Route;
use arrow::array::{ArrayRef, AsArray, FixedSizeBinaryArray, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

pub const VALUES: &str = "values.parquet";
pub const COMMITMENTS: &str = "commitments.bin";
pub const PEOPLE: &str = "people.index";
pub const QUEUE: &str = "queue.index";
pub const SUMMARY: &str = "run.json";

/// Rows that are written together; one person is found without reading more than this.
pub const ROWS: usize = 8_192;

/// The values of some people, row by row.
#[derive(Debug, Default)]
pub struct Rows {
    pub people: Vec<String>,
    pub routes: Vec<Route>,
    pub salts: Vec<[u8; 64]>,
    pub records: Vec<String>,
}

fn schema() -> Arc<Schema> {
    let text = |name| Field::new(name, DataType::Utf8, false);
    Arc::new(Schema::new(vec![
        text("person"),
        text("route"),
        Field::new("salt", DataType::FixedSizeBinary(64), false),
        text("record"),
    ]))
}

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
        let routes = StringArray::from_iter_values(rows.routes.iter().map(|route| route.word()));
        let salts = FixedSizeBinaryArray::try_from_iter(rows.salts.iter()).map_err(RunProblem::damaged)?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from_iter_values(&rows.people)),
            Arc::new(routes),
            Arc::new(salts),
            Arc::new(StringArray::from_iter_values(&rows.records)),
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

/// Reads all rows, or these (ascending), and hands them over in parts with the place of the first.
pub fn read(
    path: &Path,
    wanted: Option<&[usize]>,
    mut take: impl FnMut(Rows) -> Result<(), RunProblem>,
) -> Result<(), RunProblem> {
    let file = File::open(path).map_err(RunProblem::file(format!("open {}", path.display())))?;
    let mut builder =
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(RunProblem::damaged)?.with_batch_size(ROWS);
    if let Some(wanted) = wanted {
        builder = builder.with_row_selection(selection(wanted));
    }
    for batch in builder.build().map_err(RunProblem::damaged)? {
        take(rows(&batch.map_err(RunProblem::damaged)?)?)?;
    }
    Ok(())
}

fn selection(wanted: &[usize]) -> RowSelection {
    let mut next = 0;
    let mut selectors = vec![];
    for row in wanted {
        selectors.push(RowSelector::skip(row.saturating_sub(next)));
        selectors.push(RowSelector::select(1));
        next = row + 1;
    }
    selectors.into()
}

fn rows(batch: &RecordBatch) -> Result<Rows, RunProblem> {
    let missing = |name: &str| RunProblem::damaged(format!("{VALUES}: the column `{name}` is missing"));
    let column = |name: &str| batch.column_by_name(name).ok_or_else(|| missing(name));
    let texts = |name: &str| -> Result<Vec<String>, RunProblem> {
        let texts = column(name)?.as_string_opt::<i32>().ok_or_else(|| missing(name))?;
        Ok(texts.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
    };
    let salts = column("salt")?.as_fixed_size_binary_opt().ok_or_else(|| missing("salt"))?;
    let salts =
        salts.iter().map(|salt| salt.and_then(|salt| salt.try_into().ok()).ok_or_else(|| missing("salt")));
    let routes = texts("route")?;
    let route = |word: &String| match word.as_str() {
        "targeted" => Route::Targeted,
        "random" => Route::Random,
        _ => Route::None,
    };
    Ok(Rows {
        people: texts("person")?,
        routes: routes.iter().map(route).collect(),
        salts: salts.collect::<Result<_, _>>()?,
        records: texts("record")?,
    })
}

/// The first 8 bytes by which a person is found.
pub fn key(person: &str) -> [u8; 8] {
    Sha256::digest(person).first_chunk().copied().unwrap_or_default()
}

/// One entry a person, sorted by key: key and row, 12 bytes.
pub fn people_index(people: &[String]) -> Vec<u8> {
    let mut entries: Vec<([u8; 8], u32)> =
        (0..).zip(people).map(|(row, person)| (key(person), row)).collect();
    entries.sort_unstable();
    entries.into_iter().flat_map(|(key, row)| key.into_iter().chain(row.to_be_bytes())).collect()
}

/// The rows under a key: nearly always one.
pub fn find(index: &[u8], key: [u8; 8]) -> Vec<usize> {
    let (entries, _) = index.as_chunks::<12>();
    let head = |entry: &[u8; 12]| <[u8; 8]>::try_from(entry.split_at(8).0).unwrap_or_default();
    let first = entries.partition_point(|entry| head(entry) < key);
    let same = entries.iter().skip(first).take_while(|entry| head(entry) == key);
    same.filter_map(|entry| entry.split_at(8).1.try_into().ok())
        .map(|row| u32::from_be_bytes(row) as usize)
        .collect()
}
