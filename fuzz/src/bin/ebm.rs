#![no_main]

#[path = "../readers.rs"]
#[expect(dead_code, reason = "one target of several")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::ebm(bytes));
