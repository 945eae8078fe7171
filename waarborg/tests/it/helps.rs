//! What the command line says of itself.

use crate::stage::Stage;

const COMMANDS: [&[&str]; 30] = [
    &[],
    &["init"],
    &["serve"],
    &["algorithm"],
    &["algorithm", "register"],
    &["algorithm", "list"],
    &["algorithm", "withdraw"],
    &["model"],
    &["model", "check"],
    &["model", "propose"],
    &["model", "diff"],
    &["assessment", "submit"],
    &["assessment", "sign"],
    &["registration", "publish"],
    &["permit"],
    &["run"],
    &["queue"],
    &["explain"],
    &["receipt"],
    &["verify"],
    &["audit"],
    &["order", "suspend"],
    &["order", "lift"],
    &["log"],
    &["log", "export"],
    &["log", "policy"],
    &["witness", "init"],
    &["witness", "follow"],
    &["witness", "serve"],
    &["import-register"],
];

#[test]
fn every_command_explains_itself() {
    let stage = Stage::new("helps");
    let mut text = String::new();
    for words in COMMANDS {
        let said = stage.says("", &[words, &["--help"]].concat());
        assert_eq!(said.code, 0, "{words:?}: {}", said.err);
        text.extend(["$ waarborg ", &words.join(" "), " --help\n", &said.out, "\n"]);
    }
    insta::assert_snapshot!("help", text);
}

#[test]
fn the_examples_are_files_that_are_read() {
    let stage = Stage::new("examples");
    let entry = stage.says("", &["registration", "publish", "--example"]);
    toml::from_str::<domain::algorithm::RegistrationEntry>(&entry.out).expect("the example is an entry");
    let assessment = stage.says("", &["assessment", "submit", "--example"]);
    toml::from_str::<toml::Table>(&assessment.out).expect("the example is TOML");
}
