//! A million cases through the whole path: read Parquet, score, select, seal, write. Prints, asserts nothing.
//!
//! Beside it, in the same run, a plain copy of the same columns through the same Parquet library.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "a benchmark stops at the first surprise"
)]

use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use model::Model;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use runs::{Chance, RunInput, RunStore, Source, execute};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const PEOPLE: usize = 1_000_000;

struct System;

impl Chance for System {
    fn fill(&mut self, bytes: &mut [u8]) {
        use std::io::Read;
        File::open("/dev/urandom").and_then(|mut dice| dice.read_exact(bytes)).expect("randomness");
    }
}

fn population(path: &Path) {
    let number = |factor: i64, end: i64| -> ArrayRef {
        Arc::new(Int64Array::from_iter_values((0..PEOPLE as i64).map(|row| (row * factor + row / 7) % end)))
    };
    let care = (0..PEOPLE).map(|row| ["dagopvang", "bso", "gastouder"][row * 31 % 3]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("person", Arc::new(StringArray::from_iter_values((0..PEOPLE).map(|row| format!("P{row:09}"))))),
        ("children", Arc::new(Int64Array::from_iter_values((0..PEOPLE as i64).map(|row| row * 5 % 4 + 1)))),
        ("care_type", Arc::new(StringArray::from_iter_values(care))),
        ("hours_per_month", number(37, 230)),
        ("changes", number(11, 9)),
        ("income_swing", number(53, 90)),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns");
    let mut writer =
        ArrowWriter::try_new(File::create(path).expect("a file"), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
}

/// The physical yardstick: the same columns read and written again, nothing else.
fn copy(from: &Path, to: &Path) {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(from).expect("a file")).expect("Parquet");
    let schema = reader.schema().clone();
    let mut writer = ArrowWriter::try_new(File::create(to).expect("a file"), schema, None).expect("a writer");
    for batch in reader.with_batch_size(8_192).build().expect("a reader") {
        writer.write(&batch.expect("a batch")).expect("written");
    }
    writer.into_inner().expect("closed").sync_all().expect("synced");
}

fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1_024
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn timed<T>(act: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = act();
    (done, start.elapsed().as_secs_f64())
}

fn main() {
    let folder = std::env::temp_dir().join(format!("waarborg-million-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let cases = folder.join("cases.parquet");
    population(&cases);
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
    let read = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    let model = Model::read(&read("model.toml"), read("rules.dmn").as_bytes()).expect("a model");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let ((), yardstick) = timed(|| copy(&cases, &folder.join("copy.parquet")));
    for round in 1..=3 {
        let run = format!("00000000-0000-7000-8000-00000000000{round}");
        let input = RunInput {
            run: &run,
            model: &model,
            source: Source { path: &cases, person_column: "person", ignore: &[] },
            seed: [7; 32],
        };
        let mut marks = vec![];
        let (summary, seconds) = timed(|| {
            let mut note = |progress: runs::Progress| {
                if marks.last() != Some(&progress.stage) {
                    marks.push(progress.stage);
                }
                ControlFlow::Continue(())
            };
            let staged = execute(&store, &input, &mut System, &mut note).expect("a run");
            store.commit(staged).expect("committed")
        });
        let bytes: u64 = summary.segments.iter().map(|segment| segment.bytes).sum();
        println!(
            "round {round}: {seconds:.2} s, {:.0} cases/s, {} bytes/case, peak {} MiB, {:.1} × a plain copy of the columns ({yardstick:.2} s)",
            PEOPLE as f64 / seconds,
            bytes / PEOPLE as u64,
            peak_mib(),
            seconds / yardstick,
        );
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}
