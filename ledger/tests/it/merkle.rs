use crate::leaves;
use ledger::merkle::{Frontier, Paths, consistency, inclusion, root, verify_consistency, verify_inclusion};
use ledger::{Hash, leaf_hash, node_hash};
use proptest::prelude::*;

#[test]
fn l04_the_roots_are_those_published_with_rfc_6962() {
    // The eight inputs and roots of the reference test set of Certificate Transparency.
    let inputs: [&[u8]; 4] = [b"", &[0], &[0x10], &[0x20, 0x21]];
    let hashes: Vec<Hash> = inputs.iter().map(|input| leaf_hash(input)).collect();
    let expected = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    for (size, wanted) in (1..).zip(expected) {
        assert_eq!(root(&hashes[..size]).to_string(), wanted);
    }
    assert_eq!(
        root(&[]).to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

#[test]
fn l04_a_foreign_implementation_agrees_on_every_proof_up_to_sixty_leaves() {
    for size in 1..=60 {
        let all = leaves(size);
        let whole = tlog_tiles::tlog::Hash(root(&all).0);
        for (index, leaf) in (0..size).zip(&all) {
            let path = inclusion(&all, index).expect("inside");
            let foreign: Vec<_> = path.iter().map(|hash| tlog_tiles::tlog::Hash(hash.0)).collect();
            let leaf = tlog_tiles::tlog::Hash(leaf.0);
            tlog_tiles::tlog::check_record(&foreign, size, whole, index, leaf).expect("accepted");
        }
        for old in 1..=size {
            let proof = consistency(&all, old).expect("inside");
            let foreign: Vec<_> = proof.iter().map(|hash| tlog_tiles::tlog::Hash(hash.0)).collect();
            let before = tlog_tiles::tlog::Hash(root(&all[..old as usize]).0);
            tlog_tiles::tlog::check_tree(&foreign, size, whole, old, before).expect("accepted");
        }
    }
}

#[test]
fn l04_every_prefix_proves_into_every_larger_tree_and_no_altered_root_does() {
    for size in 1..=70_u64 {
        let all = leaves(size);
        let new = (size, root(&all));
        for old in 0..=size {
            let before = (old, root(&all[..old as usize]));
            let proof = consistency(&all, old).expect("inside");
            verify_consistency(before, new, &proof).expect("a prefix");
            if old > 0 {
                let forged = (old, leaf_hash(b"forged"));
                assert!(
                    verify_consistency(forged, new, &proof).is_err(),
                    "{old} of {size}"
                );
            }
        }
    }
}

#[test]
fn the_kept_levels_answer_the_same_paths() {
    for size in [1, 2, 3, 7, 8, 9, 255, 256, 257, 1_000] {
        let all = leaves(size);
        let paths = Paths::new(all.clone());
        assert_eq!(paths.root(), root(&all));
        for index in (0..size).step_by(3) {
            assert_eq!(paths.path(index), inclusion(&all, index), "{index} of {size}");
        }
        assert!(paths.path(size).is_err());
    }
}

#[test]
fn parts_that_were_hashed_apart_join_to_the_same_tree() {
    let all = leaves(3 * 256 + 5);
    let mut joined = Frontier::default();
    for part in all.chunks(256) {
        if part.len() == 256 {
            assert!(joined.push_subtree(8, root(part)));
        } else {
            part.iter().for_each(|leaf| joined.push(*leaf));
        }
    }
    assert_eq!(joined.root(), root(&all));
    assert!(
        !joined.push_subtree(8, node_hash(&all[0], &all[1])),
        "not at a border"
    );
}

proptest! {
    #[test]
    fn l04_a_path_proves_its_own_leaf_at_its_own_place_only(size in 1_u64..400, index in 0_u64..400, other in 0_u64..400) {
        prop_assume!(index < size);
        let all = leaves(size);
        let top = root(&all);
        let path = inclusion(&all, index).expect("inside");
        let leaf = &all[index as usize];
        prop_assert!(verify_inclusion(&top, size, index, leaf, &path).is_ok());
        prop_assert!(verify_inclusion(&top, size, index, &leaf_hash(b"other"), &path).is_err());
        if other != index {
            prop_assert!(verify_inclusion(&top, size, other, leaf, &path).is_err());
        }
        prop_assert!(verify_inclusion(&top, size, index, leaf, &path[..path.len().saturating_sub(1)]).is_err() || path.is_empty());
    }
}
