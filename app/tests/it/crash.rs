//! A process that is killed at any moment loses nothing that it acknowledged, and leaves no half run.

use crate::{Bench, postgres};
use app::{App, Database};
use domain::AlgorithmId;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The child: registers and runs until it is killed, and says aloud what was acknowledged.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the child of the crash tests, started by them"]
async fn crash_child() {
    let Ok(home) = std::env::var("WAARBORG_CRASH_HOME") else { return };
    let database = std::env::var("WAARBORG_CRASH_DATABASE").map_or(Database::Embedded, Database::Postgres);
    let settings = app::Settings { home: home.into(), database, origin: "waarborg.example/log".into() };
    let app = App::open(&settings).await.expect("an app");
    let folder = settings.home.clone();
    let bench = Bench { app, settings, folder };
    let algorithm: AlgorithmId =
        std::env::var("WAARBORG_CRASH_ALGORITHM").expect("an algorithm").parse().expect("an id");
    loop {
        let new = bench.registered().await;
        println!("acknowledged algorithm {new}");
        let run = bench.run(algorithm, 300).await.expect("a run").facts.run;
        println!("acknowledged run {run}");
        bench.app.checkpoint().await.expect("a checkpoint");
    }
}

/// Kills so many children, and looks at what they left after each.
async fn survive(name: &str, database: Database, kills: u64) {
    let bench = Bench::new(name, database.clone()).await;
    let algorithm = bench.permitted().await;
    // A fixed seed, printed: the moments of death are the same again.
    let mut dice = 20_261_123_u64;
    println!("seed {dice}");
    let mut acknowledged = vec![];
    for _ in 0..kills {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let life = Duration::from_millis(150 + (dice >> 33) % 900);
        acknowledged.extend(one_life(&bench, &database, algorithm, life));
    }
    println!("{} acknowledged by {kills} processes that were killed", acknowledged.len());
    let runs = bench.app.algorithm(algorithm).await.expect("a view").runs;
    for line in &acknowledged {
        match line.split_once(' ').expect("two words") {
            ("algorithm", id) => drop(
                bench.app.algorithm(id.parse().expect("an id")).await.expect("nothing acknowledged is lost"),
            ),
            (_, id) => assert!(runs.iter().any(|run| run.facts.run.to_string() == id), "run {id} is lost"),
        }
    }
    assert!(!acknowledged.is_empty(), "no child lived long enough");
    // What the killed ones left behind is invisible; the next run goes on as if they had never been.
    bench.run(algorithm, 50).await.expect("a run after all that");
    bench.is_clean().await;
}

fn one_life(bench: &Bench, database: &Database, algorithm: AlgorithmId, life: Duration) -> Vec<String> {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command
        .args(["--exact", "crash::crash_child", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
        .env("WAARBORG_CRASH_HOME", &bench.settings.home)
        .env("WAARBORG_CRASH_ALGORITHM", algorithm.to_string());
    if let Database::Postgres(address) = database {
        command.env("WAARBORG_CRASH_DATABASE", address);
    }
    let mut child = command.spawn().expect("a child");
    std::thread::sleep(life);
    child.kill().expect("killed");
    child.wait().expect("gone");
    let lines = BufReader::new(child.stdout.take().expect("its words")).lines().map_while(Result::ok);
    lines
        .filter_map(|line| line.strip_prefix("acknowledged ").map(str::to_owned))
        .filter(|line| line.len() > 36)
        .collect()
}

/// How many children die: few in the everyday run, 200 in the long one (`WAARBORG_KILLS=200`).
fn kills(few: u64) -> u64 {
    std::env::var("WAARBORG_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(few)
}

#[tokio::test(flavor = "multi_thread")]
async fn l01_nothing_acknowledged_is_lost_when_a_process_is_killed_on_sqlite() {
    survive("crash-sqlite", Database::Embedded, kills(12)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l01_nothing_acknowledged_is_lost_when_a_process_is_killed_on_postgresql() {
    if let Some(database) = postgres("crash").await {
        survive("crash-postgresql", database, kills(8)).await;
    }
}
