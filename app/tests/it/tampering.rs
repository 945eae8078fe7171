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

/// The first damage is told so.
async fn damaged(bench: &Bench, told: &str) {
    let damage = first_damage(bench).await;
    assert!(damage.contains(told), "{damage}");
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
    damaged(&bench, "log/tile/entries/000.p/10, byte 100: entry 0").await;
    flip(&bundle, 100);

    let tile = home.join("log/tile/0/000.p/10");
    flip(&tile, 70);
    damaged(&bench, "log/tile/0/000.p/10, byte 70").await;
    flip(&tile, 70);

    let commitments = home.join("runs").join(run.to_string()).join("commitments.bin");
    flip(&commitments, 32 * 41 + 3);
    damaged(&bench, "commitments.bin, byte 1312: the commitment of row 42").await;
    flip(&commitments, 32 * 41 + 3);
    bench.is_clean().await;

    let queue = home.join("runs").join(run.to_string()).join("queue.index");
    flip(&queue, 7);
    assert!(
        first_damage(&bench)
            .await
            .ends_with("queue.index, byte 7: it is not what the values of the run give"),
        "{}",
        first_damage(&bench).await
    );
    flip(&queue, 7);
    bench.is_clean().await;

    let shown = home.join("log/checkpoint");
    flip(&shown, 30);
    assert_eq!(first_damage(&bench).await, "log/checkpoint, byte 30: it is not a checkpoint that was kept");
    flip(&shown, 30);

    let hash = bench.app.algorithm(algorithm).await.expect("a view").permit.model.expect("a model");
    let model = home.join("models").join(hash.to_string());
    let rules = std::fs::read_to_string(model.join("rules.dmn")).expect("rules");
    std::fs::write(model.join("rules.dmn"), rules.replacen("<text>4</text>", "<text>5</text>", 1))
        .expect("written");
    assert!(first_damage(&bench).await.contains("`model.toml` and `rules.dmn` now give"));
    std::fs::write(model.join("rules.dmn"), rules).expect("written");
    flip(&model.join("canonical.json"), 12);
    assert!(first_damage(&bench).await.contains("canonical.json, byte 12: it is not the canonical form"));
    flip(&model.join("canonical.json"), 12);

    let summary = home.join("runs").join(run.to_string()).join("run.json");
    let said = std::fs::read_to_string(&summary).expect("a summary");
    std::fs::write(&summary, said.replace("\"selected\": 20", "\"selected\": 21")).expect("written");
    assert!(first_damage(&bench).await.ends_with("run.json: it does not say what the event says"));
    std::fs::write(&summary, said).expect("written");
    bench.is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l04_who_rewrites_the_database_is_found_out() {
    let bench = Bench::new("rewriting", Database::Embedded).await;
    let algorithm = bench.permitted().await;
    bench.run(algorithm, 100).await.expect("a run");
    bench.is_clean().await;

    sql(&bench, "UPDATE event SET entry = replace(entry, 'akkoord', 'akkoort') WHERE position = 5").await;
    let damage = first_damage(&bench).await;
    assert!(damage.starts_with("table event, position 5, byte "), "{damage}");
    assert!(damage.ends_with(": the leaf hash does not fit the entry"), "{damage}");
    sql(&bench, "UPDATE event SET entry = replace(entry, 'akkoort', 'akkoord') WHERE position = 5").await;
    bench.is_clean().await;

    sql(&bench, "UPDATE event SET at = at + 1 WHERE position = 2").await;
    assert_eq!(first_damage(&bench).await, "table event, position 2: the columns do not fit the entry");
    sql(&bench, "UPDATE event SET at = at - 1 WHERE position = 2").await;

    sql(&bench, "UPDATE vault SET value = 'somebody else' WHERE value = 'lawyer'").await;
    assert!(first_damage(&bench).await.ends_with("the value does not fit its commitment"));
    sql(&bench, "UPDATE vault SET value = 'lawyer' WHERE value = 'somebody else'").await;

    sql(&bench, "UPDATE algorithm SET title_nl = 'Iets anders'").await;
    assert_eq!(
        first_damage(&bench).await,
        format!("table algorithm, id {algorithm}: the rows do not say what the events say")
    );
    sql(&bench, "UPDATE algorithm SET title_nl = 'Hulp'").await;

    sql(&bench, "UPDATE algorithm SET search = 'iets anders'").await;
    assert!(first_damage(&bench).await.starts_with("table algorithm, id "));
    sql(&bench, "UPDATE algorithm SET search = 'hulp hulp dienst helpen helpen'").await;
    bench.is_clean().await;

    sql(&bench, "DELETE FROM event WHERE position = (SELECT MAX(position) FROM event)").await;
    assert_eq!(
        first_damage(&bench).await,
        "table event, position 9: it is missing: the log counts 10 entries"
    );
    sql(&bench, "DELETE FROM event WHERE position = 3").await;
    assert_eq!(first_damage(&bench).await, "table event, position 4: position 3 is missing");
}
