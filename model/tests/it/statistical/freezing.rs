//! Freezing: one hash for one model, rounding once, and the cases that rounding could have moved.

use super::{fixture, imported};
use model::Decimal;
use model::statistical::{Form, Mode, rounded_to};

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

#[test]
fn w05_the_same_file_has_the_same_hash_and_any_other_point_another() {
    let text = fixture("card");
    let hash = |text: &str| imported(text).model.hash();
    assert_eq!(hash(&text), hash(&text));
    assert_eq!(
        hash(&text),
        hash(&text.replace("partialScore=\"12\"", "partialScore=\"12.0000000001\"")),
        "less than 1e-9"
    );
    assert_ne!(hash(&text), hash(&text.replace("partialScore=\"12\"", "partialScore=\"12.000000001\"")));
    assert_ne!(hash(&text), hash(&text.replace("value=\"20000\"", "value=\"20001\"")));
    assert_ne!(hash(&text), hash(&text.replace("operator=\"isMissing\"", "operator=\"isNotMissing\"")));
}

#[test]
fn w05_the_canonical_form_is_pinned() {
    let model = imported(&fixture("card")).model;
    insta::assert_snapshot!(model.canonical());
    insta::assert_snapshot!(model.hash());
}

#[test]
fn c04_the_explanation_is_pinned() {
    let model = imported(&fixture("card")).model;
    let case = [
        crate::number("19999.99"),
        crate::number("9"),
        model::Value::text("single_parent"),
        model::Value::text("north"),
    ];
    insta::assert_json_snapshot!(model.explain(&case, Mode::Strict).expect("decided"));
}

#[test]
fn numbers_are_rounded_half_to_even_once() {
    for (exact, rounded) in [
        ("0.0000000005", "0"),
        ("0.00000000050000001", "0.000000001"),
        ("0.0000000015", "0.000000002"),
        ("0.0000000025", "0.000000002"),
        ("-0.0000000015", "-0.000000002"),
        ("-0.0000000005", "0"),
        ("123456.7890123454999", "123456.789012345"),
        ("-12", "-12"),
    ] {
        assert_eq!(rounded_to(number(exact), 9).expect("a number").to_string(), rounded, "{exact}");
    }
}

#[test]
fn scores_within_the_rounding_of_a_threshold_are_told() {
    let model = imported(&fixture("general")).model;
    let Form::Additive(additive) = model.form() else { panic!("additive") };
    assert_eq!(additive.terms.len(), 5);
    assert_eq!(
        additive.rounding(),
        number("0.0000000045"),
        "five terms, three of them products, and the intercept"
    );
    let zero = number("0");
    assert!(additive.near_threshold(number("0.0000000045"), zero));
    assert!(additive.near_threshold(number("-0.0000000045"), zero));
    assert!(!additive.near_threshold(number("0.0000000045001"), zero));
    let case = |income: &str| {
        vec![
            crate::number(income),
            crate::number("3"),
            model::Value::text("couple"),
            model::Value::text("south"),
        ]
    };
    let score = model.decide(&case("20000"), Mode::Strict).expect("decided").score.expect("a score");
    assert_eq!(model.near_threshold(&[case("20000.001"), case("20000"), case("0")], score), [1]);
}
