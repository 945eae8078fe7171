//! Cases as Parquet: whole numbers, decimals, exact floats, texts and booleans.

use super::{Columns, Source, keep, places, shortened, word, words};
use crate::problem::RunProblem;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Decimal128Type, Float32Type, Float64Type, Int64Type, UInt64Type};
use bytes::Bytes;
use model::{Decimal, Input, Value};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::sync::Arc;

pub fn read(bytes: Vec<u8>, source: &Source<'_>, inputs: &[Input]) -> Result<Columns, RunProblem> {
    let broken = |error: &dyn std::fmt::Display| {
        RunProblem::whole("", format!("the Parquet file cannot be read: {error}"))
    };
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).map_err(|error| broken(&error))?;
    let header: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let (person, columns) = places(&header, source, inputs)?;
    let words: Vec<_> = inputs.iter().map(words).collect();
    let mut found = Columns::default();
    for batch in builder.with_batch_size(8_192).build().map_err(|error| broken(&error))? {
        let batch = batch.map_err(|error| broken(&error))?;
        let unfit = || RunProblem::whole(source.person_column, "expected texts or whole numbers");
        let people = person.map(|column| texts(batch.column(column)).ok_or_else(unfit)).transpose()?;
        let cells = inputs.iter().zip(&words).zip(&columns);
        let cells = cells.map(|((input, words), column)| values(batch.column(*column), input, words));
        let cells = cells.collect::<Result<Vec<_>, _>>()?;
        for place in 0..batch.num_rows() {
            let row = found.people.len() as u64 + 1;
            let reference = people.as_ref().map(|people| people.get(place).cloned().unwrap_or_default());
            found.people.push(reference.unwrap_or_else(|| row.to_string()));
            for (input, column) in inputs.iter().zip(&cells) {
                keep(&mut found, row, input, column.get(place).cloned().unwrap_or(Ok(Value::Null)));
            }
        }
    }
    Ok(found)
}

fn texts(column: &ArrayRef) -> Option<Vec<String>> {
    let fits = column.data_type().is_integer() || is_text(column.data_type());
    let column = cast(column, &DataType::Utf8).ok().filter(|_| fits)?;
    let read = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
    Some(column.as_string::<i32>().iter().map(read).collect())
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

type Cells = Vec<Result<Value, String>>;

fn values(column: &ArrayRef, input: &Input, words: &[Arc<str>]) -> Result<Cells, RunProblem> {
    let unfit = || {
        RunProblem::whole(
            &input.name,
            format!(
                "the column holds {}, which is not read: expected numbers, texts or booleans",
                column.data_type()
            ),
        )
    };
    let cells = match column.data_type() {
        kind if is_text(kind) => text_cells(column, input, words),
        DataType::Boolean => Some(
            column.as_boolean().iter().map(|flag| Ok(flag.map_or(Value::Null, Value::Boolean))).collect(),
        ),
        DataType::UInt64 => Some(
            column
                .as_primitive::<UInt64Type>()
                .iter()
                .map(|number| scaled(number.map(i128::from), 0))
                .collect(),
        ),
        kind if kind.is_integer() => {
            let whole = cast(column, &DataType::Int64).ok();
            whole.map(|column| {
                column
                    .as_primitive::<Int64Type>()
                    .iter()
                    .map(|number| scaled(number.map(i128::from), 0))
                    .collect()
            })
        }
        DataType::Decimal128(_, scale) => {
            let scale = u8::try_from(*scale).map_err(|_| unfit())?;
            Some(column.as_primitive::<Decimal128Type>().iter().map(|number| scaled(number, scale)).collect())
        }
        DataType::Float16 | DataType::Float32 | DataType::Float64 => floats(column),
        _ => None,
    };
    cells.ok_or_else(unfit)
}

fn text_cells(column: &ArrayRef, input: &Input, words: &[Arc<str>]) -> Option<Cells> {
    let column = cast(column, &DataType::Utf8).ok()?;
    let read = |text: Option<&str>| match text.map(str::trim) {
        None | Some("") => Ok(Value::Null),
        Some(text) if input.kind == model::InputType::Text => Ok(word(text, words)),
        Some(text) => super::value(text, input, words),
    };
    Some(column.as_string::<i32>().iter().map(read).collect())
}

fn scaled(number: Option<i128>, scale: u8) -> Result<Value, String> {
    let Some(number) = number else {
        return Ok(Value::Null);
    };
    Decimal::scaled(number, scale).map(Value::number).map_err(|error| error.to_string())
}

/// The shortest decimal that stands for the same float of its own width; one that only an exponent can write is
/// refused. Widened first, a 32-bit 2.1 would become 2.0999999046325684.
fn floats(column: &ArrayRef) -> Option<Cells> {
    if column.data_type() == &DataType::Float64 {
        return Some(column.as_primitive::<Float64Type>().iter().map(exact).collect());
    }
    let column = cast(column, &DataType::Float32).ok()?;
    Some(column.as_primitive::<Float32Type>().iter().map(exact).collect())
}

fn exact(number: Option<impl std::fmt::Display>) -> Result<Value, String> {
    let Some(number) = number else {
        return Ok(Value::Null);
    };
    let text = number.to_string();
    text.parse().map(Value::number).map_err(|_| format!("`{}` is no exact number", shortened(&text)))
}
