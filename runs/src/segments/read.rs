//! Reading the values: all rows, or some.

use super::{ROWS, Rows, VALUES};
use crate::problem::RunProblem;
use crate::select::Route;
use arrow::array::{AsArray, RecordBatch, StringArray};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use std::fs::File;
use std::path::Path;

/// Reads all rows, or these (ascending), and hands them over in parts.
pub fn read(
    path: &Path,
    wanted: Option<&[usize]>,
    mut take: impl FnMut(Rows) -> Result<(), RunProblem>,
) -> Result<(), RunProblem> {
    let mut builder = open(path)?;
    if let Some(wanted) = wanted {
        builder = builder.with_row_selection(selection(wanted));
    }
    for batch in builder.build().map_err(damaged)? {
        take(rows(&batch.map_err(damaged)?)?)?;
    }
    Ok(())
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, RunProblem> {
    let file = File::open(path).map_err(RunProblem::file(format!("open {}", path.display())))?;
    Ok(ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?.with_batch_size(ROWS))
}

fn damaged(error: impl std::fmt::Display) -> RunProblem {
    RunProblem::damaged(format!("{VALUES}: {error}"))
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
    let owned = |name| -> Result<Vec<String>, RunProblem> {
        Ok(texts(batch, name)?.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
    };
    let salts = batch.column_by_name("salt").and_then(|salts| salts.as_fixed_size_binary_opt());
    let salts = salts.filter(|salts| salts.value_length() == 64).ok_or_else(|| missing("salt"))?;
    let salt = |salt: Option<&[u8]>| salt.and_then(|salt| salt.try_into().ok()).unwrap_or([0; 64]);
    Ok(Rows {
        people: owned("person")?,
        routes: texts(batch, "route")?.iter().map(word).collect::<Result<_, _>>()?,
        salts: salts.iter().map(salt).collect(),
        records: owned("record")?,
    })
}

fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a StringArray, RunProblem> {
    let column = batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
    column.ok_or_else(|| missing(name))
}

fn missing(name: &str) -> RunProblem {
    damaged(format!("the column `{name}` is missing"))
}

fn word(word: Option<&str>) -> Result<Route, RunProblem> {
    let Some(word) = word else { return Ok(Route::None) };
    let known = [Route::Targeted, Route::Random, Route::None].into_iter().find(|route| route.word() == word);
    known.ok_or_else(|| damaged("a route is none of targeted, random, none"))
}
