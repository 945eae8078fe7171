use crate::{ORIGIN, cosigned, first, leaves, log_key, signed, witness};
use ledger::Hash;
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::add;
use ledger::leaf_hash;
use ledger::merkle::{consistency, root};
use ledger::note::SigningKey;
use ledger::witness::{AddCheckpoint, Answer, Known, SIZE_TYPE, Witness, monitoring_path};
use proptest::prelude::*;

const NOW: u64 = 1_790_000_000;

fn following() -> Witness {
    let mut witness = Witness::default();
    witness.follow(ORIGIN, log_key().verifier().into(), None);
    witness
}

/// The request of a log with these leaves to a witness that knows the first `old`.
fn request(all: &[Hash], old: u64) -> AddCheckpoint {
    AddCheckpoint { old, proof: consistency(all, old).unwrap_or_default(), checkpoint: signed(all) }
}

fn ask(machine: &mut Witness, request: &AddCheckpoint) -> Answer {
    let step = match machine.judge_text(&request.to_string()) {
        Ok(step) => step,
        Err(answer) => return answer,
    };
    machine.advance(&step, &[witness(1)], NOW).expect("signed")
}

#[test]
fn a_growing_log_is_cosigned_at_each_size_and_the_lines_fit() {
    let mut machine = following();
    let all = leaves(40);
    let mut old = 0;
    for size in [0, 1, 1, 7, 8, 40] {
        let leaves = first(&all, size);
        let answer = ask(&mut machine, &request(leaves, old));
        let Answer::Cosigned(lines) = &answer else { panic!("{size}: {answer:?}") };
        let read = Answer::read(answer.status(), answer.content_type(), &answer.body()).expect("an answer");
        assert_eq!(read, answer);
        let (note, added) = add(&signed(leaves), lines, &[witness(1).verifier()]).expect("gathered");
        assert_eq!((added, note), (1, cosigned(&signed(leaves), &[1], NOW)));
        old = size;
    }
    assert_eq!(machine.latest(ORIGIN), Some(Known { size: 40, root: root(&all) }));
}

#[test]
fn a_request_is_pinned_byte_for_byte() {
    let request = request(&leaves(13), 8);
    insta::assert_snapshot!(request.to_string());
    assert_eq!(request.to_string().parse(), Ok(request));
    assert_eq!(
        monitoring_path(ORIGIN),
        "7e392c1206ae0ae458cc7e4dc2e6c0ff1b08e507738c1509b3f49f2d6e81e347/checkpoint",
        "SHA-256 of the origin"
    );
}

#[test]
fn each_refusal_has_the_status_of_the_protocol() {
    let mut machine = following();
    let all = leaves(20);
    let other: Vec<Hash> = all.iter().map(|leaf| leaf_hash(&leaf.0)).collect();
    assert_eq!(ask(&mut machine, &request(first(&all, 12), 0)).status(), 200);
    let with = |change: &dyn Fn(&mut AddCheckpoint)| {
        let mut changed = request(&all, 12);
        change(&mut changed);
        changed
    };
    let by = |origin: &str, seed: u8| {
        let key = SigningKey::from_seed(origin, &[seed; 32]).expect("a name");
        Checkpoint { origin: origin.into(), size: 20, root: root(&all) }.sign(&key).expect("signed")
    };
    let emptied = Checkpoint { origin: ORIGIN.into(), size: 0, root: root(&all) };
    let samples = [
        ("a fork at the same size", request(&other[..12], 12), 422),
        ("a larger fork with a proof of its own", request(&other, 12), 422),
        ("a proof that lacks a hash", with(&|r| r.proof.truncate(r.proof.len() - 1)), 422),
        ("a proof that is too long", with(&|r| r.proof.push(all[0])), 422),
        ("a proof from nothing", with(&|r| r.old = 0), 409),
        ("an old size that was once", request(&all, 7), 409),
        ("an old size to come", request(&all, 15), 409),
        ("a rollback", request(first(&all, 5), 12), 400),
        ("a rollback from its own past", request(first(&all, 5), 5), 409),
        ("another log", with(&|r| r.checkpoint = by("other.example/log", 7)), 404),
        ("another key", with(&|r| r.checkpoint = by(ORIGIN, 9)), 403),
        ("an altered size", with(&|r| r.checkpoint = r.checkpoint.replace("\n20\n", "\n21\n")), 403),
        ("no checkpoint", with(&|r| r.checkpoint = "text\n".into()), 400),
    ];
    for (name, request, status) in samples {
        let answer = ask(&mut machine, &request);
        assert_eq!(answer.status(), status, "{name}: {answer:?}");
        if status == 409 {
            assert_eq!((answer.body().as_str(), answer.content_type()), ("12\n", SIZE_TYPE));
        }
        assert_eq!(
            Answer::read(status, answer.content_type(), &answer.body()).map(|a| a.status()),
            Ok(status)
        );
    }
    let empty =
        AddCheckpoint { old: 0, proof: vec![], checkpoint: emptied.sign(&log_key()).expect("signed") };
    assert_eq!(ask(&mut following(), &empty).status(), 422, "size 0 has one root");
    let proof = AddCheckpoint { proof: vec![all[0]], ..request(&all, 0) };
    assert_eq!(ask(&mut following(), &proof).status(), 422, "nothing needs no proof");
    assert_eq!(machine.latest(ORIGIN).map(|known| known.size), Some(12), "no refusal moved the state");
}

