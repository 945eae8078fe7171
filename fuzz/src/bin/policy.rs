#![no_main]
//! Policies.

use ledger::policy::Policy;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(policy) = Policy::parse(bytes) {
        let everyone = (0..policy.witnesses().len()).collect();
        assert!(policy.reached(&everyone), "all witnesses together are a quorum");
        assert!(policy.fewest() <= policy.witnesses().len());
    }
});
