//! An account of a decision is checked by somebody who trusts nothing of it.

use crate::{busy, complexity, fixed, number};
use model::{Explanation, Goal, Model, Value, draft, recheck};
use proptest::prelude::*;

fn account(model: &Model, case: &[Value]) -> Explanation {
    let evaluation = model.evaluate(case).expect("an outcome");
    model.explain(case, &evaluation, &Goal::Other)
}

fn cases() -> impl Strategy<Value = Vec<Value>> {
    let words = proptest::sample::select(vec!["dagopvang", "bso", "gastouder"]);
    (1..=12_i64, words, 0..=900_i64, 0..=60_i64, 0..=1_000_i64).prop_map(
        |(children, care, hours, changes, swing)| {
            let whole = |number: i64| Value::number(model::Decimal::whole(number));
            vec![whole(children), Value::text(care), whole(hours), whole(changes), whole(swing)]
        },
    )
}

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn l07_every_true_account_holds_also_after_it_was_written_down(case in cases()) {
        let model = complexity();
        let told = account(&model, &case);
        let written = serde_json::to_string(&told).expect("json");
        let read: Explanation = serde_json::from_str(&written).expect("read again");
        prop_assert_eq!(&read, &told);
        prop_assert_eq!(recheck(&model, &read), Vec::<String>::new());
    }
}

/// One way of telling an account otherwise than it was.
type Lie = fn(&mut Explanation);

#[test]
fn l07_every_lie_in_an_account_is_named() {
    let model = complexity();
    let lies: [(&str, Lie); 10] = [
        ("another outcome", |told| told.outcome = number("13")),
        ("another value", |told| told.case[0].1 = number("3")),
        ("a value that cannot be", |told| told.case[0].1 = number("99")),
        ("an input that is left out", |told| drop(told.case.pop())),
        ("a rule that is left out", |told| drop(told.tables[0].rules.pop())),
        ("a condition that is left out", |told| drop(told.tables[0].rules[0].cells.pop())),
        ("another test", |told| told.tables[0].rules[0].cells[0].test = ">= 1".to_owned()),
        ("points that are left out", |told| drop(told.contributions.remove(0))),
        ("a change that does not help", |told| told.counterfactuals[0].changes[0].2 = number("2")),
        ("a change that is too large", |told| {
            let change =
                told.counterfactuals.iter_mut().find(|one| one.changes[0].0 == "changes").expect("one");
            change.changes[0].2 = number("4");
        }),
    ];
    let told = account(&model, &busy());
    assert_eq!(recheck(&model, &told), Vec::<String>::new());
    let told_of = lies.map(|(what, lie)| {
        let mut other = told.clone();
        lie(&mut other);
        let found = recheck(&model, &other);
        assert!(!found.is_empty(), "{what} goes unseen");
        format!("{what}\n  {}", found.join("\n  "))
    });
    insta::assert_snapshot!(told_of.join("\n"));
}

#[test]
fn w10_a_rules_file_gets_the_beginning_of_its_declaration() {
    let rules = draft(crate::RULES.as_bytes()).expect("a draft");
    let card = draft(crate::statistical::fixture("card").as_bytes()).expect("a draft");
    insta::assert_snapshot!(format!("{rules}\n=======\n{card}"));
    let refused = Model::read(&rules, crate::RULES.as_bytes()).expect_err("not filled in").to_string();
    assert!(refused.contains("TODO"), "{refused}");
}
