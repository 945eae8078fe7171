use crate::{cosigned, leaves, log_key, signed, witness};
use ledger::cosignature::Cosigner;
use ledger::note::SigningKey;
use ledger::policy::Policy;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const NOW: u64 = 1_790_000_000;

/// A supervisor, two of three societies, and one of two abroad.
pub fn independent() -> String {
    let key = |number: u8| witness(number).verifier();
    format!(
        "# who must have seen it\nlog {}  https://log.waarborg.example/\n\n\
         witness supervisor {} https://witness.supervisor.example/\n\
         witness society1 {}\nwitness society2 {}\nwitness\tsociety3 {}\n\
         witness abroad1 {}\n  witness abroad2 {}\n\
         group societies 2 society1 society2 society3\n\
         group abroad any abroad1 abroad2\n\
         group everyone all supervisor societies abroad\nquorum everyone\n",
        log_key().verifier(),
        key(1),
        key(2),
        key(3),
        key(4),
        key(5),
        key(6)
    )
}

#[test]
fn a_nested_quorum_is_counted() {
    let policy = Policy::parse(independent().as_bytes()).expect("a policy");
    let note = signed(&leaves(12));
    for (witnesses, quorum) in [
        (&[1, 2, 3, 5][..], true),
        (&[6, 4, 2, 1], true),
        (&[1, 2, 3, 4, 5, 6], true),
        (&[2, 3, 4, 5, 6], false),
        (&[1, 2, 5, 6], false),
        (&[1, 2, 3, 4], false),
        (&[1, 2, 3, 7], false),
        (&[], false),
    ] {
        let standing = policy.evaluate(&cosigned(&note, witnesses, NOW)).expect("the log's");
        assert_eq!(standing.quorum, quorum, "{witnesses:?}");
        assert_eq!(policy.accept(&cosigned(&note, witnesses, NOW)).is_ok(), quorum);
    }
    let pending = policy.accept(&cosigned(&note, &[1, 2], NOW)).expect_err("pending").to_string();
    insta::assert_snapshot!(pending, @"pending: the checkpoint has cosignatures of 2 of 6 witnesses, and they are no quorum");
}

#[test]
fn only_logs_of_the_policy_are_taken_and_a_known_signature_that_does_not_fit_refuses_the_note() {
    let policy = Policy::parse(independent().as_bytes()).expect("a policy");
    let other = SigningKey::from_seed(crate::ORIGIN, &[8; 32]).expect("a name");
    let note = signed(&leaves(12));
    let text = note.split_once("\n\n").expect("a border").0;
    let elsewhere = other.sign(&format!("{text}\n")).expect("signed");
    assert!(
        policy.evaluate(&elsewhere).expect_err("another key").to_string().contains("no log of the policy")
    );
    let renamed = SigningKey::from_seed("other.example/log", &[7; 32]).expect("a name");
    let renamed =
        renamed.sign(&format!("{text}\n").replace(crate::ORIGIN, "other.example/log")).expect("signed");
    assert!(policy.evaluate(&renamed).is_err(), "the origin is the key's name");
    let line = cosigned(&signed(&leaves(13)), &[1], NOW);
    let line = line.rsplit_once("\u{2014}").expect("a line").1;
    let forged = format!("{}\u{2014}{line}", cosigned(&note, &[2, 3, 5], NOW));
    assert!(policy.evaluate(&forged).expect_err("forged").to_string().contains("does not fit the text"));
}

#[test]
fn a_policy_without_witnesses_asks_for_the_log_alone() {
    let text = format!("log {}\nquorum none", log_key().verifier());
    let policy = Policy::parse(text.as_bytes()).expect("a policy");
    assert_eq!(policy, Policy::without_witnesses(log_key().verifier().into()).clone());
    assert!(policy.evaluate(&signed(&leaves(3))).expect("the log's").quorum);
    assert_eq!((policy.fewest(), policy.needs("nobody")), (0, None));
}

#[test]
fn names_are_octets_and_comments_may_hold_any_text() {
    let key = |number: u8| witness(number).verifier().to_string();
    let mut text = b"# \xff\xfe caf\xe9\n".to_vec();
    text.extend(format!("witness \u{212a} {}\n", key(1)).into_bytes());
    text.extend(format!("witness K {}\n", key(2)).into_bytes());
    text.extend(b"witness \xff ".iter().chain(key(3).as_bytes()).chain(b"\nwitness \xfe "));
    text.extend(format!("{}\n", key(4)).into_bytes());
    text.extend(b"group g all \xff K \xfe \xe2\x84\xaa\nquorum g\n");
    let policy = Policy::parse(&text).expect("four different names");
    assert_eq!((policy.witnesses().len(), policy.fewest()), (4, 4));
}

