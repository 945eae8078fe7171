use crate::Bench;
use app::Database;
use std::path::Path;

/// Flips a byte in the middle of a file.
fn flip(path: &Path, place: usize) {
    let mut bytes = std::fs::read(path).expect("bytes");
    bytes[place] ^= 1;
    std::fs::write(path, bytes).expect("written");
}

async fn first_damage(bench: &Bench) -> String {
    let verified = bench.app.verify_log(&mut |_| {}).await.expect("verified");
    verified.damages.first().map_or_else(|| "none".to_owned(), ToString::to_string)
}

async fn sql(bench: &Bench, statement: &'static str) {
    let address = format!("sqlite://{}", bench.settings.home.join("waarborg.db").display());
    let pool = sqlx::AnyPool::connect(&address).await.expect("the database");
    sqlx::query(statement).execute(&pool).await.expect("altered");
}

#[tokio::test(flavor = "multi_thread")]
async fn l04_one_altered_byte_anywhere_is_named() {
    let bench = Bench::new("tampering", Database::Embedded).await;
    let algorithm = bench.permitted().await;
    let run = bench.run(algorithm, 100).await.expect("a run").facts.run;
    bench.is_clean().await;
    let home = bench.settings.home.clone();

    let bundle = home.join("log/tile/entries/000.p/10");
    flip(&bundle, 100);
    assert!(
        first_damage(&bench).await.starts_with("log/tile/entries/000.p/10, byte 100: entry 0"),
        "{}",
        first_damage(&bench).await
    );
    flip(&bundle, 100);

    let tile = home.join("log/tile/0/000.p/10");
    flip(&tile, 70);
    assert!(
        first_damage(&bench).await.starts_with("log/tile/0/000.p/10, byte 70"),
        "{}",
        first_damage(&bench).await
    );
    flip(&tile, 70);

    let commitments = home.join("runs").join(run.to_string()).join("commitments.bin");
    flip(&commitments, 32 * 41 + 3);
    assert!(
        first_damage(&bench).await.contains("commitments.bin, byte 1312: the commitment of row 42"),
        "{}",
        first_damage(&bench).await
    );
    flip(&commitments, 32 * 41 + 3);
    bench.is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l04_who_rewrites_the_database_is_found_out() {
    let bench = Bench::new("rewriting", Database::Embedded).await;
    let algorithm = bench.permitted().await;
    bench.run(algorithm, 100).await.expect("a run");
    bench.is_clean().await;

    sql(&bench, "UPDATE event SET entry = replace(entry, 'akkoord', 'akkoort') WHERE position = 5").await;
    assert_eq!(first_damage(&bench).await, "table event, position 5: the leaf hash does not fit the entry");
    sql(&bench, "UPDATE event SET entry = replace(entry, 'akkoort', 'akkoord') WHERE position = 5").await;
    bench.is_clean().await;

    sql(&bench, "UPDATE event SET at = at + 1 WHERE position = 2").await;
    assert_eq!(first_damage(&bench).await, "table event, position 2: the columns do not fit the entry");
    sql(&bench, "UPDATE event SET at = at - 1 WHERE position = 2").await;

    sql(&bench, "UPDATE vault SET value = 'somebody else' WHERE value = 'lawyer'").await;
    assert!(first_damage(&bench).await.ends_with("the value does not fit its commitment"));
    sql(&bench, "UPDATE vault SET value = 'lawyer' WHERE value = 'somebody else'").await;

    sql(&bench, "UPDATE algorithm SET title_nl = 'Iets anders'").await;
    assert_eq!(first_damage(&bench).await, "table algorithm: the rows do not say what the events say");
    sql(&bench, "UPDATE algorithm SET title_nl = 'Hulp'").await;

    sql(&bench, "DELETE FROM event WHERE position = 3").await;
    assert_eq!(first_damage(&bench).await, "table event, position 4: position 3 is missing");
}
