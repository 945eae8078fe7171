use crate::law::*;
use domain::Role;

#[test]
fn o04_a_suspension_stops_the_next_run_until_it_is_lifted() {
    let mut story = Given::permitted();
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
    story.when(Role::Supervisor, suspend(1, None, None)).recorded(&["OrderIssued"]);
    story.when(Role::Operator, run(2, 1)).shut(&["suspended"]);
    story.when(Role::Supervisor, lift(1)).recorded(&["OrderLifted"]);
    story.when(Role::Operator, run(2, 1)).recorded(&["RunRecorded"]);
    story.when(Role::Supervisor, lift(1)).refused("order-not-in-force", "O04");
}

#[test]
fn o04_an_order_holds_on_its_last_day_and_not_after_it() {
    let mut story = Given::permitted();
    story.when(Role::Supervisor, suspend(1, None, Some("2026-11-30"))).recorded(&["OrderIssued"]);
    let operator = account_of(Role::Operator);
    story.when_on("2026-11-30", Role::Operator, operator, run(1, 1)).shut(&["suspended"]);
    story.when_on("2026-12-01", Role::Operator, operator, run(1, 1)).recorded(&["RunRecorded"]);
}

#[test]
fn o08_an_order_has_a_scope_that_is_known_and_an_end_that_is_to_come() {
    let mut story = Given::permitted().with_model(2);
    story.when(Role::Supervisor, suspend(1, Some(hash(9)), None)).refused("unknown-model", "W02");
    story.when(Role::Supervisor, suspend(1, None, Some("2026-11-22"))).refused("order-ended", "O08");
    story.when(Role::Supervisor, suspend(1, Some(hash(2)), None)).recorded(&["OrderIssued"]);
    story.when(Role::Supervisor, suspend(1, None, None)).refused("order-exists", "");
    // The order is about the other model: this one runs on.
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
    story.when(Role::Supervisor, suspend(2, Some(hash(1)), None)).recorded(&["OrderIssued"]);
    story.when(Role::Operator, run(2, 1)).shut(&["suspended"]);
}
