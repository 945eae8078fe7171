use crate::law::*;
use domain::Role;
use domain::algorithm::{Command, Event};

/// One event of every kind.
fn every_kind() -> Vec<Event> {
    let mut story = Given::permitted();
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
    story.when(Role::Supervisor, suspend(1, Some(hash(1)), Some("2026-12-31"))).recorded(&["OrderIssued"]);
    story.when(Role::Supervisor, lift(1)).recorded(&["OrderLifted"]);
    story
        .when(Role::ProductOwner, Command::UnpublishRegistration { reason: text("fout") })
        .recorded(&["RegistrationUnpublished"]);
    story
        .when(Role::ProductOwner, Command::Withdraw { reason: text("klaar") })
        .recorded(&["AlgorithmWithdrawn"]);
    let mut seen = std::collections::BTreeSet::new();
    story
        .events
        .into_iter()
        .map(|recorded| recorded.event)
        .filter(|event| seen.insert(event.kind()))
        .collect()
}

#[test]
fn r10_stored_events_keep_their_form_for_ever() {
    let events = every_kind();
    assert_eq!(events.len(), 11, "a new kind of event needs a line here");
    insta::assert_json_snapshot!(events);
}

#[test]
fn r10_events_survive_their_text_and_unknown_fields_are_refused() {
    for event in every_kind() {
        let text = serde_json::to_string(&event).expect("json");
        assert_eq!(serde_json::from_str::<Event>(&text).expect("the same"), event);
    }
    let foreign = r#"{"type":"OrderLifted","body":{"order":"019ab3c4-0000-7000-8000-000000000001","reason":"r","person":"x"}}"#;
    assert!(serde_json::from_str::<Event>(foreign).is_err());
}
