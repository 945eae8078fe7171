use crate::law::*;
use domain::Role;
use domain::algorithm::{Command, RunFacts};

fn with(change: impl Fn(&mut RunFacts)) -> Command {
    let mut run = facts(1, 1);
    change(&mut run);
    Command::RecordRun { run }
}

#[test]
fn l01_a_run_whose_counts_contradict_each_other_is_refused() {
    let mut story = Given::permitted();
    let wrong: [Command; 4] = [
        with(|run| run.people = 0),
        with(|run| run.targeted = 80),
        with(|run| run.random = u64::MAX),
        with(|run| run.people = 99),
    ];
    for command in wrong {
        story.when(Role::Operator, command).refused("run-inconsistent", "L01");
    }
}

#[test]
fn l01_the_same_run_again_is_recognised_and_another_under_its_name_is_refused() {
    let mut story = Given::permitted();
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
    story.when(Role::Operator, run(1, 1)).recorded(&[]);
    story.when(Role::Operator, with(|run| run.people = 1_001)).refused("run-exists", "L01");
}

#[test]
fn n07_a_queue_with_too_few_random_checks_is_refused() {
    let mut story = Given::permitted();
    let few = with(|run| {
        run.targeted = 76;
        run.random = 24;
    });
    story.when(Role::Operator, few).refused("random-share-too-small", "N07");
    let everybody = with(|run| {
        run.people = 100;
        run.targeted = 100;
        run.random = 0;
    });
    story.when(Role::Operator, everybody).recorded(&["RunRecorded"]);
}
