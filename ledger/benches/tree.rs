//! Prints what the ledger does in a second, beside two implementations by others in the same run.
//!
//! One core, one thread. The figures of others are for the same leaves and the same question.

use ledger::checkpoint::Checkpoint;
use ledger::merkle::{Frontier, Paths, ProofError, root, verify_inclusion};
use ledger::note::SigningKey;
use ledger::tiles::{Tile, Tree, bundles, grow};
use ledger::{Hash, audit, leaf_hash};
use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tlog_tiles::tlog;

const LEAVES: u64 = 1_000_000;
const ENTRY: usize = 512;
const PATHS: u64 = 20_000;

fn main() -> Result<(), Box<dyn Error>> {
    let entries: Vec<Vec<u8>> = (0..LEAVES).map(entry).collect();
    let leaves = hashing(&entries)?;
    trees(&leaves)?;
    paths(&leaves)?;
    files(&entries, &leaves)?;
    Ok(())
}

/// 512 bytes that differ from entry to entry.
fn entry(number: u64) -> Vec<u8> {
    number.to_le_bytes().into_iter().cycle().take(ENTRY).collect()
}

fn hashing(entries: &[Vec<u8>]) -> Result<Vec<Hash>, Box<dyn Error>> {
    let (leaves, ours) = timed(|| entries.iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>());
    let (theirs, other) = timed(|| entries.iter().map(|entry| tlog::record_hash(entry)).collect::<Vec<_>>());
    let same = leaves.iter().zip(&theirs).all(|(one, other)| one.0 == other.0);
    agree(same)?;
    line("leaf hashes of 512-byte entries", LEAVES, ours);
    ratio("tlog_tiles", ours, other);
    Ok(leaves)
}

fn trees(leaves: &[Hash]) -> Result<(), Box<dyn Error>> {
    let (ours, one) = timed(|| root(leaves));
    line("root of 1,000,000 leaf hashes", LEAVES, one);
    let (theirs, other) = timed(|| foreign_root(leaves));
    agree(theirs?.0 == ours.0)?;
    ratio("tlog_tiles", one, other);
    let (joined, two) = timed(|| by_two_threads(leaves));
    agree(joined == Some(ours))?;
    line("the same by two threads", LEAVES, two);
    Ok(())
}

/// What a caller with threads does: subtrees of 2^16 leaves apart, joined in order.
fn by_two_threads(leaves: &[Hash]) -> Option<Hash> {
    let parts: Vec<&[Hash]> = leaves.chunks(1 << 16).collect();
    let (left, right) = parts.split_at(parts.len() / 2);
    let roots = |parts: &[&[Hash]]| parts.iter().map(|part| root(part)).collect::<Vec<_>>();
    let hashed = std::thread::scope(|scope| {
        let other = scope.spawn(|| roots(left));
        let second = roots(right);
        other.join().map(|first| [first, second].concat())
    });
    let mut tree = Frontier::default();
    for (part, hash) in parts.iter().zip(hashed.ok()?) {
        if part.len() == 1 << 16 {
            tree.push_subtree(16, hash).then_some(())?;
        } else {
            for leaf in *part {
                tree.push(*leaf);
            }
        }
    }
    Some(tree.root())
}

struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let at = |index: &u64| usize::try_from(*index).ok().and_then(|index| self.0.get(index));
        indexes.iter().map(|index| at(index).copied().ok_or(tlog::Error::InvalidProof)).collect()
    }
}

fn foreign_root(leaves: &[Hash]) -> Result<tlog::Hash, tlog::Error> {
    let mut stored = Stored(vec![]);
    for (number, leaf) in (0..).zip(leaves) {
        let more = tlog::stored_hashes_for_record_hash(number, tlog::Hash(leaf.0), &stored)?;
        stored.0.extend(more);
    }
    tlog::tree_hash(LEAVES, &stored)
}

