//! The log as a folder for others: written, verified without the home, and refused once it was touched.

use crate::stage::Stage;
use std::path::Path;

fn registered(stage: &Stage, titles: std::ops::Range<u32>) {
    for title in titles {
        let title = format!("Algorithm {title}");
        let words = ["--body", "Gemeente", "--purpose-nl", "Nagaan", "--purpose-en", "To verify"];
        let named = ["algorithm", "register", "--title-nl", &title, "--title-en", &title];
        let said = stage.says("product-owner", &[&named[..], &words].concat());
        assert_eq!(said.code, 0, "{}", said.err);
    }
}

#[test]
fn l01_an_exported_log_is_verified_with_its_key_alone_and_grows_in_place() {
    let stage = Stage::made("cli-log-export");
    registered(&stage, 0..3);
    let (mirror, key) = (stage.path("mirror"), stage.path("mirror/log.vkey"));
    let exported = stage.says("", &["log", "export", &mirror]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    assert!(exported.out.contains("waarborg.example/log+"), "{}", exported.out);
    let elsewhere = Stage::new("cli-log-mirror");
    let verify = ["verify", "--mirror", &mirror, "--key", &key];
    let fits = elsewhere.says("", &verify);
    assert_eq!(fits.code, 0, "{}", fits.err);
    assert!(fits.out.contains("3 entries"), "{}", fits.out);

    registered(&stage, 3..5);
    assert_eq!(stage.says("", &["log", "export", &mirror]).code, 0);
    assert!(elsewhere.says("", &verify).out.contains("5 entries"));
}

#[test]
fn threat_01_a_touched_mirror_is_refused_with_the_file_and_the_entry() {
    let stage = Stage::made("cli-log-touched");
    registered(&stage, 0..4);
    let (mirror, key) = (stage.path("mirror"), stage.path("mirror/log.vkey"));
    assert_eq!(stage.says("", &["log", "export", &mirror]).code, 0);
    let bundle = Path::new(&mirror).join("tile/entries/000.p/4");
    let mut bytes = std::fs::read(&bundle).expect("a bundle");
    let last = bytes.len() - 10;
    bytes[last] ^= 1;
    std::fs::write(&bundle, bytes).expect("written");
    let refused = stage.says("", &["verify", "--mirror", &mirror, "--key", &key]);
    assert_eq!(refused.code, 8, "{}", refused.out);
    assert!(refused.err.contains("tile/0/000.p/4"), "{}", refused.err);
    // Nothing is written over it either: the folder no longer holds our history.
    assert_eq!(stage.says("", &["log", "export", &mirror]).code, 1);

    let other = Stage::made("cli-log-other");
    let refused = other.says("", &["log", "export", &mirror]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(refused.err.contains("choose another folder"), "{}", refused.err);
}
