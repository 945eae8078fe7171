use crate::leaves;
use ledger::checkpoint::Checkpoint;
use ledger::commitment::{Salt, commit};
use ledger::leaf_hash;
use ledger::merkle::{inclusion, root};
use ledger::note::SigningKey;
use ledger::receipt::{FORMAT, LogPart, PERSON_TAG, Receipt, RunPart};

fn key() -> SigningKey {
    SigningKey::from_seed("waarborg.example/log", &[9; 32]).expect("a name")
}

/// The fourth of eleven people, in the sixth of twenty entries.
fn receipt() -> Receipt {
    let (record, salt) = ("{\"outcome\":\"check\"}", Salt([3; 64]));
    let mut people = leaves(11);
    people[3] = leaf_hash(&commit(PERSON_TAG, &salt, record.as_bytes()).0);
    let entry = format!("{{\"body\":{{\"peopleRoot\":\"{}\"}}}}", root(&people));
    let mut log = leaves(20);
    log[5] = leaf_hash(entry.as_bytes());
    let checkpoint = Checkpoint {
        origin: "waarborg.example/log".into(),
        size: 20,
        root: root(&log),
    };
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
    let verified = Receipt::parse(&text)
        .expect("a receipt")
        .verify(&key().verifier(), "/body/peopleRoot");
    assert_eq!(verified.expect("proved").record["outcome"], "check");
}

#[test]
fn l04_no_receipt_with_one_altered_character_proves_another_outcome() {
    let text = serde_json::to_string(&receipt()).expect("json");
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(altered) = String::from_utf8(bytes) else {
            continue;
        };
        let Ok(parsed) = Receipt::parse(&altered) else {
            continue;
        };
        if let Ok(verified) = parsed.verify(&key().verifier(), "/body/peopleRoot") {
            // The case of a hexadecimal digit may change; what is proved may not.
            assert_eq!(verified.record["outcome"], "check", "byte {place}");
        }
    }
}

#[test]
fn l04_another_key_another_run_and_another_place_are_refused() {
    let other = SigningKey::from_seed("waarborg.example/log", &[1; 32])
        .expect("a name")
        .verifier();
    let moved = Receipt {
        run: RunPart {
            index: 4,
            ..receipt().run
        },
        ..receipt()
    };
    let entry = Receipt {
        entry: "{\"body\":{\"peopleRoot\":\"none\"}}".into(),
        ..receipt()
    };
    let lines = [
        receipt()
            .verify(&other, "/body/peopleRoot")
            .expect_err("another key"),
        moved
            .verify(&key().verifier(), "/body/peopleRoot")
            .expect_err("another place"),
        entry
            .verify(&key().verifier(), "/body/peopleRoot")
            .expect_err("another run"),
        receipt()
            .verify(&key().verifier(), "/body/other")
            .expect_err("no root there"),
    ];
    insta::assert_snapshot!(lines.map(|line| line.to_string()).join("\n"));
}

#[test]
fn malformed_receipts_are_refused_with_their_place() {
    let good = serde_json::to_string_pretty(&receipt()).expect("json");
    let samples = [
        String::new(),
        "[]".into(),
        "{".into(),
        good.replace("receipt/1", "receipt/2"),
        good.replace("\"salt\"", "\"pepper\""),
        good.replace("0303", "03"),
        good.replace("\"index\": 3", "\"index\": -3"),
        good.replace("\"size\": 11", "\"size\": \"eleven\""),
        good.replace("\"proof\": [", "\"proof\": [\"zz\","),
        good.replace("\"run\": {", "\"run\": {\"extra\": 1,"),
        format!("{good} trailing"),
        " ".repeat(300_000),
    ];
    let lines = samples.map(|text| Receipt::parse(&text).expect_err("malformed").to_string());
    insta::assert_snapshot!(lines.join("\n"));
}
