//! Several at once: publishers, runs under one identifier, and what a killed run left behind.

use crate::{Bench, text};
use app::{App, Database};
use domain::AlgorithmId;

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
