use crate::{DECLARATION, RULES, busy, complexity, number};
use model::{Model, Value};
use proptest::prelude::*;

fn refused(case: &[Value]) -> String {
    complexity().evaluate(case).expect_err("undecided").to_string()
}

#[test]
fn l07_contributions_add_up_to_the_outcome() {
    let evaluation = complexity().evaluate(&busy()).expect("decided");
    assert_eq!(evaluation.outcome, number("11"));
    let sum = evaluation.contributions.iter().try_fold(model::Decimal::ZERO, |sum, one| sum.plus(one.points));
    assert_eq!(sum.map(Value::number), Ok(number("11")));
}

#[test]
fn w01_nothing_is_decided_on_absent_or_unfitting_data() {
    let with = |place: usize, value: Value| {
        let mut case = busy();
        case[place] = value;
        refused(&case)
    };
    assert_eq!(with(0, Value::Null), "the input `children`: the value is missing");
    assert_eq!(with(0, Value::text("two")), "the input `children`: expected a number, found a text");
    assert_eq!(with(0, number("13")), "the input `children`: expected at most 12");
    assert_eq!(with(0, number("1.5")), "the input `children`: expected a whole number");
    assert_eq!(
        with(1, Value::text("oma")),
        "the input `care_type`: expected one of dagopvang, bso, gastouder"
    );
    assert_eq!(with(3, number("-1")), "the input `changes`: expected at least 0");
    assert_eq!(refused(&busy()[..4]), "the case has 4 values, the model has 5 inputs");
}

#[test]
fn two_rules_that_contradict_each_other_decide_nothing() {
    for (policy, expected) in [("UNIQUE", "rules 2 and 3"), ("ANY", "rules 2 and 3")] {
        let rules =
            RULES.replace("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", &format!("hitPolicy=\"{policy}\""));
        let model = Model::read(DECLARATION, rules.as_bytes()).expect("a model");
        let refused = model.evaluate(&busy()).expect_err("a contradiction").to_string();
        assert!(refused.contains(expected), "{refused}");
    }
}

proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn every_case_of_declared_values_is_decided_and_adds_up(
        children in 1_i64..=12, care in 0_usize..3, hours in 0_i64..=900, changes in 0_i64..=60, swing in 0_i64..=1000,
    ) {
        let whole = |value| Value::number(model::Decimal::whole(value));
        let care = Value::text(["dagopvang", "bso", "gastouder"][care]);
        let case = [whole(children), care, whole(hours), whole(changes), whole(swing)];
        let evaluation = complexity().evaluate(&case).expect("decided");
        let sum = evaluation.contributions.iter().try_fold(model::Decimal::ZERO, |sum, one| sum.plus(one.points));
        prop_assert_eq!(sum.map(Value::number), Ok(evaluation.outcome));
    }
}

#[test]
fn w01_what_other_engines_decide_in_silence_is_refused_or_not_decided() {
    let with = |from: &str, to: &str| Model::read(DECLARATION, RULES.replacen(from, to, 1).as_bytes());
    let refused = |from: &str, to: &str| with(from, to).expect_err(to).to_string();
    let told = [
        refused("&gt;= 3", "&lt; &lt; 3"),
        refused("&gt;= 3", "surprise(3)"),
        refused("<text>4</text>", "<text>1/0</text>"),
        refused("<text>4</text>", "<text>four</text>"),
        refused("<text>4</text>", "<text>999999999999999999999999999999999999</text>"),
        refused("&gt;= 3", "&gt;= \"3\""),
    ];
    insta::assert_snapshot!(told.join("\n"));
    let unique = RULES.replace("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "hitPolicy=\"FIRST\"");
    let last = unique.rfind("<rule").expect("rules");
    let end = unique.rfind("</rule>").expect("rules") + "</rule>".len();
    let gap = format!("{}{}", unique.get(..last).expect("a place"), unique.get(end..).expect("a place"));
    let model = Model::read(DECLARATION, gap.as_bytes()).expect("a model");
    let nobody = vec![number("1"), Value::text("dagopvang"), number("0"), number("0"), number("0")];
    let undecided = model.evaluate(&nobody).expect_err("no rule holds").to_string();
    assert_eq!(undecided, "table `points`: no rule holds, and there is no default");
}

#[test]
fn w01_expressions_in_another_language_are_refused_and_dmn_1_6_is_read() {
    let newer = RULES.replace("20191111/MODEL", "20240513/MODEL");
    assert_ne!(newer, RULES);
    let (old, new) = (Model::read(DECLARATION, RULES.as_bytes()), Model::read(DECLARATION, newer.as_bytes()));
    assert_eq!(old.expect("a model").hash(), new.expect("a model").hash());
    for language in ["https://www.omg.org/spec/DMN/20240513/B-FEEL/", "javascript"] {
        let other =
            RULES.replacen("<definitions ", &format!("<definitions expressionLanguage=\"{language}\" "), 1);
        let refused = Model::read(DECLARATION, other.as_bytes()).expect_err(language).to_string();
        assert!(refused.contains("only FEEL is read"), "{refused}");
    }
}
