use crate::law::*;
use domain::Role;
use domain::algorithm::{Command, Outcome};

#[test]
fn a01_use_without_an_approved_assessment_is_refused() {
    let mut story = Given::registered().with_model(1).published(1);
    story.when(Role::Operator, run(1, 1)).shut(&["not-assessed"]);
    story.when(Role::ProductOwner, submit(1, 1)).recorded(&["AssessmentSubmitted"]);
    story.when(Role::Operator, run(1, 1)).shut(&["not-assessed"]);
}

#[test]
fn a03_a_rejection_binds_until_the_same_model_is_approved() {
    let mut story = Given::registered().with_model(1).assessed(1, Outcome::Rejected).published(1);
    story.when(Role::Operator, run(1, 1)).shut(&["assessment-rejected"]);
    story.when(Role::Lawyer, sign(1, Outcome::Approved)).refused("assessment-decided", "A03");
    story.when(Role::ProductOwner, submit(2, 1)).recorded(&["AssessmentSubmitted"]);
    for role in [Role::ProductOwner, Role::DataScientist, Role::Lawyer] {
        story.when(role, sign(2, Outcome::Approved)).recorded(&["AssessmentSigned"]);
    }
    story
        .when(Role::Approver, sign(2, Outcome::Approved))
        .recorded(&["AssessmentSigned", "AssessmentDecided"]);
    story.when(Role::Operator, run(1, 1)).recorded(&["RunRecorded"]);
}

#[test]
fn a05_a_changed_model_makes_the_assessment_stale() {
    let mut story = Given::permitted().with_model(2).published(2);
    story.when(Role::Operator, run(1, 2)).shut(&["not-assessed"]);
}

#[test]
fn a07_no_algorithm_and_random_checks_are_always_weighed() {
    let mut story = Given::registered().with_model(1);
    for left_out in ["no-algorithm", "random-checks"] {
        let mut content = content();
        content.alternatives.retain(|one| one.name.as_str() != left_out);
        let command = Command::SubmitAssessment { assessment: assessment_id(1), model: hash(1), content };
        story.when(Role::ProductOwner, command).refused("alternatives-missing", "A07");
    }
}

#[test]
fn a09_one_person_cannot_fill_two_roles() {
    let mut story = Given::registered().with_model(1);
    story.when(Role::ProductOwner, submit(1, 1)).recorded(&["AssessmentSubmitted"]);
    let somebody = person(50);
    story.when_on(TODAY, Role::Lawyer, somebody, sign(1, Outcome::Approved)).recorded(&["AssessmentSigned"]);
    story
        .when_on(TODAY, Role::ProductOwner, somebody, sign(1, Outcome::Approved))
        .refused("same-person", "S03");
    story.when_on(TODAY, Role::Lawyer, person(51), sign(1, Outcome::Approved)).refused("role-taken", "A09");
    story.when(Role::Operator, sign(1, Outcome::Approved)).refused("role-cannot-sign", "A09");
}

#[test]
fn a09_the_approver_decides_only_when_lead_data_scientist_and_lawyer_have_signed() {
    let mut story = Given::registered().with_model(1);
    story.when(Role::ProductOwner, submit(1, 1)).recorded(&["AssessmentSubmitted"]);
    story.when(Role::Lawyer, sign(1, Outcome::Approved)).recorded(&["AssessmentSigned"]);
    story.when(Role::Approver, sign(1, Outcome::Approved)).refused("signatures-missing", "A09");
}

#[test]
fn s03_nobody_approves_their_own_work() {
    for (maker, account) in [
        (Role::DataScientist, account_of(Role::DataScientist)),
        (Role::ProductOwner, account_of(Role::ProductOwner)),
    ] {
        let mut story = Given::registered().with_model(1);
        story.when(Role::ProductOwner, submit(1, 1)).recorded(&["AssessmentSubmitted"]);
        let others =
            [Role::ProductOwner, Role::DataScientist, Role::Lawyer].into_iter().filter(|role| *role != maker);
        for role in others {
            story.when(role, sign(1, Outcome::Approved)).recorded(&["AssessmentSigned"]);
        }
        story.when_on(TODAY, maker, person(60), sign(1, Outcome::Approved)).recorded(&["AssessmentSigned"]);
        story
            .when_on(TODAY, Role::Approver, account, sign(1, Outcome::Approved))
            .refused("same-person", "S03");
    }
}

#[test]
fn a11_an_assessment_is_repeated_within_a_year_and_counts_until_its_last_day() {
    let mut story = Given::registered().with_model(1);
    let until = |date: &str| {
        let mut content = content();
        content.valid_until = day(date);
        Command::SubmitAssessment { assessment: assessment_id(1), model: hash(1), content }
    };
    story.when(Role::ProductOwner, until("2027-11-24")).refused("term-too-long", "A11");
    story.when(Role::ProductOwner, until("2026-11-22")).refused("term-passed", "A11");
    let mut story = Given::permitted();
    let operator = account_of(Role::Operator);
    story.when_on("2027-06-30", Role::Operator, operator, run(1, 1)).recorded(&["RunRecorded"]);
    story.when_on("2027-07-01", Role::Operator, operator, run(2, 1)).shut(&["assessment-expired"]);
}

#[test]
fn an_assessment_stands_for_a_model_that_is_known_and_is_submitted_once() {
    let mut story = Given::registered().with_model(1);
    story.when(Role::ProductOwner, submit(1, 2)).refused("unknown-model", "W02");
    story.when(Role::Lawyer, sign(1, Outcome::Approved)).refused("unknown-assessment", "A01");
    story.when(Role::ProductOwner, submit(1, 1)).recorded(&["AssessmentSubmitted"]);
    story.when(Role::ProductOwner, submit(1, 1)).refused("assessment-exists", "");
}
