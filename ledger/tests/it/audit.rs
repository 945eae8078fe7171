use ledger::audit::{Misfit, Wrong, audit, audit_files};
use ledger::checkpoint::Checkpoint;
use ledger::merkle::root;
use ledger::tiles::{Tile, bundles, grow};
use ledger::{Hash, leaf_hash};
use std::collections::BTreeMap;

/// Enough entries for three full bundles and a partial one.
const SIZE: u64 = 3 * 256 + 17;

#[derive(Clone)]
struct Log {
    entries: Vec<Vec<u8>>,
    files: BTreeMap<String, Vec<u8>>,
    checkpoint: Checkpoint,
}

impl Log {
    fn of(size: u64) -> Self {
        let entries: Vec<Vec<u8>> =
            (0..size).map(|number| format!("{{\"entry\":{number}}}").into_bytes()).collect();
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let texts: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
        let hashes = grow(0, &leaves, &mut |_| None).expect("grown");
        let written = bundles(0, &[], &texts).expect("short entries");
        let files = hashes.into_iter().chain(written);
        Self {
            files: files.map(|(tile, bytes)| (tile.path(), bytes)).collect(),
            checkpoint: Checkpoint { origin: "waarborg.example/log".into(), size, root: root(&leaves) },
            entries,
        }
    }

    fn audit(&self) -> Result<u64, Misfit> {
        let mut read = |tile: &Tile| self.files.get(&tile.path()).cloned();
        audit(&self.checkpoint, &self.entries, &mut read).map(|found| found.size)
    }

    fn mirror(&self) -> Result<u64, Misfit> {
        let mut read = |tile: &Tile| self.files.get(&tile.path()).cloned();
        audit_files(&self.checkpoint, &mut read).map(|found| found.size)
    }
}

#[test]
fn a_whole_log_fits_at_any_size() {
    for size in [0, 1, 255, 256, 257, SIZE, 65_536 + 300] {
        let log = Log::of(size);
        assert_eq!((log.audit(), log.mirror()), (Ok(size), Ok(size)));
    }
}

#[test]
fn entries_beyond_the_checkpoint_are_left_alone_and_full_files_stand_in_for_partial_ones() {
    let mut log = Log::of(SIZE);
    log.checkpoint = Log::of(SIZE - 10).checkpoint;
    // The log has grown to 1024 since, and dropped the partial files for which there are full ones now.
    log.files.retain(|path, _| !path.ends_with("003.p/17"));
    log.files.extend(Log::of(1024).files);
    assert_eq!(log.mirror(), Ok(SIZE - 10));
    assert_eq!(log.audit(), Ok(SIZE - 10));
}

#[test]
fn l04_one_flipped_byte_in_any_file_is_named() {
    let whole = Log::of(SIZE);
    for (path, bytes) in &whole.files {
        for place in (0..bytes.len()).step_by(131).chain([bytes.len() - 1]) {
            let mut log = whole.clone();
            log.files.get_mut(path).expect("the file")[place] ^= 1;
            let found = log.audit().expect_err("a misfit");
            assert_eq!((&found.path, found.offset), (path, place as u64), "{found}");
            assert!(log.mirror().is_err(), "{path} {place}");
        }
    }
}

#[test]
fn l04_the_tree_tells_who_is_wrong() {
    let mut found = vec![];
    let mut say = |name: &str, change: fn(&mut Log)| {
        let mut log = Log::of(SIZE);
        change(&mut log);
        let (own, mirror) = (log.audit(), log.mirror());
        let words = |found: Result<u64, Misfit>| {
            found.map_or_else(|misfit| misfit.to_string(), |size| format!("{size} fit"))
        };
        found.push(format!("{name}\n  log:    {}\n  mirror: {}", words(own), words(mirror)));
    };
    say("an entry altered in the store", |log| log.entries[300][9] ^= 1);
    say("an entry lost from the store", |log| {
        drop(log.entries.remove(300));
    });
    say("the store cut short", |log| log.entries.truncate(700));
    say("an entry too long", |log| log.entries[300] = vec![0; 70_000]);
    say("an entry altered in the bundle", |log| {
        file(log, "tile/entries/001")[40] ^= 1;
    });
    say("an entry altered in both", |log| {
        log.entries[258][9] ^= 1;
        file(log, "tile/entries/001")[2 + 13 + 2 + 13 + 2 + 9] ^= 1;
    });
    say("a bundle cut short", |log| {
        file(log, "tile/entries/001").truncate(100);
    });
    say("a bundle with more", |log| {
        file(log, "tile/entries/003.p/17").extend([0, 0]);
    });
    say("a bundle with half an entry more", |log| {
        file(log, "tile/entries/003.p/17").push(7);
    });
    say("no bundle", |log| drop(log.files.remove("tile/entries/001")));
    say("no leaf tile", |log| drop(log.files.remove("tile/0/002")));
    say("no partial tile", |log| drop(log.files.remove("tile/0/003.p/17")));
    say("an altered upper tile", |log| {
        file(log, "tile/1/000.p/3")[64] ^= 1;
    });
    say("a longer tile", |log| file(log, "tile/0/001").push(0));
    say("another root", |log| log.checkpoint.root = leaf_hash(b"forged"));
    insta::assert_snapshot!(found.join("\n"));
}

fn file<'a>(log: &'a mut Log, path: &str) -> &'a mut Vec<u8> {
    log.files.get_mut(path).expect("a file")
}

#[test]
fn the_kind_of_misfit_can_be_told_by_a_program() {
    let mut log = Log::of(300);
    log.entries[299][3] ^= 1;
    let found = log.audit().expect_err("altered");
    assert_eq!((found.what, found.position), (Wrong::Stored, Some(299)));
}
