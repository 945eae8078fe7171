//! A home and its database belong together, and what does not fit into the log is refused before it is in.

use crate::{Bench, both, postgres, text};
use app::{App, Command, Database, Problem, Settings};
use domain::algorithm::Alternative;
use domain::{AssessmentId, Digest};
use jiff::ToSpan;

fn message(problem: Problem) -> String {
    match problem {
        Problem::Invalid(faults) => faults[0].message.clone(),
        other => panic!("{other}"),
    }
}

/// Going on from an older copy would sign two histories.
#[tokio::test(flavor = "multi_thread")]
async fn l04_a_home_refuses_a_database_that_knows_less_than_was_signed() {
    let bench = Bench::new("older-copy", Database::Embedded).await;
    bench.registered().await;
    bench.app.checkpoint().await.expect("a checkpoint");
    // The same keys and checkpoint beside a database that is empty.
    let older = Settings { home: bench.folder.join("older"), ..bench.settings.clone() };
    App::init(&older).await.expect("a home");
    for name in ["log/checkpoint", "keys/log.key"] {
        std::fs::copy(bench.settings.home.join(name), older.home.join(name)).expect("copied");
    }
    let refused = App::open(&older).await.map(drop).expect_err("an older copy");
    assert!(message(refused).starts_with("this home has signed 1 entries"));
    std::fs::remove_file(older.home.join("waarborg.db")).expect("removed");
    let refused = App::open(&older).await.map(drop).expect_err("no database");
    assert!(message(refused).contains("WAARBORG_DATABASE_URL"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_home_refuses_the_database_of_another() {
    let Some(database) = postgres("taken").await else { return };
    let bench = Bench::new("taken", database.clone()).await;
    bench.registered().await;
    let settings =
        Settings { home: bench.folder.join("second"), database, origin: "waarborg.example/log".into() };
    assert!(message(App::init(&settings).await.expect_err("taken")).contains("another home"));
    assert!(message(App::open(&settings).await.map(drop).expect_err("no home")).contains("waarborg init"));
}

/// A bundle holds entries of at most 65,535 bytes: a longer one would stop the log from being published for ever.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_for_the_log_is_refused_before_it_is_in() {
    let bench = Bench::new("too-long", Database::Embedded).await;
    let algorithm = bench.registered().await;
    let model = bench.proposed(algorithm).await;
    let long = |name: &str| Alternative { name: text(name), estimate: text(&"x".repeat(4_000)) };
    let mut alternatives: Vec<_> = (0..20).map(|number| long(&format!("other-{number}"))).collect();
    alternatives.extend([long("no-algorithm"), long("random-checks")]);
    let submit = Command::SubmitAssessment {
        algorithm,
        assessment: AssessmentId::new(bench.app.new_id()),
        model,
        document: Digest::new([1; 32]),
        balance: both("in balans").nl,
        alternatives,
        valid_until: bench.app.today().saturating_add(6.months()),
    };
    let refused = bench.does("product-owner", submit).await.expect_err("too long");
    assert!(message(refused).contains("at most 65535 fit"));
    bench.is_clean().await;
}
