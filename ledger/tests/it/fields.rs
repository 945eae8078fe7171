use crate::{ORIGIN, cosigned, leaves, log_key, witness};
use ledger::checkpoint::Checkpoint;
use ledger::commitment::Salt;
use ledger::fields::{Disclosure, Field, Fields};
use ledger::merkle::{inclusion, root};
use ledger::policy::Policy;
use ledger::proof::LogProof;
use ledger::tombstone::{TOMBSTONE, Tombstone};
use ledger::{Hash, leaf_hash};
use std::fmt::Write as _;

/// What a forger does to a disclosure.
type Forgery = fn(&mut Disclosure);

/// Twenty fields; the salts differ as random ones would.
pub fn twenty() -> Fields {
    let salt = |number: u8| {
        let half = Hash::of(&[number]).0;
        let mut salt = [0; 64];
        salt[..32].copy_from_slice(&half);
        salt[32..].copy_from_slice(&Hash::of(&half).0);
        Salt(salt)
    };
    let field = |number| Field::Kept { salt: salt(number), value: format!("\"value {number}\"") };
    Fields::new("waarborg/notice/1", (0..20).map(field).collect()).expect("twenty fields")
}

/// An entry that names the root, its proof in a log of 30, cosigned by these witnesses.
pub fn logged(witnesses: &[u8]) -> (String, LogProof) {
    let entry = format!("{{\"fields\":\"{}\"}}", twenty().root());
    let mut log = leaves(30);
    log[11] = leaf_hash(entry.as_bytes());
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 30, root: root(&log) };
    let note = checkpoint.sign(&log_key()).expect("signed");
    let path = inclusion(&log, 11).expect("inside");
    (entry, LogProof { extra: None, index: 11, path, checkpoint: cosigned(&note, witnesses, 1_790_000_000) })
}

/// Two of witnesses 1, 2 and 3.
pub fn policy() -> Policy {
    let mut text = format!("log {}\n", log_key().verifier());
    for number in 1..4 {
        writeln!(text, "witness w{number} {}", witness(number).verifier()).expect("a text");
    }
    Policy::parse(format!("{text}group g 2 w1 w2 w3\nquorum g\n").as_bytes()).expect("a policy")
}

#[test]
fn threat_23_three_of_twenty_fields_are_shown_and_the_other_seventeen_are_not() {
    let fields = twenty();
    let shown = fields.disclose(&[2, 7, 19]).expect("kept");
    let text = serde_json::to_string(&shown).expect("json");
    let read = Disclosure::parse(&text).expect("a disclosure");
    assert_eq!((read.verify(&fields.root()), &read), (Ok(()), &shown));
    for number in (0..20).filter(|number| ![2, 7, 19].contains(number)) {
        assert!(!text.contains(&format!("\\\"value {number}\\\"")), "{number} shows");
    }
    let (entry, proof) = logged(&[1, 3]);
    let standing = read.verify_in(&entry, "/fields", &proof, &policy()).expect("proved");
    assert!(standing.quorum);
    let pending = logged(&[1]);
    assert!(!read.verify_in(&pending.0, "/fields", &pending.1, &policy()).expect("proved").quorum);
    assert!(read.verify_in(&entry, "/other", &proof, &policy()).is_err());
    assert!(read.verify_in(&entry.replace(':', ": "), "/fields", &proof, &policy()).is_err());
}

#[test]
fn threat_18_no_altered_field_number_count_schema_salt_or_path_passes() {
    let root = twenty().root();
    let good = twenty().disclose(&[2, 7, 19]).expect("kept");
    let changes: [(&str, Forgery); 11] = [
        ("value", |d| d.shown[0].value = "\"value 3\"".into()),
        ("salt", |d| d.shown[0].salt.0[63] ^= 1),
        ("number", |d| d.shown[0].number = 3),
        ("numbers swapped", |d| {
            d.shown[0].number = 7;
            d.shown[1].number = 2;
        }),
        ("count", |d| d.count = 21),
        ("fewer", |d| d.count = 19),
        ("schema", |d| d.schema = "waarborg/notice/2".into()),
        ("path", |d| d.shown[2].path.reverse()),
        ("no path", |d| d.shown[2].path.clear()),
        ("twice", |d| d.shown.push(d.shown[0].clone())),
        ("format", |d| d.format = "waarborg-disclosure/2".into()),
    ];
    good.verify(&root).expect("the good one");
    for (name, change) in changes {
        let mut forged = good.clone();
        change(&mut forged);
        assert!(forged.verify(&root).is_err(), "{name}");
    }
}

