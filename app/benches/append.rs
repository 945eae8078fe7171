//! Appending through the door: many callers at once, durable, with a checkpoint every second. Prints, asserts nothing.

#![expect(clippy::expect_used, reason = "a benchmark stops at the first surprise")]

mod made;

use app::{App, Database, Settings};
use std::io::Write;
use std::time::Instant;

const EVENTS: usize = 100_000;
const CALLERS: [usize; 3] = [1, 64, 512];

async fn appended(app: &App, callers: usize) {
    let each = EVENTS / callers;
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let app = app.clone();
            tokio::spawn(async move {
                let caller = app.caller("product-owner").expect("an account");
                for _ in 0..each {
                    app.execute(&caller, made::register(&app).1).await.expect("registered");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("done");
    }
}

/// How many flushes a second this disk takes, one after the other.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn flushes(folder: &std::path::Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("flushes")).expect("a file");
    let begun = Instant::now();
    for _ in 0..200 {
        file.write_all(&[7; 4_096]).expect("written");
        file.sync_data().expect("flushed");
    }
    200.0 / begun.elapsed().as_secs_f64()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    for callers in CALLERS {
        let folder = std::env::temp_dir().join(format!("waarborg-append-{}-{callers}", std::process::id()));
        let database =
            std::env::var("WAARBORG_BENCH_DATABASE_URL").map_or(Database::Embedded, Database::Postgres);
        let settings = Settings { home: folder.clone(), database, origin: "waarborg.example/log".into() };
        App::init(&settings).await.expect("a home");
        let app = App::open(&settings).await.expect("an app");
        let publishing = app.spawn_checkpoints();
        let begun = Instant::now();
        appended(&app, callers).await;
        let seconds = begun.elapsed().as_secs_f64();
        app.checkpoint().await.expect("a checkpoint");
        let published = begun.elapsed().as_secs_f64() - seconds;
        publishing.abort();
        let entry = app.entry(0).await.expect("an entry").entry.len();
        println!(
            "{callers} callers, entries of {entry} bytes: {:.0}/s; the last one published {published:.2} s later; \
             the disk takes {:.0} flushes/s",
            f64::from(u32::try_from(EVENTS / callers * callers).expect("few")) / seconds,
            flushes(&folder)
        );
        std::fs::remove_dir_all(&folder).expect("removed");
        if std::env::var("WAARBORG_BENCH_DATABASE_URL").is_ok() {
            break;
        }
    }
}
