//! A body's log and running witnesses: nothing is relied on before they cosigned, and no second history is signed.

use crate::stage::Stage;
use app::{App, Command, Problem, SeededChance, SystemClock};
use domain::{AlgorithmId, Bilingual, Text};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use waarborg::witness::{Desk, Folder, router};

/// A witness that answers on an address of its own until it is dropped.
struct Running {
    url: String,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Makes a witness that follows this log; answers its key.
fn made(folder: &Path, log: &str, seed: u64) -> String {
    let name = format!("witness{seed}.example");
    let made = Folder::create(folder, &name, &SeededChance::new(seed)).expect("made");
    made.follow(log).expect("followed");
    made.cosigner().expect("a key").verifier().to_string()
}

/// Starts it at an address, or at a free one.
async fn running(folder: &Path, at: &str) -> Running {
    let desk = Desk::open(Folder::open(folder).expect("a folder")).expect("remembered");
    let listener = tokio::net::TcpListener::bind(at).await.expect("an address");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let router = router(desk, Arc::new(SystemClock), Duration::from_hours(1));
    let task = tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
    Running { url, task }
}

async fn registered(app: &App) {
    let text = |words: &str| words.parse::<Text>().expect("a text");
    let both = |words: &str| Bilingual { nl: text(words), en: text(words) };
    let command = Command::Register {
        algorithm: AlgorithmId::new(app.new_id()),
        title: both("Hulp"),
        body: text("Dienst"),
        purpose: both("Helpen"),
    };
    app.execute(&app.caller("product-owner").expect("an account"), command).await.expect("registered");
}

fn shown(stage: &Stage) -> String {
    std::fs::read_to_string(stage.home().join("log/checkpoint")).unwrap_or_default()
}

fn policy(app: &App, witnesses: &[(&str, &str)], quorum: &str) -> String {
    let mut lines = vec![format!("log {}", app.log_key())];
    lines.extend(
        witnesses.iter().zip(1..).map(|((key, url), number)| format!("witness w{number} {key} {url}")),
    );
    format!("{}\n{quorum}\n", lines.join("\n"))
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for file in std::fs::read_dir(from).expect("a folder").map(|file| file.expect("a file").path()) {
        let target = to.join(file.file_name().expect("a name"));
        if file.is_dir() {
            copied(&file, &target);
        } else {
            std::fs::copy(&file, &target).expect("copied");
        }
    }
}

/// A home with one witness that is asked from now on.
async fn witnessed(stage: &Stage) -> (App, Running) {
    let app = stage.app().await;
    let folder = stage.folder.join("witness");
    let key = made(&folder, &app.log_key(), 1);
    let witness = running(&folder, "127.0.0.1:0").await;
    app.keep_log_policy(&policy(&app, &[(&key, &witness.url)], "quorum w1")).expect("kept");
    drop(app);
    (stage.app().await, witness)
}

#[tokio::test(flavor = "multi_thread")]
async fn threat_05_nothing_is_published_before_its_witnesses_cosigned_it() {
    let stage = Stage::made("witnessed-quorum");
    let (app, witness) = witnessed(&stage).await;
    registered(&app).await;
    app.checkpoint().await.expect("cosigned");
    assert!(shown(&stage).contains("\n\u{2014} witness1.example "), "{}", shown(&stage));
    assert_eq!(app.verify_log(&mut |_| {}).await.expect("verified").damages, []);

    // The witness is away: what is recorded now is pending, and nobody sees a checkpoint that covers it.
    let (before, address) = (shown(&stage), witness.url.trim_start_matches("http://").to_owned());
    drop(witness);
    tokio::time::sleep(Duration::from_millis(200)).await;
    registered(&app).await;
    app.checkpoint().await.expect("recorded all the same");
    assert_eq!(shown(&stage), before);
    assert_eq!(app.verify_log(&mut |_| {}).await.expect("verified").damages, []);

    let _again = running(&stage.folder.join("witness"), &address).await;
    app.checkpoint().await.expect("cosigned");
    assert!(shown(&stage).starts_with("waarborg.example/log\n2\n"), "{}", shown(&stage));
}

#[tokio::test(flavor = "multi_thread")]
async fn threat_04_a_quorum_needs_each_independent_group() {
    let stage = Stage::made("witnessed-groups");
    let app = stage.app().await;
    let (one, two) = (stage.folder.join("one"), stage.folder.join("two"));
    let keys = [made(&one, &app.log_key(), 1), made(&two, &app.log_key(), 2)];
    let first = running(&one, "127.0.0.1:0").await;
    let second = running(&two, "127.0.0.1:0").await;
    let urls = [first.url.clone(), second.url.clone()];
    let witnesses = [(keys[0].as_str(), urls[0].as_str()), (keys[1].as_str(), urls[1].as_str())];
    app.keep_log_policy(&policy(&app, &witnesses, "group both all w1 w2\nquorum both")).expect("kept");
    let app = stage.app().await;
    registered(&app).await;
    drop(second);
    tokio::time::sleep(Duration::from_millis(200)).await;
    app.checkpoint().await.expect("signed");
    assert_eq!(shown(&stage), "", "one of two groups is no quorum");
    let address = witnesses[1].1.trim_start_matches("http://");
    let _again = running(&two, address).await;
    app.checkpoint().await.expect("signed");
    assert_eq!(shown(&stage).matches("\u{2014} witness").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn threat_09_an_older_copy_of_the_whole_home_signs_nothing() {
    let stage = Stage::made("witnessed-restore");
    let (app, _witness) = witnessed(&stage).await;
    registered(&app).await;
    app.checkpoint().await.expect("cosigned");
    drop(app);
    copied(&stage.home(), &stage.folder.join("backup"));
    let app = stage.app().await;
    for _ in 0..3 {
        registered(&app).await;
    }
    app.checkpoint().await.expect("cosigned");
    drop(app);

    std::fs::remove_dir_all(stage.home()).expect("removed");
    copied(&stage.folder.join("backup"), &stage.home());
    let app = stage.app().await;
    registered(&app).await;
    let refused = app.checkpoint().await.expect_err("an older copy");
    let Problem::Halted { why } = &refused else { panic!("{refused}") };
    assert!(why.contains("w1 cosigned 4 entries and this database has 2"), "{why}");
    // Also when it has grown past what the witness knows, with other entries.
    for _ in 0..4 {
        registered(&app).await;
    }
    let refused = app.checkpoint().await.expect_err("another history");
    assert!(matches!(&refused, Problem::Halted { why } if why.contains("another history")), "{refused}");
    assert!(shown(&stage).starts_with("waarborg.example/log\n1\n"), "{}", shown(&stage));
}

#[tokio::test(flavor = "multi_thread")]
async fn threat_20_beside_the_key_stands_what_was_signed_last() {
    let stage = Stage::made("witnessed-last");
    let app = stage.app().await;
    registered(&app).await;
    app.checkpoint().await.expect("signed");
    drop(app);
    let last = stage.home().join("keys/last-signed");
    let said = std::fs::read_to_string(&last).expect("remembered");
    assert!(said.starts_with("1 "), "{said}");
    std::fs::write(&last, said.replacen("1 ", "5 ", 1)).expect("written");
    let app = stage.app().await;
    registered(&app).await;
    let refused = app.checkpoint().await.expect_err("less than was signed");
    assert!(matches!(&refused, Problem::Halted { why } if why.contains("this home cosigned 5")), "{refused}");
    std::fs::write(&last, "1 nonsense\n").expect("written");
    assert!(matches!(app.checkpoint().await.expect_err("unreadable"), Problem::Halted { .. }));
    std::fs::write(&last, said).expect("written");
    app.checkpoint().await.expect("signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_does_not_fit_the_log_is_refused_with_what_to_do() {
    let stage = Stage::made("witnessed-policy");
    let other = Stage::made("witnessed-policy-other");
    let key = made(&stage.folder.join("witness"), &stage.app().await.log_key(), 1);
    let refused = |text: String| {
        let said = stage.says("", &["log", "policy", &stage.write("policy", &text)]);
        assert_eq!(said.code, 3, "{}", said.out);
        said.err
    };
    let app = stage.app().await;
    let elsewhere = other.app().await;
    assert!(
        refused(policy(&elsewhere, &[(&key, "http://127.0.0.1:9")], "quorum w1"))
            .contains("add the line `log ")
    );
    assert!(refused(policy(&app, &[(&key, "")], "quorum w1")).contains("has no address"));
    assert!(refused("nonsense\n".into()).contains("line 1"));
    let fits = policy(&app, &[(&key, "http://127.0.0.1:9")], "quorum w1");
    assert_eq!(stage.says("", &["log", "policy", &stage.write("policy", &fits)]).code, 0);
}
