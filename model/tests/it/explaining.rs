use crate::{busy, complexity, number};
use model::{Goal, Value};

#[test]
fn c04_the_explanation_of_a_person_is_pinned() {
    let model = complexity();
    let evaluation = model.evaluate(&busy()).expect("decided");
    let explanation = model.explain(&busy(), &evaluation, &Goal::Across("10".parse().expect("a number")));
    insta::assert_json_snapshot!(explanation);
}

#[test]
fn c04_a_counterfactual_is_the_smallest_change_and_really_changes_the_outcome() {
    let model = complexity();
    let bound = "10".parse().expect("a number");
    let evaluation = model.evaluate(&busy()).expect("decided");
    let explanation = model.explain(&busy(), &evaluation, &Goal::Across(bound));
    assert!(!explanation.counterfactuals.is_empty());
    for other in &explanation.counterfactuals {
        let [(name, _, to)] = other.changes.as_slice() else { panic!("one change suffices here") };
        let place = model.inputs().iter().position(|input| input.name == *name).expect("an input");
        let mut case = busy();
        case[place] = to.clone();
        let outcome = model.evaluate(&case).expect("decided").outcome;
        assert_eq!(outcome, other.outcome);
        assert!(outcome < number("10"), "{outcome}");
    }
    // Five changes instead of six is the nearest of all.
    assert!(
        explanation
            .counterfactuals
            .iter()
            .any(|other| other.changes == [("changes".to_owned(), number("6"), number("5"))])
    );
}

#[test]
fn inputs_that_no_rule_looked_at_are_named() {
    let model = complexity();
    let quiet = [number("1"), Value::text("bso"), number("100"), number("0"), number("0")];
    let evaluation = model.evaluate(&quiet).expect("decided");
    let explanation = model.explain(&quiet, &evaluation, &Goal::Other);
    assert_eq!(
        explanation.not_decisive,
        ["children", "care_type", "hours_per_month", "changes", "income_swing"]
    );
}
