//! Rows of the threat table (issue 4) that the pure crate shows; others stand beside what they are about.

use crate::fields::{logged, policy, twenty};
use crate::{ORIGIN, cosigned, first, leaves, log_key, signed, witness};
use ledger::audit::audit_files;
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::merkle::{consistency, root, verify_consistency};
use ledger::policy::Policy;
use ledger::tiles::{Tile, bundles, grow};
use ledger::witness::{AddCheckpoint, Witness};
use std::collections::BTreeMap;

const NOW: u64 = 1_790_000_000;

#[test]
fn threat_01_and_19_one_flipped_byte_in_any_file_is_found_and_named() {
    let entries: Vec<Vec<u8>> = (0..300_u32).map(|number| number.to_be_bytes().to_vec()).collect();
    let hashes: Vec<_> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    let texts: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
    let written = grow(0, &hashes, &mut |_| None).expect("grown").into_iter();
    let written = written.chain(bundles(0, &[], &texts).expect("short"));
    let files: BTreeMap<String, Vec<u8>> = written.map(|(tile, bytes)| (tile.path(), bytes)).collect();
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 300, root: root(&hashes) };
    for (path, bytes) in &files {
        for place in (0..bytes.len()).step_by(37) {
            let mut files = files.clone();
            files.get_mut(path).expect("a file")[place] ^= 0x20;
            let mut read = |tile: &Tile| files.get(&tile.path()).cloned();
            let misfit = audit_files(&checkpoint, &mut read).expect_err("found");
            assert!(misfit.position.is_some() || misfit.path == "checkpoint", "{path} {place}: {misfit}");
        }
    }
}

#[test]
fn threat_03_a_receipt_from_a_secret_fork_lacks_its_quorum_and_old_cosignatures_do_not_fit_it() {
    let (entry, honest) = logged(&[1, 2]);
    assert!(honest.verify_under(entry.as_bytes(), &policy()).expect("proved").quorum);
    let mut fork = honest.clone();
    let mut log = leaves(30);
    log[11] = leaf_hash(b"another decision");
    let note = signed(&log);
    fork.path = ledger::merkle::inclusion(&log, 11).expect("inside");
    fork.checkpoint = note.clone();
    let standing = fork.verify_under(b"another decision", &policy()).expect("the log's key signed it");
    assert!(!standing.quorum && standing.witnesses.is_empty());
    // The witnesses' lines over the public tree, put under the secret one.
    let lines = honest.checkpoint.split('\n').filter(|line| line.contains("witness"));
    fork.checkpoint = lines.fold(note, |note, line| format!("{note}{line}\n"));
    assert!(fork.verify_under(b"another decision", &policy()).is_err());
}

#[test]
fn threat_06_and_07_cosignatures_that_are_too_early_or_too_late_are_no_quorum() {
    let note = cosigned(&cosigned(&signed(&leaves(12)), &[1], NOW), &[2], NOW + 600);
    let standing = policy().evaluate(&note).expect("the log's");
    assert!(standing.quorum);
    for (earliest, latest, timely) in [
        (NOW, NOW + 600, true),
        (0, u64::MAX, true),
        (NOW + 1, NOW + 600, false),
        (NOW, NOW + 599, false),
        (NOW + 601, u64::MAX, false),
    ] {
        assert_eq!(policy().reached_between(&standing, earliest, latest), timely, "{earliest}..{latest}");
    }
}

#[test]
fn threat_09_a_log_restored_from_an_old_copy_is_told_so_by_any_witness() {
    let all = leaves(40);
    let mut machine = Witness::default();
    machine.follow(ORIGIN, log_key().verifier().into(), None);
    let ask = |size: u64, old: u64| AddCheckpoint {
        old,
        proof: consistency(first(&all, size), old).unwrap_or_default(),
        checkpoint: signed(first(&all, size)),
    };
    let step = machine.judge(&ask(40, 0)).expect("granted");
    machine.advance(&step, &[witness(1)], NOW).expect("signed");
    let restored = machine.judge(&ask(20, 20)).expect_err("restored");
    assert_eq!((restored.status(), restored.body().as_str()), (409, "40\n"));
}

#[test]
fn threat_18_no_altered_byte_of_a_cosigned_receipt_proves_another_entry_or_gains_a_witness() {
    let (entry, good) = logged(&[1, 2]);
    let text = good.to_string();
    let standing = good.verify_under(entry.as_bytes(), &policy()).expect("proved");
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(altered) = String::from_utf8(bytes) else { continue };
        let proved = altered.parse().ok();
        let proved = proved
            .and_then(|proof: ledger::proof::LogProof| proof.verify_under(entry.as_bytes(), &policy()).ok());
        // A name or key id that is no longer known takes its witness away; it never adds one.
        assert!(
            proved.is_none_or(|other| other.checkpoint == standing.checkpoint && !other.quorum),
            "byte {place}"
        );
    }
    assert!(good.verify_under(b"another", &policy()).is_err());
    assert_eq!(twenty().root(), twenty().root());
}

#[test]
fn threat_20_two_checkpoints_of_one_key_that_do_not_extend_each_other_are_evidence() {
    let honest = leaves(20);
    let mut forged = leaves(25);
    forged[3] = leaf_hash(b"rewritten");
    let key = log_key().verifier();
    let (one, other) = (signed(&honest), signed(&forged));
    let read = |note: &str| Checkpoint::verify(note, &key).expect("the same key signed both");
    let (old, new) = (read(&one), read(&other));
    let proof = consistency(&forged, 20).expect("inside");
    assert!(verify_consistency((old.size, old.root), (new.size, new.root), &proof).is_err());
}

#[test]
fn threat_17_a_note_that_repeats_a_known_line_costs_a_bounded_time_and_counts_once() {
    let note = signed(&leaves(12));
    let line = cosigned(&note, &[1], NOW).replace(&note, "");
    let text = format!("log {}\nwitness a {}\nquorum a\n", log_key().verifier(), witness(1).verifier());
    let policy = Policy::parse(text.as_bytes()).expect("a policy");
    let standing = policy.evaluate(&format!("{note}{}", line.repeat(63))).expect("64 lines");
    assert_eq!((standing.witnesses.len(), standing.quorum), (1, true));
    assert!(policy.evaluate(&format!("{note}{}", line.repeat(64))).is_err());
}
