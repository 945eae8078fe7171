use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::note::{SigningKey, VerifierKey};

fn key() -> SigningKey {
    SigningKey::from_seed("waarborg.example/log", &[7; 32]).expect("a name")
}

fn signed() -> String {
    let root = leaf_hash(b"root");
    Checkpoint { origin: "waarborg.example/log".into(), size: 12, root }.sign(&key()).expect("signed")
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
        assert!(Checkpoint::verify(&altered, &verifier).is_err(), "byte {place} of {signature_from}");
    }
}

#[test]
fn malformed_notes_are_refused_with_their_line() {
    let good = signed();
    let (body, line) = good.split_once("\n\n").expect("a body");
    let cosigned = |count| format!("{good}{}", "\u{2014} other AAAAAAAA\n".repeat(count));
    let samples = [
        String::new(),
        "no border\n".into(),
        format!("{body}\n\n"),
        format!("{body}\n\nno dash\n"),
        format!("{body}\n\n- hyphen AAAAAAAA\n"),
        format!("{body}\n\n\u{2014} name\n"),
        format!("{body}\n\n\u{2014} name %%%\n"),
        format!("{body}\n\n\u{2014} name AAA=\n"),
        format!("{body}\n\n\u{2014} na+me AAAAAAAA\n"),
        good.replace("\n12\n", "\n\u{7}\n"),
        good.replace("\n12\n", "\n12\r\n"),
        good.replace(".example/log MU8", ".example/log\t MU8"),
        good.trim_end().to_owned(),
        cosigned(64),
        "x".repeat(140_000),
        good.replace("waarborg.example/log", "other.example/log"),
        good.replace("log MU88", "log MU89"),
        format!("{good}{}", line.replace("MU88aZ/6", "MU88aZ/7")),
    ];
    let verifier = key().verifier();
    let refused =
        samples.map(|note| Checkpoint::verify(&note, &verifier).expect_err("malformed").to_string());
    insta::assert_snapshot!(refused.join("\n"));
    Checkpoint::verify(&cosigned(63), &verifier).expect("64 signatures are read");
}

#[test]
fn malformed_checkpoints_are_refused_with_their_line() {
    let root = signed().lines().nth(2).expect("a root").to_owned();
    let origin = "waarborg.example/log";
    let samples = [
        "\n".to_owned(),
        format!("\n12\n{root}\n"),
        format!("{origin}\n"),
        format!("{origin}\n012\n{root}\n"),
        format!("{origin}\n+12\n{root}\n"),
        format!("{origin}\n18446744073709551616\n{root}\n"),
        format!("{origin}\n12\n"),
        format!("{origin}\n12\nAAAA\n"),
        format!("{origin}\n12\n{}\n", root.trim_end_matches('=')),
        format!("{origin}\n12\n{root}\n\nafter an empty line\n"),
        format!("another.example/log\n12\n{root}\n"),
    ];
    let refused = samples.map(|text| {
        let note = key().sign(&text).expect("a text");
        Checkpoint::verify(&note, &key().verifier()).expect_err("malformed").to_string()
    });
    insta::assert_snapshot!(refused.join("\n"));
    let extended = key().sign(&format!("{origin}\n12\n{root}\nextension\n")).expect("a text");
    assert_eq!(Checkpoint::verify(&extended, &key().verifier()).expect("read").size, 12);
}

#[test]
fn a_second_key_adds_its_line_and_each_verifier_reads_its_own() {
    let next = SigningKey::from_seed("waarborg.example/log", &[8; 32]).expect("a name");
    let both = next.add_signature(&signed()).expect("added");
    for verifier in [key().verifier(), next.verifier()] {
        assert_eq!(Checkpoint::verify(&both, &verifier).expect("signed").size, 12);
    }
    let full = (0..63).fold(signed(), |note, _| next.add_signature(&note).expect("room"));
    assert!(next.add_signature(&full).is_err(), "one too many");
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
        good.trim_end_matches(|c| c != '+'),
    ] {
        assert!(text.parse::<VerifierKey>().is_err(), "{text}");
    }
}