#[test]
fn malformed_policies_are_refused_with_line_and_column() {
    let good = independent();
    let (log, one) = (log_key().verifier().to_string(), witness(1).verifier().to_string());
    let mldsa = "witness x a+00000000+Bg==\nquorum x\n".to_owned();
    let many = |word: &str| {
        let line = |n: u8| match word {
            "log" => format!("log {}\n", SigningKey::from_seed("a", &[n; 32]).expect("a name").verifier()),
            _ => format!("witness w{n} {}\n", Cosigner::ed25519("a", &[n; 32]).expect("a name").verifier()),
        };
        (0..49).map(line).collect::<String>()
    };
    let samples = [
        String::new(),
        good.replace("quorum everyone\n", ""),
        good.replace("quorum", "quorom"),
        format!("{good}quorum none\n"),
        good.replace("quorum everyone", "quorum nobody"),
        good.replace("quorum everyone", "quorum everyone twice"),
        good.replace("quorum everyone", "quorum"),
        good.replace("group abroad any", "group abroad 0"),
        good.replace("group abroad any", "group abroad 3"),
        good.replace("group abroad any", "group abroad 01"),
        good.replace("group abroad any", "group abroad some"),
        good.replace("any abroad1 abroad2", "any"),
        good.replace("any abroad1 abroad2", "any abroad1 abroad1"),
        good.replace("any abroad1 abroad2", "any abroad1 society1"),
        good.replace("any abroad1 abroad2", "any abroad1 none"),
        good.replace("any abroad1 abroad2", "any abroad1 everyone"),
        good.replace("group abroad any", "group abroad1 any"),
        good.replace("group abroad any", "group none any"),
        good.replace("society3", "society2"),
        good.replace(&witness(5).verifier().to_string(), &one),
        good.replace("quorum", &format!("log {log}\nquorum")),
        good.replace(&log, &one),
        good.replace(&one, &log),
        good.replace('+', "-"),
        good.replace("  https", " a b"),
        good.replace('\t', "\r"),
        good.replace('\t', "\u{7f}"),
        good.replace('\n', "\r\n"),
        mldsa,
        many("log"),
        many("witness"),
        "#".repeat(300_000),
    ];
    let lines = samples.map(|text| Policy::parse(text.as_bytes()).expect_err("malformed").to_string());
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn groups_nested_48_deep_are_counted_without_recursion() {
    let mut text = format!("witness w {}\ngroup g0 all w\n", witness(1).verifier());
    for depth in 1..48 {
        writeln!(text, "group g{depth} any g{}", depth - 1).expect("a text");
    }
    let policy = Policy::parse(format!("{text}quorum g47\n").as_bytes()).expect("a policy");
    assert!(policy.reached(&BTreeSet::from([0])) && !policy.reached(&BTreeSet::new()));
    assert!(Policy::parse(format!("{text}group g48 any g47\nquorum g48\n").as_bytes()).is_err());
}

#[test]
fn threat_04_collusion_needs_a_member_of_each_group() {
    let policy = Policy::parse(independent().as_bytes()).expect("a policy");
    assert_eq!(policy.fewest(), 4);
    for name in ["supervisor", "societies", "abroad", "everyone"] {
        assert_eq!(policy.needs(name), Some(true), "{name}");
    }
    for name in ["society1", "abroad2"] {
        assert_eq!(policy.needs(name), Some(false), "{name}");
    }
}

proptest! {
    #[test]
    fn threat_04_no_quorum_is_reached_without_the_supervisor_two_societies_and_one_abroad(bits in 0_u8..64) {
        let policy = Policy::parse(independent().as_bytes()).expect("a policy");
        let has = |place: u32| bits >> place & 1 == 1;
        let witnesses = (0..6).filter(|place| has(*place)).map(|place| place as usize).collect();
        let societies = (1..4).filter(|place| has(*place)).count();
        prop_assert_eq!(policy.reached(&witnesses), has(0) && societies >= 2 && (has(4) || has(5)));
    }
}
