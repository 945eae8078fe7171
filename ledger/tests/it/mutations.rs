//! Every parser on damaged input: no panic, and what is read prints back as it was.
//!
//! The seeds are the committed corpora of `fuzz`, so that this run and the fuzzer start from the same texts.

use crate::fields::{logged, twenty};
use crate::policies::independent;
use crate::{leaves, log_key, signed, witness};
use ledger::LogKey;
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::{CosignerKey, add};
use ledger::fields::Disclosure;
use ledger::merkle::consistency;
use ledger::note::VerifierKey;
use ledger::policy::Policy;
use ledger::proof::LogProof;
use ledger::receipt::Receipt;
use ledger::tiles::{Tile, entries};
use ledger::tombstone::Tombstone;
use ledger::witness::{AddCheckpoint, Answer};
use proptest::prelude::*;

/// What is done to a text, at places counted in thousandths of its length.
#[derive(Debug, Clone)]
enum Damage {
    Flip(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize, usize),
    Insert(usize, Vec<u8>),
}

/// What means something to one of the formats.
const WORDS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"\xe2\x80\x94 ",
    b"+",
    b" ",
    b"\0",
    b"\xff",
    b"18446744073709551616",
    b"-1",
    b"{\"a\":",
    b"[[[[[[[",
    b"none",
    b"AAAA",
    b"\r",
    b".p/",
    b"x999/",
    b"=",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0_usize..1_000;
    let words = prop::sample::select(WORDS);
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        (at.clone(), 0_usize..400).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at.clone(), 0_usize..200, 1_usize..90)
            .prop_map(|(at, length, times)| Damage::Repeat(at, length, times)),
        (at, words).prop_map(|(at, word)| Damage::Insert(at, word.to_vec())),
    ]
}

fn damaged(seed: &[u8], all: &[Damage]) -> Vec<u8> {
    all.iter().fold(seed.to_vec(), |mut bytes, damage| {
        let end = bytes.len();
        let place = |at: usize| at * end / 1_000;
        match damage {
            Damage::Flip(at, bits) => {
                bytes.iter_mut().skip(place(*at)).take(1).for_each(|byte| *byte ^= bits);
            }
            Damage::Cut(at, length) => drop(bytes.drain(place(*at)..end.min(place(*at) + length))),
            Damage::Repeat(at, length, times) => {
                let part = bytes[place(*at)..end.min(place(*at) + length)].repeat(*times);
                bytes.splice(place(*at)..place(*at), part);
            }
            Damage::Insert(at, word) => drop(bytes.splice(place(*at)..place(*at), word.iter().copied())),
        }
        bytes
    })
}

/// Good texts of each kind.
fn seeds() -> Vec<Vec<u8>> {
    let all = leaves(13);
    let (entry, proof) = logged(&[1, 2]);
    let request =
        AddCheckpoint { old: 8, proof: consistency(&all, 8).expect("inside"), checkpoint: signed(&all) };
    let disclosure = twenty().disclose(&[2, 7]).expect("kept");
    vec![
        signed(&all).into_bytes(),
        proof.to_string().into_bytes(),
        proof.checkpoint.into_bytes(),
        entry.into_bytes(),
        request.to_string().into_bytes(),
        independent().into_bytes(),
        serde_json::to_vec(&disclosure).expect("json"),
        witness(1).verifier().to_string().into_bytes(),
        log_key().verifier().to_string().into_bytes(),
        b"tile/entries/x001/067.p/12".to_vec(),
        b"\0\x05entry\0\0\0\x03abc".to_vec(),
    ]
}

/// Gives the input to every parser.
fn read(bytes: &[u8]) {
    if let Ok(found) = entries(bytes) {
        assert_eq!(found.iter().map(|entry| entry.len() + 2).sum::<usize>(), bytes.len());
    }
    Policy::parse(bytes).ok();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let key = log_key().verifier();
    Checkpoint::verify(text, &key).ok();
    Checkpoint::unverified(text).ok();
    witness(1).verifier().verify(text).ok();
    add(&signed(&leaves(13)), text, &[witness(1).verifier()]).ok();
    if let Ok(proof) = text.parse::<LogProof>() {
        assert_eq!(proof.to_string().parse(), Ok(proof));
    }
    if let Ok(request) = text.parse::<AddCheckpoint>() {
        assert_eq!(request.to_string(), text, "a request has one text");
    }
    if let Ok(tile) = text.parse::<Tile>() {
        assert_eq!(tile.path(), text, "a tile has one path");
    }
    for status in [200, 403, 409] {
        Answer::read(status, "text/x.tlog.size", text).ok();
    }
    Disclosure::parse(text).ok();
    Tombstone::parse(text).ok();
    Receipt::parse(text).ok();
    text.parse::<VerifierKey>().ok();
    text.parse::<CosignerKey>().ok();
    text.parse::<LogKey>().ok();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]
    #[test]
    fn threat_17_no_parser_panics_on_damaged_input(
        seed in 0_usize..11,
        damages in proptest::collection::vec(damage(), 0..6),
    ) {
        read(&damaged(&seeds()[seed], &damages));
    }

    #[test]
    fn threat_17_no_parser_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read(&bytes);
    }
}

#[test]
fn threat_17_the_corpus_of_the_fuzzer_is_read_without_a_panic() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let mut count = 0;
    for target in ["note", "policy", "proof", "receipt", "request", "tile"] {
        for file in std::fs::read_dir(folder.join(target)).expect("a corpus") {
            read(&std::fs::read(file.expect("a file").path()).expect("bytes"));
            count += 1;
        }
    }
    assert!(count >= seeds().len(), "{count} files");
}