#[test]
fn a_request_that_was_overtaken_does_not_roll_the_log_back() {
    let mut machine = following();
    let all = leaves(20);
    let small = machine.judge(&request(first(&all, 10), 0)).expect("granted");
    let large = machine.judge(&request(&all, 0)).expect("granted");
    assert_eq!(machine.advance(&large, &[witness(1)], NOW).expect("signed").status(), 200);
    assert_eq!(machine.advance(&small, &[witness(1)], NOW).expect("answered"), Answer::Conflict(20));
    assert_eq!(machine.latest(ORIGIN).map(|known| known.size), Some(20));
}

#[test]
fn threat_22_a_witness_that_forgot_is_seen_by_its_answer_and_a_second_key_makes_it_forget_nothing() {
    let all = leaves(20);
    let mut restored = following();
    assert_eq!(ask(&mut restored, &request(&all, 12)), Answer::Conflict(0), "the log knows that it said 12");
    let mut machine = following();
    ask(&mut machine, &request(&all, 0));
    let next = SigningKey::from_seed(ORIGIN, &[8; 32]).expect("a name");
    machine.follow(ORIGIN, next.verifier().into(), None);
    assert_eq!(machine.latest(ORIGIN).map(|known| known.size), Some(20));
}

#[test]
fn malformed_requests_and_answers_are_refused_with_their_place() {
    let good = request(&leaves(13), 8).to_string();
    let hash = good.lines().nth(1).expect("a hash").to_owned();
    let samples = [
        String::new(),
        "old 0\n".into(),
        good.replace("old 8", "old 08"),
        good.replace("old 8", "new 8"),
        good.replace("old 8", "old 8\r"),
        good.replace(&hash, "AAAA"),
        good.replace(&hash, &format!("{hash}\n").repeat(64)),
        good.replace("\n13\n", "\n-13\n"),
        "x".repeat(200_000),
    ];
    let mut lines =
        samples.map(|text| text.parse::<AddCheckpoint>().expect_err("malformed").to_string()).to_vec();
    let answers = [
        (500, "", ""),
        (200, "", ""),
        (200, "", "no lines"),
        (409, "text/plain", "12\n"),
        (409, SIZE_TYPE, "12"),
        (409, SIZE_TYPE, "012\n"),
        (409, SIZE_TYPE, "\u{1b}[2J"),
    ];
    lines.extend(
        answers.map(|(s, kind, body)| Answer::read(s, kind, body).expect_err("malformed").to_string()),
    );
    lines.push(Answer::read(200, "", &"\u{2014} ".repeat(20_000)).expect_err("too large").to_string());
    insta::assert_snapshot!(lines.join("\n"));
    assert_eq!(Answer::read(409, "text/x.tlog.size; charset=utf-8", "12\n"), Ok(Answer::Conflict(12)));
}

proptest! {
    /// Two histories that part at some size, offered in any order with any old size: whatever is signed is one chain.
    #[test]
    fn threat_02_whatever_is_asked_no_two_signed_trees_contradict_each_other(
        parting in 0_u64..12,
        asked in proptest::collection::vec((any::<bool>(), 0_u64..24, 0_u64..24, any::<bool>()), 1..24),
    ) {
        let honest = leaves(24);
        let forged: Vec<Hash> = (0..).zip(&honest)
            .map(|(place, leaf)| if place < parting { *leaf } else { leaf_hash(&leaf.0) })
            .collect();
        let mut machine = following();
        let mut signed: Vec<Known> = vec![];
        for (fork, size, old, right) in asked {
            let all = if fork { &forged } else { &honest };
            let old = if right { machine.latest(ORIGIN).map_or(0, |known| known.size) } else { old };
            if ask(&mut machine, &request(first(all, size), old)).status() == 200 {
                signed.push(Known { size, root: root(first(all, size)) });
            }
        }
        for pair in signed.windows(2) {
            prop_assert!(pair[0].size <= pair[1].size);
            prop_assert!(pair[0].size != pair[1].size || pair[0].root == pair[1].root);
        }
        let fits = |all: &[Hash]| signed.iter().all(|known| known.root == root(first(all, known.size)));
        prop_assert!(fits(&honest) || fits(&forged));
    }
}
