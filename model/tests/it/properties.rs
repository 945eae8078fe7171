//! What holds for every small model and every case: proven against the plainest possible computation.

use crate::{DECLARATION, RULES, complexity, number};
use model::{Decimal, Goal, Model, Value};
use proptest::prelude::*;
use std::fmt::Write as _;

/// Two numbers from 0 to 30, in steps of 1 and of 1.5, and a word.
const INPUTS: &str = r#"
[[inputs]]
name = "a"
type = "number"
minimum = 0
maximum = 30
step = 1
changeable = true
ground = "x"
label = { nl = "a", en = "a" }
source = { nl = "x", en = "x" }
reason = { nl = "x", en = "x" }

[[inputs]]
name = "b"
type = "number"
minimum = 0
maximum = 30
step = "1.5"
changeable = true
ground = "x"
label = { nl = "b", en = "b" }
source = { nl = "x", en = "x" }
reason = { nl = "x", en = "x" }

[[inputs]]
name = "c"
type = "text"
values = ["p", "q", "r"]
changeable = true
ground = "x"
label = { nl = "c", en = "c" }
source = { nl = "x", en = "x" }
reason = { nl = "x", en = "x" }
"#;

fn declaration() -> String {
    let words = "{ nl = \"x\", en = \"x\" }";
    format!(
        "format = \"waarborg-model/1\"\ndecision = \"d\"\ntitle = {words}\ncontact = {words}\noutcome = {words}\n{INPUTS}\n\
         [selection]\nrule = \"threshold\"\nat_least = 3\nrandom_share = \"0.25\"\nmeaning = {words}\n"
    )
}

/// One rule: a test on each input, and points.
type Rule = (String, String, String, i8);

fn test_on_number() -> impl Strategy<Value = String> {
    let bound = (0_u32..300).prop_map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
    prop_oneof![
        Just("-".to_owned()),
        (prop_oneof![Just("<"), Just("<="), Just(">"), Just(">=")], bound.clone())
            .prop_map(|(operator, bound)| format!("{operator} {bound}")),
        (0_u32..30, 0_u32..30, any::<bool>(), any::<bool>()).prop_map(|(low, more, closed, open)| {
            let (left, right) = (if closed { "[" } else { "(" }, if open { ")" } else { "]" });
            format!("{left}{low}..{}{right}", low + more)
        }),
        (bound.clone(), bound).prop_map(|(one, two)| format!("not({one}, > {two})")),
        (0_u32..30).prop_map(|number| number.to_string()),
    ]
}

fn test_on_word() -> impl Strategy<Value = String> {
    prop_oneof![Just("-"), Just("\"p\""), Just("\"p\",\"q\""), Just("not(\"r\")"), Just("!= \"q\"")]
        .prop_map(str::to_owned)
}

fn table() -> impl Strategy<Value = (&'static str, Vec<Rule>)> {
    let policy = prop_oneof![
        Just("hitPolicy=\"FIRST\""),
        Just("hitPolicy=\"UNIQUE\""),
        Just("hitPolicy=\"ANY\""),
        Just("hitPolicy=\"COLLECT\" aggregation=\"SUM\""),
        Just("hitPolicy=\"COLLECT\" aggregation=\"MAX\""),
    ];
    (policy, prop::collection::vec((test_on_number(), test_on_number(), test_on_word(), -3_i8..6), 1..8))
}

fn model((policy, rules): &(&'static str, Vec<Rule>)) -> Model {
    let mut xml = String::from(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"x\" namespace=\"urn:x\">\
         <inputData id=\"a\" name=\"a\"/><inputData id=\"b\" name=\"b\"/><inputData id=\"c\" name=\"c\"/><decision id=\"d\" name=\"d\">",
    );
    for name in ["a", "b", "c"] {
        let _ =
            write!(xml, "<informationRequirement><requiredInput href=\"#{name}\"/></informationRequirement>");
    }
    let _ = write!(xml, "<decisionTable {policy}>");
    for name in ["a", "b", "c"] {
        let _ = write!(xml, "<input><inputExpression><text>{name}</text></inputExpression></input>");
    }
    xml.push_str("<output name=\"d\"/>");
    for (a, b, c, points) in rules {
        xml.push_str("<rule>");
        for cell in [a, b, c] {
            let _ = write!(xml, "<inputEntry><text>{}</text></inputEntry>", cell.replace('<', "&lt;"));
        }
        let _ = write!(xml, "<outputEntry><text>{points}</text></outputEntry></rule>");
    }
    xml.push_str("</decisionTable></decision></definitions>");
    Model::read(&declaration(), xml.as_bytes()).expect("a model")
}

/// Every value that each input can have.
fn domain(input: usize) -> Vec<Value> {
    match input {
        0 => (0..=30).map(|value| Value::number(Decimal::whole(value))).collect(),
        1 => (0..=20).map(|steps| Value::number(Decimal::scaled(steps * 15, 1).expect("short"))).collect(),
        _ => ["p", "q", "r"].map(Value::text).to_vec(),
    }
}

fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        "[a-z]{0,3}".prop_map(|text| Value::text(&text)),
        (any::<i64>(), 0_u8..34)
            .prop_map(|(units, scale)| Value::number(Decimal::scaled(units.into(), scale).expect("fits"))),
        Just(Value::List(vec![Value::Null])),
        Just(Value::Context([("a".to_owned(), Value::Null)].into())),
    ]
}

proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn whatever_it_is_given_the_engine_answers_and_never_panics(case in prop::collection::vec(anything(), 0..7)) {
        if let Ok(evaluation) = complexity().evaluate(&case) {
            prop_assert_eq!(complexity().explain(&case, &evaluation, &Goal::Selection).outcome, evaluation.outcome);
        }
    }

    #[test]
    fn c04_the_nearest_change_of_each_input_is_the_nearest_of_all_its_values(
        table in table(), a in 0_usize..31, b in 0_usize..21, c in 0_usize..3,
    ) {
        let model = model(&table);
        let case = [domain(0)[a].clone(), domain(1)[b].clone(), domain(2)[c].clone()];
        let Ok(evaluation) = model.evaluate(&case) else { return Ok(()) };
        let told = model.explain(&case, &evaluation, &Goal::Other).counterfactuals;
        for (place, name) in ["a", "b", "c"].into_iter().enumerate() {
            let distance = |value: &Value| match (value.as_number(), case[place].as_number()) {
                (Some(one), Some(two)) => one.max(two).minus(one.min(two)).expect("near"),
                _ => Decimal::whole(1),
            };
            let reaches = |value: &Value| {
                let mut other = case.clone();
                other[place] = value.clone();
                model.evaluate(&other).is_ok_and(|found| found.outcome != evaluation.outcome)
            };
            let nearest = domain(place).into_iter().filter(reaches).map(|value| distance(&value)).min();
            let single = told.iter().find(|one| one.changes.len() == 1 && one.changes[0].0 == name);
            prop_assert_eq!(single.map(|one| distance(&one.changes[0].2)), nearest, "{} in {:?}", name, table);
        }
    }

    #[test]
    fn the_rules_that_held_are_those_that_hold_one_by_one(
        table in table(), a in 0_usize..31, b in 0_usize..21, c in 0_usize..3,
    ) {
        let case = [domain(0)[a].clone(), domain(1)[b].clone(), domain(2)[c].clone()];
        // A table of one rule, where nothing can be short-cut.
        let alone = |rule: &Rule| model(&("hitPolicy=\"FIRST\"", vec![rule.clone()])).evaluate(&case).is_ok();
        let held: Vec<u16> = (0..).zip(&table.1).filter(|(_, rule)| alone(rule)).map(|(place, _)| place).collect();
        match model(&table).evaluate(&case) {
            Ok(found) if table.0.contains("FIRST") => prop_assert_eq!(&found.tables[0].matched[..], &held[..1]),
            Ok(found) => prop_assert_eq!(&found.tables[0].matched, &held),
            Err(_) => prop_assert!(held.is_empty() || held.len() > 1 && !table.0.contains("COLLECT")),
        }
    }
}

/// Each digit of the rules' cells and of the declaration, changed one at a time.
#[test]
fn w03_no_digit_can_change_without_another_hash() {
    let same = complexity().hash();
    let mut read = 0;
    let mut check = |declaration: &str, rules: &str, what: &str| {
        if let Ok(other) = Model::read(declaration, rules.as_bytes()) {
            read += 1;
            assert_ne!(other.hash(), same, "{what}");
        }
    };
    let changed = |text: &str, at: usize, digit: u8| {
        let other = if digit == b'9' { '8' } else { '9' };
        let (before, behind) = text.split_at(at);
        format!("{before}{other}{}", behind.strip_prefix(char::from(digit)).expect("the digit"))
    };
    let body = RULES.find("<decisionTable").expect("a table");
    for (at, digit) in RULES.bytes().enumerate().skip(body).filter(|(_, byte)| byte.is_ascii_digit()) {
        check(DECLARATION, &changed(RULES, at, digit), &format!("rules, byte {at}"));
    }
    for (at, digit) in DECLARATION.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        check(&changed(DECLARATION, at, digit), RULES, &format!("declaration, byte {at}"));
    }
    assert!(read > 40, "{read} changed models were read");
}

#[test]
fn values_off_the_steps_are_refused() {
    let model = model(&("hitPolicy=\"FIRST\"", vec![("-".into(), "-".into(), "-".into(), 1)]));
    let refused = model.evaluate(&[number("1"), number("2"), Value::text("p")]).expect_err("off the steps");
    assert_eq!(refused.to_string(), "the input `b`: expected a multiple of 1.5");
}
