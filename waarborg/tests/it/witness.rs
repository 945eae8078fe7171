//! A witness as a log and a monitor meet it, and what it does when its memory is touched.

use crate::stage::Stage;
use app::{FixedClock, SeededChance};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::CosignerKey;
use ledger::merkle::{consistency, root};
use ledger::note::SigningKey;
use ledger::witness::{AddCheckpoint, monitoring_path};
use ledger::{Hash, leaf_hash};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;
use waarborg::witness::{Desk, Folder, router};

const ORIGIN: &str = "waarborg.example/log";
const NOW: i64 = 1_790_000_000;

fn log_key(origin: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(origin, &[seed; 32]).expect("a name")
}

/// The leaves of one history; another word makes another history.
fn leaves(word: &str, count: u32) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(format!("{word} {number}").as_bytes())).collect()
}

fn signed_by(key: &SigningKey, leaves: &[Hash]) -> String {
    let checkpoint =
        Checkpoint { origin: key.verifier().name().into(), size: leaves.len() as u64, root: root(leaves) };
    checkpoint.sign(key).expect("signed")
}

fn request(leaves: &[Hash], old: u64) -> String {
    let checkpoint = signed_by(&log_key(ORIGIN, 7), leaves);
    AddCheckpoint { old, proof: consistency(leaves, old).unwrap_or_default(), checkpoint }.to_string()
}

fn made(folder: &Path) -> CosignerKey {
    let made = Folder::create(folder, "ngo.example/witness", &SeededChance::new(4)).expect("made");
    made.follow(&log_key(ORIGIN, 7).verifier().to_string()).expect("followed");
    made.cosigner().expect("a key").verifier()
}

fn opened(folder: &Path) -> Router {
    let desk = Desk::open(Folder::open(folder).expect("a folder")).expect("remembered");
    let clock = FixedClock::at(jiff::Timestamp::from_second(NOW).expect("a moment"));
    router(desk, Arc::new(clock), Duration::from_hours(1))
}

async fn asked(router: &Router, request: Request<Body>) -> (StatusCode, String, String) {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let status = response.status();
    let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_owned();
    let body = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
    (status, kind, String::from_utf8(body.to_vec()).expect("UTF-8"))
}

async fn sent(router: &Router, text: String) -> (u16, String, String) {
    let request = Request::post("/add-checkpoint").body(Body::from(text)).expect("a request");
    let (status, kind, body) = asked(router, request).await;
    (status.as_u16(), kind, body)
}

async fn got(router: &Router, path: &str) -> (StatusCode, String) {
    let (status, _, body) = asked(router, Request::get(path).body(Body::empty()).expect("a request")).await;
    (status, body)
}

fn evidence(folder: &Path) -> Vec<PathBuf> {
    let kept = folder.join(monitoring_path(ORIGIN)).with_file_name("refused");
    let files = std::fs::read_dir(kept).into_iter().flatten();
    files.map(|file| file.expect("a file").path()).collect()
}

#[tokio::test]
async fn threat_02_a_second_history_is_refused_at_any_size_and_its_evidence_is_kept() {
    let stage = Stage::new("witness-fork");
    let key = made(&stage.folder.join("witness"));
    let witness = opened(&stage.folder.join("witness"));
    let (true_log, other) = (leaves("true", 40), leaves("other", 60));

    let (status, _, lines) = sent(&witness, request(&true_log[..10], 0)).await;
    assert_eq!(status, 200, "{lines}");
    assert_eq!(sent(&witness, request(&true_log, 10)).await.0, 200);
    let monitored = got(&witness, &format!("/{}", monitoring_path(ORIGIN))).await;
    assert_eq!(monitored.0, StatusCode::OK);
    assert_eq!(key.verify(&monitored.1).expect("ours"), Some(1_790_000_000));

    assert_eq!(sent(&witness, request(&other[..40], 40)).await.0, 422, "another root at the same size");
    assert_eq!(sent(&witness, request(&other, 40)).await.0, 422, "a larger fork with a proof of its own");
    let kept = evidence(&stage.folder.join("witness"));
    assert_eq!(kept.len(), 2);
    let text = std::fs::read_to_string(&kept[0]).expect("evidence");
    assert!(text.starts_with(monitored.1.as_str()) && text.matches(ORIGIN).count() >= 2, "{text}");
    let page = got(&witness, "/").await.1;
    assert!(page.contains("2 keer een andere geschiedenis"), "{page}");
    assert!(got(&witness, "/?lang=en").await.1.contains("another history 2 times"));
}

