use crate::{Counting, RUN, folder, model, population, run_csv};
use ledger::commitment::commit;
use ledger::receipt::PERSON_TAG;
use ledger::{leaf_hash, merkle};
use runs::{RunInput, RunProblem, RunStore, Source, Stage, execute};
use std::ops::ControlFlow;

#[test]
fn l07_every_person_is_found_again_with_the_contributions_of_the_run() {
    let folder = folder("found");
    let summary = run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    for person in ["HH-001", "HH-077", "HH-200"] {
        let record = store.person(RUN, person).expect("read").expect("there");
        assert_eq!(model().evaluate(&record.case), Ok(record.evaluation.clone()), "recomputed = stored");
        let leaf = leaf_hash(&commit(PERSON_TAG, &record.salt, record.record.as_bytes()).0);
        let proof = store.proof(RUN, record.index).expect("a proof");
        merkle::verify_inclusion(&summary.people_root, proof.size, proof.index, &leaf, &proof.path)
            .expect("proved");
    }
    assert_eq!(store.person(RUN, "HH-999").expect("read"), None);
}

#[test]
fn the_record_is_canonical_json() {
    let folder = folder("canonical");
    run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let record = store.person(RUN, "HH-042").expect("read").expect("there").record;
    let value: serde_json::Value = serde_json::from_str(&record).expect("json");
    assert_eq!(ledger::canonical::to_string(&value).expect("canonical"), record);
    insta::assert_snapshot!(record);
}

#[test]
fn w05_a_thousand_repetitions_give_the_same_root() {
    let folder = folder("again");
    let roots: std::collections::BTreeSet<String> = (0..20)
        .map(|_| {
            let summary = run_csv(&folder, &population()).expect("a run");
            std::fs::remove_dir_all(folder.join("runs")).expect("removed");
            summary.people_root.to_string()
        })
        .collect();
    assert_eq!(roots.len(), 1);
}