#[test]
fn threat_16_an_erased_field_leaves_the_root_and_can_be_shown_no_more() {
    let (mut fields, root) = (twenty(), twenty().root());
    fields.erase(7).expect("kept");
    assert_eq!(fields.root(), root);
    assert!(fields.disclose(&[7]).is_err() && fields.erase(7).is_err() && fields.erase(20).is_err());
    fields.disclose(&[2, 19]).expect("kept").verify(&root).expect("the others still prove");
    let left = format!("{fields:?}");
    assert!(!left.contains("\"\\\"value 7\\\"\"") && left.contains("value 8"));
}

#[test]
fn threat_14_without_the_salt_no_guess_about_a_value_is_confirmed() {
    // The one value of a thousand is in the log; whoever has the log alone tries each with the salts of others.
    let secret =
        Fields::new("s", vec![Field::Kept { salt: Salt([9; 64]), value: "042".into() }]).expect("one");
    for guess in 0..1_000 {
        for salt in [[0; 64], [1; 64], [8; 64]] {
            let field = Field::Kept { salt: Salt(salt), value: format!("{guess:03}") };
            assert_ne!(Fields::new("s", vec![field]).expect("one").root(), secret.root());
        }
        assert_ne!(leaf_hash(format!("{guess:03}").as_bytes()), secret.root());
    }
    let long = Field::Kept { salt: Salt([9; 64]), value: "x".repeat(60_000) };
    let long = Fields::new("s", vec![long]).expect("one").root();
    assert_eq!(long.to_string().len(), secret.root().to_string().len(), "the length tells nothing");
}

#[test]
fn fields_beyond_the_limits_are_refused() {
    let field = |length: usize| Field::Kept { salt: Salt([1; 64]), value: "x".repeat(length) };
    for (schema, fields) in [
        ("", vec![field(1)]),
        ("a\nb", vec![field(1)]),
        (&"s".repeat(201), vec![field(1)]),
        ("s", vec![]),
        ("s", vec![field(1); 257]),
        ("s", vec![field(65_537)]),
    ] {
        assert!(Fields::new(schema, fields).is_err(), "{schema}");
    }
    for text in ["", "{}", "[]", &" ".repeat(1_100_000)] {
        assert!(Disclosure::parse(text).is_err());
    }
}

#[test]
fn threat_08_a_tombstone_has_one_text_and_names_a_range_a_ground_and_an_order() {
    let stone = |change: &dyn Fn(&mut Tombstone)| {
        let mut stone = Tombstone {
            format: TOMBSTONE.into(),
            first: 100,
            last: 355,
            values: 3,
            ground: "GDPR 17(1)(e)".into(),
            order: leaf_hash(b"order"),
        };
        change(&mut stone);
        stone
    };
    let text = stone(&|_| ()).text().expect("a tombstone");
    insta::assert_snapshot!(text);
    let read = Tombstone::parse(&text).expect("a tombstone");
    assert!(read.covers(100) && read.covers(355) && !read.covers(99) && !read.covers(356));
    let wrong: [&dyn Fn(&mut Tombstone); 6] = [
        &|s| s.first = 356,
        &|s| s.last = 1 << 53,
        &|s| s.values = 0,
        &|s| s.ground = String::new(),
        &|s| s.ground = "a\nb".into(),
        &|s| s.format = "waarborg-tombstone/2".into(),
    ];
    for change in wrong {
        assert!(stone(change).text().is_err());
    }
    let doubled = text.replacen('{', "{\"values\":4,", 1);
    for text in [
        String::new(),
        format!("{text} "),
        text.replace("\"first\"", " \"first\""),
        doubled,
        "[".repeat(9_000),
    ] {
        assert!(Tombstone::parse(&text).is_err(), "{text}");
    }
}
