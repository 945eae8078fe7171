#![no_main]
//! Receipts, disclosures and tombstones.

use ledger::fields::Disclosure;
use ledger::receipt::Receipt;
use ledger::tombstone::Tombstone;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = Receipt::parse(text);
    if let Ok(shown) = Disclosure::parse(text) {
        let _ = shown.verify(&ledger::leaf_hash(b"root"));
    }
    if let Ok(stone) = Tombstone::parse(text) {
        assert_eq!(stone.text().as_deref(), Ok(text));
    }
});
