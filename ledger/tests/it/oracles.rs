//! Three implementations by others must agree with us, on what holds and on what does not.

use crate::{cosigned, first, leaves, place};
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::merkle::{Paths, consistency, root};
use ledger::note::SigningKey;
use signed_note::{StandardVerifier, VerifierList};
use sigstore_merkle::{verify_consistency_proof, verify_inclusion_proof};
use sigstore_types::Sha256Hash;
use tlog_tiles::tlog;

fn tlog_hash(hash: &ledger::Hash) -> tlog::Hash {
    tlog::Hash(hash.0)
}

fn sigstore_hash(hash: &ledger::Hash) -> Sha256Hash {
    Sha256Hash::new(hash.0)
}

#[test]
fn l04_two_foreign_implementations_agree_on_every_path_up_to_size_260() {
    crate::sigstore::ready();
    let all = leaves(260);
    for size in 1..=260 {
        let paths = Paths::new(first(&all, size).to_vec());
        let (tlog_root, sigstore_root) = (tlog_hash(&paths.root()), sigstore_hash(&paths.root()));
        for (index, leaf) in (0..size).zip(&all) {
            let path = paths.path(index).expect("inside");
            let theirs = path.iter().map(tlog_hash).collect();
            tlog::check_record(&theirs, size, tlog_root, index, tlog_hash(leaf)).expect("accepted");
            let wrong = (index + 1) % size;
            assert!(
                tlog::check_record(&theirs, size, tlog_root, wrong, tlog_hash(leaf)).is_err() || size == 1
            );
            let forged = tlog_hash(&leaf_hash(b"forged"));
            assert!(tlog::check_record(&theirs, size, forged, index, tlog_hash(leaf)).is_err());
            let theirs: Vec<_> = path.iter().map(sigstore_hash).collect();
            let leaf = sigstore_hash(leaf);
            verify_inclusion_proof(&leaf, index, size, &theirs, &sigstore_root).expect("accepted");
            assert!(
                verify_inclusion_proof(&leaf, (index + 1) % size, size, &theirs, &sigstore_root).is_err()
                    || size == 1
            );
        }
    }
}

#[test]
fn l04_two_foreign_implementations_agree_that_a_tree_only_grew() {
    crate::sigstore::ready();
    let all = leaves(260);
    let roots: Vec<_> = (0..=260).map(|size| root(first(&all, size))).collect();
    let forged = leaf_hash(b"forged");
    for new in 1..=260 {
        let grown = first(&all, new);
        let whole = roots[place(new)];
        for old in 1..=new {
            let (proof, before) = (consistency(grown, old).expect("inside"), roots[place(old)]);
            let theirs = proof.iter().map(tlog_hash).collect();
            tlog::check_tree(&theirs, new, tlog_hash(&whole), old, tlog_hash(&before)).expect("accepted");
            assert!(tlog::check_tree(&theirs, new, tlog_hash(&whole), old, tlog_hash(&forged)).is_err());
            let theirs: Vec<_> = proof.iter().map(sigstore_hash).collect();
            let (before, whole) = (sigstore_hash(&before), sigstore_hash(&whole));
            verify_consistency_proof(old, new, &theirs, &before, &whole).expect("accepted");
            let forged = sigstore_hash(&forged);
            assert!(verify_consistency_proof(old, new, &theirs, &forged, &whole).is_err());
        }
    }
    println!("foreign verifier agreed: tlog_tiles");
    println!("foreign verifier agreed: sigstore-merkle");
}

#[test]
fn l04_foreign_code_reads_our_checkpoint_and_refuses_it_altered() {
    let key = SigningKey::from_seed("waarborg.example/log", &[5; 32]).expect("a name");
    let ours = Checkpoint { origin: "waarborg.example/log".into(), size: 260, root: root(&leaves(260)) };
    let note = ours.sign(&key).expect("signed");
    let verify = |note: &str| {
        let verifier = StandardVerifier::new(&key.verifier().to_string()).expect("a key");
        let note = signed_note::Note::from_bytes(note.as_bytes()).expect("a note");
        note.verify(&VerifierList::new(vec![Box::new(verifier)])).map(|_| note.text().to_vec())
    };
    let text = verify(&note).expect("signed");
    let theirs = tlog_tiles::Checkpoint::from_bytes(&text).expect("a checkpoint");
    assert_eq!((theirs.origin(), theirs.size()), ("waarborg.example/log", 260));
    assert_eq!(theirs.hash().0, ours.root.0);
    assert!(verify(&note.replace("\n260\n", "\n261\n")).is_err());
    let many = cosigned(&note, &[1, 2, 3], 1_790_000_000);
    assert_eq!(verify(&many).expect("cosignatures are not in its way"), text);
    assert!(verify(&many.replace("\n260\n", "\n261\n")).is_err());
    println!("foreign verifier agreed: signed_note");
}
