use crate::law::*;
use domain::algorithm::{Algorithm, Command, Event, Outcome, Permit};
use domain::{Refusal, Role};
use proptest::prelude::*;

const DAYS: [&str; 3] = ["2026-11-23", "2027-06-30", "2027-07-01"];

/// Any command by anybody: legal and illegal ones alike.
fn acts() -> impl Strategy<Value = (usize, usize, u8, Command)> {
    let number = || 1_u8..4;
    let outcome = || prop_oneof![3 => Just(Outcome::Approved), 1 => Just(Outcome::Rejected)];
    let command = prop_oneof![
        1 => Just(register()),
        3 => number().prop_map(propose),
        3 => (number(), number()).prop_map(|(id, model)| submit(id, model)),
        8 => (number(), outcome()).prop_map(|(id, outcome)| sign(id, outcome)),
        4 => number().prop_map(publish),
        1 => Just(Command::UnpublishRegistration { reason: text("r") }),
        6 => (number(), number()).prop_map(|(id, model)| run(id, model)),
        2 => (number(), prop::option::of(number())).prop_map(|(id, model)| suspend(id, model.map(hash), None)),
        2 => number().prop_map(lift),
        1 => Just(Command::Withdraw { reason: text("r") }),
    ];
    (0..DAYS.len(), 0..Role::ALL.len(), 0_u8..6, command)
}

fn play(
    story: &mut Given,
    (on, role, who, command): (usize, usize, u8, Command),
) -> Result<Vec<Event>, Refusal> {
    story.when_on(DAYS[on], Role::ALL[role], person(who), command).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: prop::test_runner::RngSeed::Fixed(20_261_123), ..ProptestConfig::default() })]

    #[test]
    fn a01_r01_o04_no_sequence_of_commands_records_a_run_while_a_gate_is_shut(acts in prop::collection::vec(acts(), 1..60), dossier: bool) {
        let mut story = if dossier { Given::permitted() } else { Given::registered() };
        for act in acts {
            let before = story.state.clone();
            let today = day(DAYS[act.0]);
            let Ok(events) = play(&mut story, act) else { continue };
            for event in events {
                let Event::RunRecorded(facts) = event else { continue };
                let approved = before.assessments.values().any(|one| {
                    one.model == facts.model && one.content.valid_until >= today && matches!(one.outcome, Some((Outcome::Approved, _)))
                });
                let public = before.registration.as_ref().is_some_and(|entry| entry.model == facts.model);
                let stopped = before.orders.values().any(|one| one.in_force_on(today) && one.terms.model.is_none_or(|scope| scope == facts.model));
                prop_assert!(approved && public && !stopped && before.withdrawn.is_none());
            }
        }
    }

    #[test]
    fn the_permit_holds_exactly_when_a_sound_run_would_be_recorded(acts in prop::collection::vec(acts(), 1..40), model in 1_u8..4) {
        let mut story = Given::permitted();
        for act in acts {
            let _ = play(&mut story, act);
        }
        let holds = Permit::for_model(&story.state, hash(model), day(TODAY)).holds().is_ok();
        let recorded = story.when(Role::Operator, run(99, model)).0.is_ok();
        prop_assert_eq!(holds, recorded);
    }

    #[test]
    fn replaying_the_events_gives_the_state(acts in prop::collection::vec(acts(), 1..60)) {
        let mut story = Given::permitted();
        for act in acts {
            let _ = play(&mut story, act);
        }
        prop_assert_eq!(Algorithm::replay(&story.events), story.state);
    }
}
