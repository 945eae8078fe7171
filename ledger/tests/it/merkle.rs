use crate::{first, leaves, place};
use ledger::merkle::{Frontier, Paths, consistency, inclusion, root, verify_consistency, verify_inclusion};
use ledger::{Hash, leaf_hash, node_hash};
use proptest::prelude::*;

/// The eight inputs of the reference test set of Certificate Transparency, in hexadecimal digits.
const INPUTS: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// Its roots over the first one to eight of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn published() -> Vec<Hash> {
    let nibble = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let byte = |pair: &[u8]| nibble(pair[0]).expect("a digit") << 4 | nibble(pair[1]).expect("a digit");
    let bytes = |text: &str| -> Vec<u8> { text.as_bytes().chunks(2).map(byte).collect() };
    INPUTS.iter().map(|input| leaf_hash(&bytes(input))).collect()
}

#[test]
fn l04_the_roots_are_those_published_with_rfc_6962() {
    let leaves = published();
    for (size, wanted) in (1..).zip(ROOTS) {
        assert_eq!(root(&leaves[..size]).to_string(), wanted);
    }
    assert_eq!(root(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn l04_the_proofs_have_the_shape_that_rfc_6962_section_2_1_3_shows() {
    // The tree of seven leaves that the RFC draws, level by level.
    let leaf = &published()[..7];
    let pair = |left: usize| node_hash(&leaf[left], &leaf[left + 1]);
    let four = node_hash(&pair(0), &pair(2));
    let three = node_hash(&pair(4), &leaf[6]);
    assert_eq!(inclusion(leaf, 0), Ok(vec![leaf[1], pair(2), three]));
    assert_eq!(inclusion(leaf, 3), Ok(vec![leaf[2], pair(0), three]));
    assert_eq!(inclusion(leaf, 4), Ok(vec![leaf[5], leaf[6], four]));
    assert_eq!(inclusion(leaf, 6), Ok(vec![pair(4), four]));
    assert_eq!(consistency(leaf, 3), Ok(vec![leaf[2], leaf[3], pair(0), three]));
    assert_eq!(consistency(leaf, 4), Ok(vec![three]));
    assert_eq!(consistency(leaf, 6), Ok(vec![pair(4), leaf[6], four]));
}

#[test]
fn l04_every_prefix_proves_into_every_larger_tree_and_no_altered_root_does() {
    for size in 1..=70_u64 {
        let all = leaves(size);
        let new = (size, root(&all));
        for old in 0..=size {
            let before = (old, root(first(&all, old)));
            let proof = consistency(&all, old).expect("inside");
            verify_consistency(before, new, &proof).expect("a prefix");
            if old > 0 {
                let forged = (old, leaf_hash(b"forged"));
                assert!(verify_consistency(forged, new, &proof).is_err(), "{old} of {size}");
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
            for leaf in part {
                joined.push(*leaf);
            }
        }
    }
    assert_eq!(joined.root(), root(&all));
    assert!(!joined.push_subtree(8, node_hash(&all[0], &all[1])), "not at a border");
}

#[test]
fn a_tree_beyond_all_sense_is_refused_before_it_overflows() {
    let mut joined = Frontier::default();
    assert!(joined.push_subtree(62, leaf_hash(b"huge")));
    assert!(!joined.push_subtree(62, leaf_hash(b"huge")));
    assert!(!joined.push_subtree(64, leaf_hash(b"beyond")));
    assert!(Frontier::resume(u64::MAX, vec![leaf_hash(b"peak"); 64]).is_none());
}

proptest! {
    #[test]
    fn l04_any_checkpoint_proves_into_any_later_one(sizes in proptest::collection::btree_set(1_u64..200, 3)) {
        let sizes: Vec<u64> = sizes.into_iter().collect();
        let all = leaves(sizes[2]);
        let at = |size: u64| (size, root(first(&all, size)));
        for (old, new) in [(sizes[0], sizes[1]), (sizes[0], sizes[2]), (sizes[1], sizes[2])] {
            let proof = consistency(first(&all, new), old).expect("inside");
            prop_assert_eq!(verify_consistency(at(old), at(new), &proof), Ok(()));
            prop_assert!(verify_consistency(at(new), at(old), &proof).is_err());
            prop_assert!(verify_consistency((old - 1, root(first(&all, old))), at(new), &proof).is_err() || old == 1);
            let mut altered = proof.clone();
            for hash in &mut altered {
                hash.0[7] ^= 1;
            }
            prop_assert!(verify_consistency(at(old), at(new), &altered).is_err() || proof.is_empty());
        }
    }

    #[test]
    fn l04_a_path_proves_its_own_leaf_at_its_own_place_only(size in 1_u64..400, index in 0_u64..400, other in 0_u64..400) {
        prop_assume!(index < size);
        let all = leaves(size);
        let top = root(&all);
        let path = inclusion(&all, index).expect("inside");
        let leaf = &all[place(index)];
        prop_assert!(verify_inclusion(&top, size, index, leaf, &path).is_ok());
        prop_assert!(verify_inclusion(&top, size, index, &leaf_hash(b"other"), &path).is_err());
        if other != index {
            prop_assert!(verify_inclusion(&top, size, other, leaf, &path).is_err());
        }
        prop_assert!(verify_inclusion(&top, size, index, leaf, &path[..path.len().saturating_sub(1)]).is_err() || path.is_empty());
    }
}
