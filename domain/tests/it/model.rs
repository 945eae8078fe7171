use crate::law::*;
use domain::algorithm::{Command, ModelFinding};
use domain::{Norm, Role};

fn with_finding(norm: Norm) -> Command {
    let finding =
        ModelFinding { code: "found".into(), norm, place: "model.toml:1:1".into(), message: "wrong".into() };
    let mut facts = model(1);
    facts.findings.push(finding);
    Command::ProposeModel { model: facts }
}

#[test]
fn w01_n01_n07_w09_a_model_with_findings_is_never_recorded() {
    for (norm, id) in [(Norm::W01, "W01"), (Norm::N01, "N01"), (Norm::N07, "N07"), (Norm::W09, "W09")] {
        let mut story = Given::registered();
        story.when(Role::DataScientist, with_finding(norm)).refused("model-not-accepted", id);
        assert!(story.state.models.is_empty());
    }
}

#[test]
fn w02_another_model_than_the_registered_one_never_runs() {
    let mut story = Given::permitted().with_model(2);
    story.when(Role::Operator, run(1, 2)).shut(&["model-changed", "not-assessed", "not-published"]);
    story.when(Role::Operator, run(1, 3)).shut(&[
        "unknown-model",
        "model-changed",
        "not-assessed",
        "not-published",
    ]);
}

#[test]
fn w03_the_same_model_is_no_new_version() {
    let mut story = Given::registered().with_model(1);
    story.when(Role::DataScientist, propose(1)).refused("model-already-proposed", "W03");
}

#[test]
fn r01_nothing_can_be_done_with_an_algorithm_that_is_not_registered() {
    let mut story = Given::nothing();
    for command in [propose(1), submit(1, 1), publish(1), run(1, 1), suspend(1, None, None)] {
        story.when(Role::ProductOwner, command).refused("not-registered", "R01");
    }
    let mut story = Given::registered();
    story.when(Role::ProductOwner, register()).refused("already-registered", "");
    story.when(Role::Operator, run(1, 1)).shut(&[
        "unknown-model",
        "unknown-model",
        "not-assessed",
        "not-published",
    ]);
}
