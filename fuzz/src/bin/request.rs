#![no_main]
//! What a witness is asked and answers.

use ledger::witness::{AddCheckpoint, Answer, Witness};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(request) = text.parse::<AddCheckpoint>() {
        assert_eq!(request.to_string(), text);
        assert!(Witness::default().judge(&request).is_err(), "no log is followed");
    }
    for status in [200, 400, 403, 404, 409, 422, 500] {
        let _ = Answer::read(status, "text/x.tlog.size", text);
    }
});
