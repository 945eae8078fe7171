#![no_main]
//! Log proofs.

use ledger::proof::LogProof;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(proof) = text.parse::<LogProof>() {
        assert_eq!(proof.to_string().parse(), Ok(proof));
    }
});
