use crate::leaves;
use ledger::merkle::{inclusion, root, verify_inclusion};
use ledger::tiles::{Kind, Tile, Tree, bundles, entries, grow};
use std::collections::HashMap;

/// A log that grew in these steps; every file is written once and never again with other bytes.
fn written(steps: &[u64]) -> HashMap<String, Vec<u8>> {
    let mut files = HashMap::<String, Vec<u8>>::new();
    let mut old = 0;
    for size in steps {
        let all = leaves(*size);
        let fresh = grow(old, &all[old as usize..], &mut |tile| {
            files.get(&tile.path()).cloned()
        })
        .expect("grown");
        for (tile, bytes) in fresh {
            let before = files.insert(tile.path(), bytes.clone());
            assert!(
                before.is_none_or(|before| before == bytes),
                "{} was rewritten",
                tile.path()
            );
        }
        old = *size;
    }
    files
}

#[test]
fn tiles_tell_the_same_root_and_paths_as_the_leaves() {
    for steps in [
        &[1][..],
        &[3, 256, 257],
        &[255, 512, 70_000],
        &[1, 2, 3, 300, 65_536, 65_537, 66_000],
    ] {
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
            verify_inclusion(&root(&all), size, index, &all[index as usize], &path).expect("proved");
        }
    }
}

#[test]
fn l04_a_foreign_implementation_names_the_files_alike() {
    for (level, index, width) in [
        (0_u8, 0, 256),
        (0, 999, 256),
        (1, 1_000, 17),
        (2, 1_234_067, 256),
        (0, 70_000_123, 1),
    ] {
        let ours = Tile {
            kind: Kind::Level(level),
            index,
            width,
        }
        .path();
        // The Go-derived code writes the height of a tile as one more step.
        let width = u32::try_from(width).expect("small");
        let theirs = tlog_tiles::Tile::new(8, level, index, width, false)
            .path()
            .replacen("tile/8/", "tile/", 1);
        assert_eq!(ours, theirs);
    }
}

#[test]
fn bundles_hold_the_entries_and_say_where_they_break() {
    let texts: Vec<Vec<u8>> = (0..300_u32)
        .map(|number| number.to_string().into_bytes())
        .collect();
    let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
    let files = bundles(0, &[], &texts).expect("short entries");
    assert_eq!(
        files.iter().map(|(tile, _)| tile.path()).collect::<Vec<_>>(),
        ["tile/entries/000", "tile/entries/001.p/44"]
    );
    let read: Vec<&[u8]> = files
        .iter()
        .flat_map(|(_, bytes)| entries(bytes).expect("whole"))
        .collect();
    assert_eq!(read, texts);
    let broken = &files[1].1[..files[1].1.len() - 1];
    assert!(
        entries(broken)
            .expect_err("broken")
            .to_string()
            .starts_with("the bundle breaks off at byte")
    );
    assert!(bundles(0, &[], &[&[0; 65_536]]).is_err());
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
