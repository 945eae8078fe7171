#![no_main]
//! Bundles and the paths of tiles.

use ledger::tiles::{Tile, entries};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = entries(bytes);
    if let Some(tile) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<Tile>().ok()) {
        assert_eq!(tile.path().as_bytes(), bytes);
    }
});
