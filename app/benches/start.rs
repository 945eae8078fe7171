//! Opening a home whose log has 100,000 events, and its first algorithm page. Prints, asserts nothing.

#![expect(clippy::expect_used, reason = "a benchmark stops at the first surprise")]

mod made;

use app::{App, Database, Settings};
use std::time::Instant;

const EVENTS: usize = 100_000;

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
#[tokio::main]
async fn main() {
    let folder = std::env::temp_dir().join(format!("waarborg-start-{}", std::process::id()));
    let settings = Settings {
        home: folder.clone(),
        database: Database::Embedded,
        origin: "waarborg.example/log".into(),
    };
    App::init(&settings).await.expect("a home");
    let app = App::open(&settings).await.expect("an app");
    let caller = app.caller("product-owner").expect("an account");
    let mut last = None;
    for _ in 0..EVENTS {
        let (algorithm, command) = made::register(&app);
        app.execute(&caller, command).await.expect("registered");
        last = Some(algorithm);
    }
    let begun = Instant::now();
    app.checkpoint().await.expect("a checkpoint");
    println!("first checkpoint over all of them: {:.2} s", begun.elapsed().as_secs_f64());
    drop(app);
    let begun = Instant::now();
    let app = App::open(&settings).await.expect("an app");
    app.algorithm(last.expect("an algorithm")).await.expect("a view");
    println!("opened, with the first page: {:.3} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let found = app.verify_log(&mut |_| {}).await.expect("verified");
    println!(
        "verified {} entries: {:.2} s, {} damages",
        found.entries,
        begun.elapsed().as_secs_f64(),
        found.damages.len()
    );
    std::fs::remove_dir_all(&folder).expect("removed");
}
