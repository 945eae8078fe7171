use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::note::{SigningKey, VerifierKey};

fn key() -> SigningKey {
    SigningKey::from_seed("waarborg.example/log", &[7; 32]).expect("a name")
}

fn signed() -> String {
    let root = leaf_hash(b"root");
    Checkpoint {
        origin: "waarborg.example/log".into(),
        size: 12,
        root,
    }
    .sign(&key())
    .expect("signed")
}

#[test]
fn a_checkpoint_is_pinned_byte_for_byte() {
    insta::assert_snapshot!(signed());
    insta::assert_snapshot!(key().verifier().to_string());
}

#[test]
fn a_verifier_key_survives_its_text_and_reads_its_checkpoint() {
    let text = key().verifier().to_string();
    let verifier: VerifierKey = text.parse().expect("a key");
    let read = Checkpoint::verify(&signed(), &verifier).expect("signed");
    assert_eq!((read.size, read.root), (12, leaf_hash(b"root")));
}

#[test]
fn l04_no_single_altered_byte_of_a_checkpoint_passes() {
    let (note, verifier) = (signed(), key().verifier());
    let signature_from = note.find("\n\n").expect("a border");
    for place in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(altered) = String::from_utf8(bytes) else {
            continue;
        };
        assert!(
            Checkpoint::verify(&altered, &verifier).is_err(),
            "byte {place} of {signature_from}"
        );
    }
}

#[test]
fn malformed_notes_are_refused_with_their_line() {
    let good = signed();
    let body = good.split("\n\n").next().expect("a body").to_owned();
    let samples = [
        String::new(),
        "no border\n".into(),
        format!("{body}\n\nno dash\n"),
        format!("{body}\n\n\u{2014} name\n"),
        format!("{body}\n\n\u{2014} name %%%\n"),
        format!("{body}\n\n\u{2014} na+me AAAA\n"),
        good.replace("\n12\n", "\n\u{7}\n"),
        good.trim_end().to_owned(),
        "x".repeat(70_000),
        good.replace("waarborg.example/log", "other.example/log"),
    ];
    let verifier = key().verifier();
    let refused = samples.map(|note| {
        Checkpoint::verify(&note, &verifier)
            .expect_err("malformed")
            .to_string()
    });
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn malformed_keys_are_refused() {
    let good = key().verifier().to_string();
    for text in [
        "",
        "name",
        "name+00+00",
        "na me+00000000+AQ==",
        &good.replace("log+", "log+0"),
        &good[..good.len() - 4],
    ] {
        assert!(text.parse::<VerifierKey>().is_err(), "{text}");
    }
}
