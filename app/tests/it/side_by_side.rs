//! Several at once: publishers, runs under one identifier, and what a killed run left behind.

use crate::{Bench, cases, text};
use app::{App, Database, Problem, RunRequest};
use domain::{AlgorithmId, Refusal, RunId};

/// Two workers, as the server has on two cores: a publisher that blocks one while it waits stops everything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_publishers_wait_without_holding_anybody_up() {
    let bench = Bench::new("publishers", Database::Embedded).await;
    let beside = App::open(&bench.settings).await.expect("a second process");
    let writers: Vec<_> = [&bench.app, &beside]
        .into_iter()
        .cycle()
        .take(12)
        .map(|app| {
            let app = app.clone();
            tokio::spawn(async move {
                for _ in 0..5 {
                    let command = app::Command::Register {
                        algorithm: AlgorithmId::new(app.new_id()),
                        title: crate::both("Hulp"),
                        body: text("Dienst"),
                        purpose: crate::both("Helpen"),
                    };
                    app.execute(&app.caller("product-owner").expect("an account"), command)
                        .await
                        .expect("registered");
                    app.checkpoint().await.expect("a checkpoint");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("joined");
    }
    assert_eq!(bench.app.log(1).await.expect("the log").size, 60);
    bench.is_clean().await;
}

fn request(bench: &Bench, algorithm: AlgorithmId, run: RunId, people: usize) -> RunRequest {
    RunRequest {
        algorithm,
        run,
        cases: cases(&bench.folder, people),
        person_column: "household".into(),
        ignore: vec![],
        label: text("2026-11"),
    }
}

/// The segments of a run are evidence: nobody overwrites them by giving their identifier to another run.
#[tokio::test(flavor = "multi_thread")]
async fn l01_the_identifier_of_a_run_is_never_given_to_another() {
    let bench = Bench::new("foreign-run", Database::Embedded).await;
    let (one, other) = (bench.permitted().await, bench.permitted().await);
    let run = RunId::new(bench.app.new_id());
    bench.run_as(one, run, 60).await.expect("a run");
    match bench.run_as(other, run, 80).await.expect_err("taken") {
        Problem::Refused(Refusal::RunExists { run: taken }) => assert_eq!(taken, run),
        other => panic!("{other}"),
    }
    bench.is_clean().await;
}

/// The same identifier twice at the same time: one run, and the other is told to come back or gets its answer.
#[tokio::test(flavor = "multi_thread")]
async fn l01_a_run_that_is_asked_for_twice_at_once_is_made_once() {
    let bench = Bench::new("twice", Database::Embedded).await;
    let algorithm = bench.permitted().await;
    let run = RunId::new(bench.app.new_id());
    let beside = App::open(&bench.settings).await.expect("a second process");
    let tries: Vec<_> = [bench.app.clone(), beside]
        .into_iter()
        .map(|app| {
            let (caller, request) = (bench.caller("operator"), request(&bench, algorithm, run, 3_000));
            tokio::spawn(async move { app.run(&caller, request, &mut |_| {}).await })
        })
        .collect();
    let mut made = 0;
    for one in tries {
        match one.await.expect("joined") {
            Ok(recorded) => made += usize::from(!recorded.recorded.repeated),
            Err(Problem::Conflict { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(made, 1);
    bench.is_clean().await;
}

/// Whoever asked for a run may go away; then the run stops and leaves nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_nobody_waits_for_leaves_nothing() {
    let bench = Bench::new("left-alone", Database::Embedded).await;
    let algorithm = bench.permitted().await;
    let run = RunId::new(bench.app.new_id());
    let (app, caller, request) =
        (bench.app.clone(), bench.caller("operator"), request(&bench, algorithm, run, 60_000));
    let (begun, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let going =
        tokio::spawn(
            async move { app.run(&caller, request, &mut |step| begun.send(step).expect("heard")).await },
        );
    seen.recv().await.expect("it began");
    going.abort();
    assert!(going.await.expect_err("aborted").is_cancelled());
    let under_way = bench.settings.home.join("under-way");
    while std::fs::read_dir(&under_way).expect("the markers").next().is_some() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let app = App::open(&bench.settings).await.expect("opened again");
    assert_eq!(names(&bench.settings.home.join("runs")), Vec::<String>::new());
    assert_eq!(app.algorithm(algorithm).await.expect("a view").runs.len(), 0);
}

pub fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What was being made and has no event goes when the home is opened; everything else is left alone.
#[tokio::test(flavor = "multi_thread")]
async fn opening_a_home_sweeps_what_a_killed_run_left_and_nothing_else() {
    let bench = Bench::new("sweep", Database::Embedded).await;
    let algorithm = bench.permitted().await;
    let recorded = bench.run(algorithm, 50).await.expect("a run").facts.run.to_string();
    let runs = bench.settings.home.join("runs");
    let id = || bench.app.new_id().to_string();
    let (staged, committed, unmarked) = (id(), id(), id());
    for name in [&format!(".staging-{staged}"), &committed, &unmarked] {
        std::fs::create_dir(runs.join(name)).expect("a folder");
    }
    let markers = bench.settings.home.join("under-way");
    // Killed after the event, too: the run stands, the marker goes.
    for run in [&staged, &committed, &recorded] {
        std::fs::write(markers.join(run), "").expect("a marker");
    }
    App::open(&bench.settings).await.expect("opened again");
    let mut expected = vec![recorded, unmarked];
    expected.sort();
    assert_eq!(names(&runs), expected);
    assert_eq!(names(&markers), Vec::<String>::new());
    bench.is_clean().await;
}