#[test]
fn a_stopped_run_leaves_nothing_that_counts() {
    let folder = folder("stopped");
    let file = folder.join("cases.csv");
    std::fs::write(&file, population()).expect("written");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let model = model();
    for stop in [Stage::Reading, Stage::Scoring, Stage::Writing] {
        let source = Source { path: &file, person_column: "household", ignore: &[] };
        let input = RunInput { run: RUN, model: &model, source, seed: [1; 32] };
        let mut until = |progress: runs::Progress| {
            if progress.stage == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = execute(&store, &input, &mut Counting(0), &mut until);
        assert!(matches!(stopped, Err(RunProblem::Stopped)));
        assert_eq!(std::fs::read_dir(folder.join("runs")).expect("a folder").count(), 0);
    }
}

#[test]
fn a_run_without_its_event_is_swept_and_one_with_it_stays() {
    let folder = folder("swept");
    run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    assert_eq!(store.sweep(&|_| true).expect("swept"), Vec::<String>::new());
    assert_eq!(store.sweep(&|_| false).expect("swept"), [RUN]);
    assert_eq!(store.runs().expect("names"), Vec::<String>::new());
}

#[test]
fn l01_a_committed_run_is_never_made_again_nor_swept_with_what_a_retry_left() {
    let folder = folder("kept");
    let first = run_csv(&folder, &population()).expect("a run");
    let again = run_csv(&folder, &population()).expect_err("its id is taken").to_string();
    assert_eq!(again, format!("make run {RUN}: it is there already: take another id"));
    std::fs::create_dir(folder.join(format!("runs/.staging-{RUN}"))).expect("what a killed retry leaves");
    std::fs::create_dir(folder.join("runs/lost+found")).expect("what is not ours");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    assert_eq!(store.sweep(&|run| run == RUN).expect("swept"), [RUN]);
    assert_eq!(store.verify(RUN, first.people_root, &model()).expect("read"), Ok(first.counts()));
    assert_eq!(std::fs::read_dir(folder.join("runs")).expect("a folder").count(), 2);
}

#[test]
fn a_run_cannot_be_named_after_a_place() {
    let folder = folder("names");
    std::fs::create_dir(folder.join("precious")).expect("a folder");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    for name in ["", ".", "..", "../precious", "a/b", "a\0b", &"a".repeat(65)] {
        let refused = store.discard(name).expect_err("refused").to_string();
        assert!(refused.ends_with("use at most 64 letters, digits and hyphens"), "{refused}");
        assert!(store.person(name, "HH-001").is_err() && store.queue(name).is_err(), "{name}");
    }
    assert!(folder.join("precious").exists());
}

#[test]
fn l04_one_altered_byte_in_any_segment_is_found() {
    let folder = folder("altered");
    let summary = run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let model = model();
    assert_eq!(store.verify(RUN, summary.people_root, &model).expect("read"), Ok(summary.counts()));
    for name in ["values.parquet", "commitments.bin"] {
        let path = folder.join("runs").join(RUN).join(name);
        let whole = std::fs::read(&path).expect("bytes");
        let data = if name == "commitments.bin" { whole.len() } else { whole.len() * 3 / 4 };
        for place in (8..data).step_by(data / 23) {
            let mut altered = whole.clone();
            altered[place] ^= 4;
            std::fs::write(&path, &altered).expect("written");
            let found = store.verify(RUN, summary.people_root, &model).expect("read");
            // A byte between two pages may stand for nothing; then the values are still exactly those committed to.
            if let Ok(counts) = found {
                assert_eq!((counts.people, name), (200, "values.parquet"), "byte {place}");
            }
        }
        std::fs::write(&path, &whole).expect("restored");
    }
    for (name, entry) in [("people.index", 12), ("queue.index", 4)] {
        let path = folder.join("runs").join(RUN).join(name);
        let whole = std::fs::read(&path).expect("bytes");
        let mut swapped = whole.clone();
        swapped[..2 * entry].rotate_left(entry);
        for altered in [swapped, whole[entry..].to_vec(), [&whole[..], &whole[..entry]].concat()] {
            std::fs::write(&path, &altered).expect("written");
            let found = store.verify(RUN, summary.people_root, &model).expect("read").expect_err(name);
            assert_eq!(
                (found.file, found.message.as_str()),
                (format!("runs/{RUN}/{name}"), "it is not what the values of the run give")
            );
        }
        std::fs::write(&path, &whole).expect("restored");
    }
    let other = store.verify(RUN, ledger::Hash([0; 32]), &model).expect("read").expect_err("another root");
    assert!(other.message.ends_with("not with the root in the log"), "{other:?}");
}

#[test]
fn l04_a_run_that_another_model_decided_is_found() {
    let folder = folder("another-model");
    let summary = run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
    let read = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    let rules = read("rules.dmn").replacen("<text>4</text>", "<text>5</text>", 1);
    let other = model::Model::read(&read("model.toml"), rules.as_bytes()).expect("a model");
    let found = store.verify(RUN, summary.people_root, &other).expect("read").expect_err("another model");
    assert!(found.message.starts_with("the model does not decide row "), "{found:?}");
}

#[test]
fn l04_a_row_of_the_values_that_contradicts_its_record_is_found() {
    let folder = folder("columns");
    let summary = run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let path = folder.join("runs").join(RUN).join("values.parquet");
    let whole = std::fs::read(&path).expect("bytes");
    for (column, word, message) in [
        ("route", "random", "the route of row 1 does not fit its record"),
        ("person", "HH-999", "the person of row 1 does not fit its record"),
    ] {
        std::fs::write(&path, with_first(&whole, column, word)).expect("written");
        let found = store.verify(RUN, summary.people_root, &model()).expect("read").expect_err(column);
        assert_eq!(found.message, message);
    }
}

/// The same values with another word in the first row of a column.
fn with_first(parquet: &[u8], column: &str, word: &str) -> Vec<u8> {
    use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
    use parquet::arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder};
    let bytes = bytes::Bytes::copy_from_slice(parquet);
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes).expect("Parquet");
    let batch = builder.build().expect("a reader").next().expect("rows").expect("readable");
    let place = batch.schema().index_of(column).expect("the column");
    let texts = batch.column(place).as_string::<i32>().iter();
    let texts: StringArray =
        (0..).zip(texts).map(|(row, text)| if row == 0 { Some(word) } else { text }).collect();
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    columns[place] = std::sync::Arc::new(texts);
    let altered = RecordBatch::try_new(batch.schema(), columns).expect("a batch");
    let mut writer = ArrowWriter::try_new(vec![], batch.schema(), None).expect("a writer");
    writer.write(&altered).expect("written");
    writer.into_inner().expect("closed")
}
