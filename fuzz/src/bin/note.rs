#![no_main]
//! Notes, checkpoints, and the lines that a witness answered.

use ledger::checkpoint::Checkpoint;
use ledger::cosignature::{Cosigner, add};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(cosigner) = Cosigner::ed25519("witness1.example", &[101; 32]) else { return };
    let key = cosigner.verifier();
    let _ = key.verify(text);
    if Checkpoint::unverified(text).is_ok() {
        let line = cosigner.cosign(text, 1).expect("a checkpoint is cosigned");
        let _ = add(text, &line, std::slice::from_ref(&key));
    }
    let _ = add("a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u{2014} a AAAAAAAA\n", text, &[key]);
});
