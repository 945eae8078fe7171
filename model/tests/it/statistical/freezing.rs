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

/// A tree whose last branches say `true`: the explanation says what did not hold before.
#[test]
fn c04_the_way_through_a_tree_is_told_with_what_did_not_hold() {
    let Some((model, _)) = super::sample("tree.pmml") else { return };
    let told = |income: &str, arrears: &str| {
        model
            .explain(&[crate::number(income), crate::number(arrears)], Mode::Strict)
            .expect("decided")
            .parts
            .into_iter()
            .map(|part| part.bucket)
            .collect::<Vec<_>>()
            .join("; ")
    };
    insta::assert_snapshot!(
        [told("20000", "1"), told("30000", "1"), told("60000", "2"), told("50000", "6"), told("40000", "3")]
            .join("\n")
    );
}

#[test]
fn pmml_of_every_version_from_4_0_is_read() {
    for version in ["4.0", "4.1", "4.2", "4.2.1", "4.3", "4.4", "4.4.1"] {
        let space = format!(
            "http://www.dmg.org/PMML-{}",
            version.chars().take(3).collect::<String>().replace('.', "_")
        );
        let text = fixture("card")
            .replace("http://www.dmg.org/PMML-4_4", &space)
            .replace("version=\"4.4\"", &format!("version=\"{version}\""));
        assert_eq!(imported(&text).model.hash(), imported(&fixture("card")).model.hash());
    }
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

/// Of equal weights the first rule wins; of equal sums the outcome that stands first in the dictionary, here `yes`.
#[test]
fn ties_between_rules_are_decided_as_the_standard_says() {
    let case = [
        crate::number("50000"),
        crate::number("7"),
        model::Value::text("single"),
        model::Value::text("south"),
    ];
    let outcome = |name: &str, weights: [&str; 4]| {
        let from = [
            "\"0.3\" confidence=\"0.3\"",
            "\"0.7\" confidence=\"0.7\"",
            "\"0.45\" confidence=\"0.45\"",
            "\"0.55\" confidence=\"0.55\"",
        ];
        let text = from
            .iter()
            .zip(weights)
            .fold(fixture(name), |text, (from, to)| text.replace(from, &format!("\"{to}\"")));
        imported(&text).model.decide(&case, Mode::Strict).expect("decided").outcome.to_string()
    };
    // In order of the file: yes, no, yes, no hold.
    assert_eq!(outcome("rules-max", ["0.3", "0.7", "0.7", "0.1"]), "no");
    assert_eq!(outcome("rules-max", ["0.7", "0.7", "0.3", "0.1"]), "yes");
    assert_eq!(outcome("rules-sum", ["0.3", "0.5", "0.4", "0.2"]), "yes");
    assert_eq!(outcome("rules-sum", ["0.3", "0.5", "0.4", "0.3"]), "no");
}
