use crate::leaves;
use ledger::checkpoint::Checkpoint;
use ledger::commitment::{Salt, commit};
use ledger::leaf_hash;
use ledger::merkle::{inclusion, root};
use ledger::note::{SigningKey, VerifierKey};
use ledger::receipt::{FORMAT, LogPart, PERSON_TAG, Receipt, RunAt, RunPart};

const AT: RunAt<'static> = RunAt { root: "/body/peopleRoot", size: Some("/body/people") };

fn key() -> SigningKey {
    SigningKey::from_seed("waarborg.example/log", &[9; 32]).expect("a name")
}

/// The fourth of eleven people, in the sixth of twenty entries.
fn receipt() -> Receipt {
    let (record, salt) = ("{\"outcome\":\"check\"}", Salt([3; 64]));
    let mut people = leaves(11);
    people[3] = leaf_hash(&commit(PERSON_TAG, &salt, record.as_bytes()).0);
    let entry = format!("{{\"body\":{{\"people\":11,\"peopleRoot\":\"{}\"}}}}", root(&people));
    let mut log = leaves(20);
    log[5] = leaf_hash(entry.as_bytes());
    let checkpoint = Checkpoint { origin: "waarborg.example/log".into(), size: 20, root: root(&log) };
    Receipt {
        format: FORMAT.into(),
        record: record.into(),
        salt,
        run: RunPart {
            index: 3,
            size: 11,
            root: root(&people),
            proof: inclusion(&people, 3).expect("inside"),
        },
        entry,
        log: LogPart {
            index: 5,
            proof: inclusion(&log, 5).expect("inside"),
            checkpoint: checkpoint.sign(&key()).expect("signed"),
        },
    }
}

#[test]
fn l04_a_receipt_proves_offline_that_the_outcome_stands_in_the_log() {
    let text = serde_json::to_string(&receipt()).expect("json");
    let verified = Receipt::parse(&text).expect("a receipt").verify(&key().verifier(), "/body/peopleRoot");
    assert_eq!(verified.expect("proved").record["outcome"], "check");
}

#[test]
fn l04_no_single_flipped_bit_of_a_receipt_passes() {
    let text = serde_json::to_string(&receipt()).expect("json");
    let key = key().verifier();
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1 << bit;
            let Ok(altered) = String::from_utf8(bytes) else {
                continue;
            };
            let proved = Receipt::parse(&altered).and_then(|receipt| receipt.verify(&key, AT));
            assert!(proved.is_err(), "bit {bit} of byte {place}: {altered}");
        }
    }
}

#[test]
fn l04_each_broken_step_is_named() {
    let verifier = key().verifier();
    let other = SigningKey::from_seed("waarborg.example/log", &[1; 32]).expect("a name").verifier();
    let mut lines = vec![format!("another key: {}", refused(&receipt(), &other))];
    for (name, receipt) in broken() {
        lines.push(format!("{name}: {}", refused(&receipt, &verifier)));
    }
    let elsewhere = receipt().verify(&verifier, "/body/other").expect_err("no root there");
    lines.push(format!("no root: {elsewhere}"));
    insta::assert_snapshot!(lines.join("\n"));
}

fn refused(receipt: &Receipt, key: &VerifierKey) -> String {
    receipt.verify(key, AT).expect_err("refused").to_string()
}

fn broken() -> Vec<(&'static str, Receipt)> {
    let run = |change: fn(&mut RunPart)| {
        let mut changed = receipt();
        change(&mut changed.run);
        changed
    };
    let log = |change: fn(&mut LogPart)| {
        let mut changed = receipt();
        change(&mut changed.log);
        changed
    };
    let with = |change: fn(&mut Receipt)| {
        let mut changed = receipt();
        change(&mut changed);
        changed
    };
    vec![
        ("another record", with(|r| r.record = "{\"outcome\":\"none\"}".into())),
        ("a doubled outcome", with(|r| r.record = "{\"outcome\":\"none\",\"outcome\":\"check\"}".into())),
        ("no record", with(|r| r.record = "outcome".into())),
        ("another salt", with(|r| r.salt = Salt([4; 64]))),
        ("another person", run(|run| run.index = 4)),
        ("beyond the run", run(|run| run.index = 11)),
        ("another size", run(|run| run.size = 10)),
        ("a short path", run(|run| run.proof.truncate(2))),
        ("another run", with(|r| r.entry = r.entry.replace("Root\":\"", "Root\":\"0"))),
        ("no run", with(|r| r.entry = "{\"body\":{}}".into())),
        ("no entry", with(|r| r.entry.truncate(20))),
        ("a spaced entry", with(|r| r.entry = r.entry.replace(':', ": "))),
        ("a doubled field", with(|r| r.entry = r.entry.replace("\"people\"", "\"people\":1,\"people\""))),
        ("an altered entry", with(|r| r.entry = r.entry.replace("}}", "},\"x\":1}"))),
        ("another entry", log(|log| log.index = 6)),
        ("beyond the log", log(|log| log.index = 20)),
        ("a long path", log(|log| log.proof.push(leaf_hash(b"more")))),
        ("an altered path", log(|log| log.proof.reverse())),
        ("a grown log", log(|log| log.checkpoint = log.checkpoint.replace("\n20\n", "\n21\n"))),
    ]
}

#[test]
fn malformed_receipts_are_refused_with_their_place() {
    let good = serde_json::to_string_pretty(&receipt()).expect("json");
    let samples = [
        String::new(),
        "[]".into(),
        "\"text\"".into(),
        "{".into(),
        good.chars().take(good.len() / 2).collect(),
        good.replace("receipt/1", "receipt/2"),
        good.replace("receipt/1", "receipt\\u001b[2J"),
        good.replace("\"salt\"", "\"pepper\""),
        good.replace("\"salt\"", "\"record\""),
        good.replace("0303", "03"),
        good.replace("\"index\": 3", "\"index\": -3"),
        good.replace("\"index\": 3", "\"index\": 3.5"),
        good.replace("\"size\": 11", "\"size\": \"eleven\""),
        good.replace("\"size\": 11", "\"size\": 18446744073709551616"),
        good.replace("\"proof\": [", "\"proof\": [\"zz\","),
        good.replace("\"run\": {", "\"run\": {\"extra\": 1,"),
        good.replace("\"run\": {", "\"run\": [], \"also\": {"),
        good.replace("\"root\": \"", "\"root\": \"A"),
        format!("{good} trailing"),
        "[".repeat(1_000),
        " ".repeat(300_000),
    ];
    let lines = samples.map(|text| Receipt::parse(&text).expect_err("malformed").to_string());
    insta::assert_snapshot!(lines.join("\n"));
}
