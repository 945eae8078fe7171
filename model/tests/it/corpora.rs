//! The fuzzer's committed corpora, each file through its reader: the short run that needs no fuzzer.

#[path = "../../../fuzz/src/readers.rs"]
mod readers;

use std::path::Path;

#[test]
fn every_file_of_the_corpora_is_read_within_bounds_and_without_a_panic() {
    for (name, target) in readers::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
        let mut read = 0;
        for file in std::fs::read_dir(&folder).expect("the corpus").filter_map(Result::ok) {
            target(&std::fs::read(file.path()).expect("a file"));
            read += 1;
        }
        assert!(read >= 100, "{}: {read} files", folder.display());
    }
}
