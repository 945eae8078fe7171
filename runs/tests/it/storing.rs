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
    assert_eq!(store.verify(RUN, first.people_root).expect("read"), Ok(200));
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
    assert_eq!(store.verify(RUN, summary.people_root).expect("read"), Ok(200));
    for name in ["values.parquet", "commitments.bin"] {
        let path = folder.join("runs").join(RUN).join(name);
        let whole = std::fs::read(&path).expect("bytes");
        let data = if name == "commitments.bin" { whole.len() } else { whole.len() * 3 / 4 };
        for place in (8..data).step_by(data / 23) {
            let mut altered = whole.clone();
            altered[place] ^= 4;
            std::fs::write(&path, &altered).expect("written");
            let found = store.verify(RUN, summary.people_root).expect("read");
            // A byte between two pages may stand for nothing; then the values are still exactly those committed to.
            if let Ok(people) = found {
                assert_eq!((people, name), (200, "values.parquet"), "byte {place}");
            }
        }
        std::fs::write(&path, &whole).expect("restored");
    }
    let other = store.verify(RUN, ledger::Hash([0; 32])).expect("read").expect_err("another root");
    assert!(other.message.ends_with("not with the root in the log"), "{other:?}");
}
