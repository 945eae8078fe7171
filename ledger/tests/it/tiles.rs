use crate::{first, leaves, place};
use ledger::merkle::{consistency, inclusion, root, verify_consistency, verify_inclusion};
use ledger::tiles::{Kind, Tile, Tree, bundles, entries, grow};
use std::collections::HashMap;

/// A log that grew in these steps; every file is written once and never again with other bytes.
fn written(steps: &[u64]) -> HashMap<String, Vec<u8>> {
    let mut files = HashMap::<String, Vec<u8>>::new();
    let mut old = 0;
    for size in steps {
        let all = leaves(*size);
        let fresh =
            grow(old, &all[place(old)..], &mut |tile| files.get(&tile.path()).cloned()).expect("grown");
        for (tile, bytes) in fresh {
            let before = files.insert(tile.path(), bytes.clone());
            assert!(before.is_none_or(|before| before == bytes), "{} was rewritten", tile.path());
        }
        old = *size;
    }
    files
}

#[test]
fn tiles_tell_the_same_root_and_paths_as_the_leaves() {
    for steps in [&[1][..], &[3, 256, 257], &[255, 512, 2_000], &[1, 2, 3, 300, 65_536, 65_537, 66_000]] {
        let files = written(steps);
        let size = *steps.last().expect("a step");
        let all = leaves(size);
        let mut read = |tile: &Tile| files.get(&tile.path()).cloned();
        let mut tree = Tree::new(size, &mut read);
        assert_eq!(tree.root().expect("a root"), root(&all));
        assert_eq!(tree.frontier().expect("an edge").root(), root(&all));
        for index in [0, size / 3, size - 1] {
            let path = tree.inclusion(index).expect("inside");
            assert_eq!(Ok(&path), inclusion(&all, index).as_ref());
            verify_inclusion(&root(&all), size, index, &all[place(index)], &path).expect("proved");
        }
        for old in [1, size / 2, size] {
            let proof = tree.consistency(old).expect("inside");
            assert_eq!(Ok(&proof), consistency(&all, old).as_ref());
            let before = (old, root(first(&all, old)));
            verify_consistency(before, (size, root(&all)), &proof).expect("a prefix");
        }
        assert!(tree.inclusion(size).is_err() && tree.consistency(size + 1).is_err());
    }
}

#[test]
fn l04_a_foreign_implementation_names_the_files_alike() {
    for (level, index, width) in
        [(0_u8, 0, 256), (0, 999, 256), (1, 1_000, 17), (2, 1_234_067, 256), (0, 70_000_123, 1)]
    {
        let ours = Tile { kind: Kind::Level(level), index, width }.path();
        // The Go-derived code writes the height of a tile as one more step.
        let width = u32::try_from(width).expect("small");
        let theirs =
            tlog_tiles::Tile::new(8, level, index, width, false).path().replacen("tile/8/", "tile/", 1);
        assert_eq!(ours, theirs);
    }
}

#[test]
fn bundles_hold_the_entries_and_say_where_they_break() {
    let texts: Vec<Vec<u8>> = (0..300_u32).map(|number| number.to_string().into_bytes()).collect();
    let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
    let files = bundles(0, &[], &texts).expect("short entries");
    assert_eq!(
        files.iter().map(|(tile, _)| tile.path()).collect::<Vec<_>>(),
        ["tile/entries/000", "tile/entries/001.p/44"]
    );
    let read: Vec<&[u8]> = files.iter().flat_map(|(_, bytes)| entries(bytes).expect("whole")).collect();
    assert_eq!(read, texts);
    let broken = &files[1].1[..files[1].1.len() - 1];
    assert!(entries(broken).expect_err("broken").to_string().starts_with("the bundle breaks off at byte"));
    assert!(bundles(0, &[], &[&vec![0; 65_536]]).is_err());
}

#[test]
fn a_missing_or_short_tile_is_named() {
    let mut files = written(&[600]);
    let bytes = files.remove("tile/0/001").expect("a full tile");
    let mut read = |tile: &Tile| files.get(&tile.path()).cloned();
    let missing = Tree::new(600, &mut read).inclusion(300).expect_err("missing");
    assert_eq!(missing.to_string(), "tile/0/001 is missing");
    files.insert("tile/0/001".into(), bytes[..100].to_vec());
    let mut read = |tile: &Tile| files.get(&tile.path()).cloned();
    let short = Tree::new(600, &mut read).inclusion(300).expect_err("short");
    assert_eq!(short.to_string(), "tile/0/001 has 100 bytes, expected 8192");
}

#[test]
fn l04_the_proofs_from_tiles_are_those_from_the_leaves_at_every_small_size() {
    for size in 1..40 {
        let (all, files) = (leaves(size), written(&[size]));
        let mut read = |tile: &Tile| files.get(&tile.path()).cloned();
        let mut tree = Tree::new(size, &mut read);
        for number in 0..size {
            assert_eq!(tree.inclusion(number).ok(), inclusion(&all, number).ok());
            assert_eq!(tree.consistency(number + 1).ok(), consistency(&all, number + 1).ok());
        }
    }
}

#[test]
fn a_partial_tile_that_is_gone_is_cut_from_the_full_one() {
    let mut files = written(&[300, 512]);
    files.remove("tile/0/001.p/44");
    let all = leaves(512);
    let mut read = |tile: &Tile| files.get(&tile.path()).cloned();
    let mut tree = Tree::new(300, &mut read);
    assert_eq!(tree.root(), Ok(root(first(&all, 300))));
}

#[test]
fn a_path_reads_back_as_its_tile_and_no_tile_has_two_paths() {
    for kind in [Kind::Level(0), Kind::Level(7), Kind::Entries] {
        for index in [0, 7, 999, 1_000, 1_234_067, u64::from(u32::MAX), u64::MAX / 256] {
            for width in [1, 17, 255, 256] {
                let tile = Tile { kind, index, width };
                assert_eq!(tile.path().parse(), Ok(tile));
            }
        }
    }
    let refused = [
        "",
        "checkpoint",
        "tile/0",
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/x000/001",
        "tile/0/001/067",
        "tile/0/x001/x067",
        "tile/0/xx001/067",
        "tile/0/+01",
        "tile/0/000/",
        "tile/data/000",
        "tile/entries/../000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ];
    for path in refused {
        assert!(path.parse::<Tile>().is_err(), "{path}");
    }
}

#[test]
fn entries_that_do_not_reach_the_edge_are_refused() {
    let refused = bundles(257, &[], &[b"entry"]).expect_err("one is lacking");
    assert_eq!(refused.to_string(), "the log grows from entry 257: expected the 1 entries before it, got 0");
}