#[tokio::test]
async fn each_refusal_has_the_status_of_the_protocol_over_http() {
    let stage = Stage::new("witness-status");
    made(&stage.folder.join("witness"));
    let witness = opened(&stage.folder.join("witness"));
    let all = leaves("true", 20);
    assert_eq!(sent(&witness, request(&all[..12], 0)).await.0, 200);

    let (status, kind, size) = sent(&witness, request(&all, 7)).await;
    assert_eq!((status, kind.as_str(), size.as_str()), (409, "text/x.tlog.size", "12\n"));
    let by = |key: &SigningKey| {
        let proof = consistency(&all, 12).expect("inside");
        AddCheckpoint { old: 12, proof, checkpoint: signed_by(key, &all) }.to_string()
    };
    assert_eq!(sent(&witness, by(&log_key(ORIGIN, 8))).await.0, 403, "another key under the same name");
    assert_eq!(sent(&witness, by(&log_key("elsewhere.example/log", 7))).await.0, 404);
    assert_eq!(sent(&witness, "old twelve\n\n".into()).await.0, 400);
    assert_eq!(sent(&witness, "x".repeat(200_000)).await.0, 413);
    assert_eq!(got(&witness, &format!("/{}/checkpoint", "0".repeat(64))).await.0, StatusCode::NOT_FOUND);
    assert!(evidence(&stage.folder.join("witness")).is_empty(), "none of these is a second history");
}

#[tokio::test]
async fn threat_22_of_requests_that_race_one_is_cosigned_and_nothing_rolls_back() {
    let stage = Stage::new("witness-race");
    made(&stage.folder.join("witness"));
    let witness = opened(&stage.folder.join("witness"));
    let all = leaves("true", 64);
    let racing: Vec<_> = (1..=64)
        .map(|size| {
            let (witness, text) = (witness.clone(), request(&all[..size], 0));
            tokio::spawn(async move { sent(&witness, text).await.0 })
        })
        .collect();
    let mut statuses = vec![];
    for one in racing {
        statuses.push(one.await.expect("an answer"));
    }
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [200, 409].contains(status)), "{statuses:?}");

    drop(witness);
    let after = opened(&stage.folder.join("witness"));
    assert_eq!(sent(&after, request(&all[..1], 0)).await.0, 409, "it remembers after a restart");
}

#[test]
fn threat_22_a_witness_whose_memory_is_gone_does_not_start() {
    let stage = Stage::new("witness-forgot");
    let folder = stage.folder.join("witness");
    let place = folder.display().to_string();
    let said = stage.says("", &["witness", "init", "--folder", &place, "ngo.example/witness"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let vkey = log_key(ORIGIN, 7).verifier().to_string();
    assert_eq!(stage.says("", &["witness", "follow", "--folder", &place, &vkey]).code, 0);
    assert_eq!(
        stage.says("", &["witness", "init", "--folder", &place, "x"]).code,
        2,
        "never over another one"
    );

    std::fs::remove_dir_all(folder.join(monitoring_path(ORIGIN)).parent().expect("a folder")).expect("gone");
    for words in
        [&["witness", "serve", "--folder", &place][..], &["witness", "follow", "--folder", &place, &vkey]]
    {
        let refused = stage.says("", words);
        assert_eq!(refused.code, 2, "{words:?} {}", refused.out);
        assert!(refused.err.contains("must not sign without it"), "{}", refused.err);
    }
}

#[test]
fn one_process_at_a_time_is_a_witness() {
    let stage = Stage::new("witness-twice");
    made(&stage.folder.join("witness"));
    let held = Folder::open(&stage.folder.join("witness")).expect("free");
    assert!(Folder::open(&stage.folder.join("witness")).is_err());
    drop(held);
    assert!(Folder::open(&stage.folder.join("witness")).is_ok());
}