fn paths(leaves: &[Hash]) -> Result<(), Box<dyn Error>> {
    let (paths, built) = timed(|| Paths::new(leaves.to_vec()));
    line("all levels of the tree, kept", LEAVES, built);
    let step = LEAVES / PATHS;
    let asked = || (0..LEAVES).step_by(usize::try_from(step).unwrap_or(1));
    let (answered, read) = timed(|| asked().map(|index| paths.path(index)).collect::<Result<Vec<_>, _>>());
    line("paths read from them", PATHS, read);
    let (answered, top) = (answered?, paths.root());
    let all = || asked().zip(&answered);
    let leaf = |index: u64| usize::try_from(index).ok().and_then(|place| leaves.get(place));
    let (ours, one) = timed(|| {
        all().try_for_each(|(index, path)| {
            let leaf = leaf(index).ok_or(ProofError::WrongRoot)?;
            verify_inclusion(&top, LEAVES, index, leaf, path)
        })
    });
    ours?;
    line("paths verified", PATHS, one);
    let foreign: Vec<(u64, Vec<_>)> =
        all().map(|(index, path)| (index, path.iter().map(|hash| tlog::Hash(hash.0)).collect())).collect();
    let (theirs, other) = timed(|| {
        foreign.iter().try_for_each(|(index, path)| {
            let leaf = leaf(*index).ok_or(tlog::Error::InvalidProof)?;
            tlog::check_record(path, LEAVES, tlog::Hash(top.0), *index, tlog::Hash(leaf.0))
        })
    });
    theirs?;
    ratio("tlog_tiles", one, other);
    Ok(())
}

fn files(entries: &[Vec<u8>], leaves: &[Hash]) -> Result<(), Box<dyn Error>> {
    let texts: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
    let (tiles, hashed) = timed(|| grow(0, leaves, &mut |_| None));
    line("leaf hashes into tiles", LEAVES, hashed);
    let (bundled, packed) = timed(|| bundles(0, &[], &texts));
    line("entries into bundles", LEAVES, packed);
    let files: HashMap<Tile, Vec<u8>> = tiles?.into_iter().chain(bundled?).collect();
    let checkpoint = Checkpoint { origin: "waarborg.example/log".into(), size: LEAVES, root: root(leaves) };
    let mut read = |tile: &Tile| files.get(tile).cloned();
    let (found, audited) = timed(|| audit::audit(&checkpoint, entries, &mut read));
    agree(found?.root == checkpoint.root)?;
    line("entries of a whole log audited", LEAVES, audited);
    let mut tree = Tree::new(LEAVES, &mut read);
    let (path, one) = timed(|| tree.inclusion(LEAVES / 3));
    println!("{:<36} {:>12.1} µs, {} hashes", "one path from tiles, cold", micros(one), path?.len());
    let key = SigningKey::from_seed("waarborg.example/log", &[1; 32])?;
    let (note, signed) = timed(|| checkpoint.sign(&key));
    let (note, public) = (note?, key.verifier());
    let (opened, checked) = timed(|| Checkpoint::verify(&note, &public));
    agree(opened? == checkpoint)?;
    let (signed, checked) = (micros(signed), micros(checked));
    println!("{:<36} {signed:>12.1} µs signed, {checked:.1} µs verified", "checkpoint");
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a bench is where time is measured")]
fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = black_box(act());
    (done, start.elapsed())
}

fn line(what: &str, count: u64, time: Duration) {
    let each = time.as_nanos() / u128::from(count.max(1));
    let second = 1_000_000_000_u128.checked_div(each.max(1)).unwrap_or(0);
    println!("{what:<36} {second:>12} /s {:>9} ms", time.as_millis());
}

fn ratio(name: &str, ours: Duration, theirs: Duration) {
    let times = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("    {name} takes {times:.2} times as long");
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn agree(same: bool) -> Result<(), &'static str> {
    same.then_some(()).ok_or("two implementations disagree")
}
