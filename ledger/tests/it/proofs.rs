use crate::leaves;
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::merkle::{inclusion, root};
use ledger::note::SigningKey;
use ledger::proof::LogProof;

fn key() -> SigningKey {
    SigningKey::from_seed("waarborg.example/log", &[7; 32]).expect("a name")
}

/// The sixth of twenty entries.
fn proof() -> LogProof {
    let mut log = leaves(20);
    log[5] = leaf_hash(b"entry");
    let checkpoint = Checkpoint { origin: "waarborg.example/log".into(), size: 20, root: root(&log) };
    LogProof {
        extra: None,
        index: 5,
        path: inclusion(&log, 5).expect("inside"),
        checkpoint: checkpoint.sign(&key()).expect("signed"),
    }
}

#[test]
fn a_proof_is_pinned_byte_for_byte_and_proves_its_entry_only() {
    let text = proof().to_string();
    insta::assert_snapshot!(text);
    let read: LogProof = text.parse().expect("a proof");
    assert_eq!(read, proof());
    assert_eq!(read.verify(b"entry", &key().verifier()).expect("proved").size, 20);
    let refused = read.verify(b"another entry", &key().verifier()).expect_err("refused");
    assert_eq!(refused.to_string(), "the entry does not stand in the log: the path leads to another root");
}

#[test]
fn what_an_application_adds_survives_and_is_trusted_by_nobody() {
    let with = LogProof { extra: Some(b"a salt".to_vec()), ..proof() };
    let read: LogProof = with.to_string().parse().expect("a proof");
    assert_eq!(read, with);
    read.verify(b"entry", &key().verifier()).expect("proved");
}

#[test]
fn malformed_proofs_are_refused_with_their_line() {
    let good = proof().to_string();
    let hash = good.lines().nth(2).expect("a hash").to_owned();
    let samples = [
        String::new(),
        "c2sp.org/tlog-proof@v1\n".into(),
        good.replace("@v1", "@v2"),
        good.replace("index 5", "index 05"),
        good.replace("index 5", "index -5"),
        good.replace("index 5", "5"),
        good.replace("index 5\n", ""),
        good.replace("index 5", "extra %\nindex 5"),
        good.replace("index 5", "index 5\nextra AAAA"),
        good.replace(&hash, "AAAA"),
        good.replace(&hash, &format!("{hash}\r")),
        good.replace("index 5\n", &format!("index 5\n{}", format!("{hash}\n").repeat(60))),
        "x".repeat(200_000),
    ];
    let lines = samples.map(|text| text.parse::<LogProof>().expect_err("malformed").to_string());
    insta::assert_snapshot!(lines.join("\n"));
}
