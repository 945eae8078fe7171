use crate::law::*;
use domain::algorithm::{Command, Outcome};
use domain::{Role, Text};

#[test]
fn r01_an_unpublished_entry_stops_the_next_run() {
    let mut story = Given::permitted();
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
    let unpublish = Command::UnpublishRegistration { reason: text("fout") };
    story.when(Role::ProductOwner, unpublish.clone()).recorded(&["RegistrationUnpublished"]);
    story.when(Role::Operator, run(2, 1)).shut(&["not-published"]);
    story.when(Role::ProductOwner, unpublish).refused("not-published", "R01");
}

#[test]
fn r01_an_entry_stands_for_exactly_one_known_model() {
    let mut story = Given::registered();
    story.when(Role::ProductOwner, publish(1)).refused("unknown-model", "W02");
    story
        .when(Role::ProductOwner, Command::UnpublishRegistration { reason: text("r") })
        .refused("no-model", "W01");
    let mut story =
        Given::registered().with_model(1).with_model(2).assessed(2, Outcome::Approved).published(1);
    story.when(Role::Operator, run(1, 2)).shut(&["model-changed", "not-published"]);
}

#[test]
fn r06_a_decisive_field_of_the_entry_cannot_be_empty() {
    assert!("  ".parse::<Text>().is_err());
    let empty = r#"{"description":{"nl":"a","en":"b"},"legalBasis":" ","sources":"s","consequences":{"nl":"a","en":"b"},
        "objection":{"nl":"a","en":"b"},"responsible":"r"}"#;
    let refused =
        serde_json::from_str::<domain::algorithm::RegistrationEntry>(empty).expect_err("no legal basis");
    assert!(refused.to_string().contains("empty"), "{refused}");
}

#[test]
fn r10_what_was_withdrawn_stays_findable_and_never_runs_again() {
    let mut story = Given::permitted();
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
    let withdraw = Command::Withdraw { reason: text("klaar") };
    story.when(Role::ProductOwner, withdraw.clone()).recorded(&["AlgorithmWithdrawn"]);
    assert_eq!((story.state.models.len(), story.state.runs.len(), story.state.assessments.len()), (1, 1, 1));
    story.when(Role::Operator, run(2, 1)).shut(&["withdrawn"]);
    for command in [withdraw, propose(2), publish(1), submit(3, 1)] {
        story.when(Role::ProductOwner, command).refused("withdrawn", "R10");
    }
    story.when(Role::Supervisor, suspend(1, None, None)).recorded(&["OrderIssued"]);
}
