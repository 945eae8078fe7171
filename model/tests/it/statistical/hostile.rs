//! Files made to exhaust the readers: each ends in a clear finding, or is read in a moment.

use super::{fixture, imported};
use model::import::read;
use std::fmt::Write as _;

fn refusal(text: &str) -> String {
    read(text.as_bytes()).expect_err("refused").to_string()
}

fn listed(count: usize, write: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, place| {
        let _ = write!(text, "{}", write(place));
        text
    })
}

#[test]
fn fields_that_double_with_each_step_are_refused() {
    let doubling = listed(40, |place| {
        let below = if place == 0 { "income".to_owned() } else { format!("d{}", place - 1) };
        format!(
            "<DerivedField name=\"d{place}\" optype=\"continuous\" dataType=\"double\"><Apply function=\"+\">\
             <FieldRef field=\"{below}\"/><FieldRef field=\"{below}\"/></Apply></DerivedField>"
        )
    });
    let text = fixture("regression")
        .replace("<TransformationDictionary>", &format!("<TransformationDictionary>{doubling}"));
    assert!(refusal(&text).contains("nobody can read so many"), "{}", refusal(&text));
}

#[test]
fn elements_and_brackets_nested_without_end_are_refused() {
    let nested = |depth: usize| {
        let tests = "<CompoundPredicate booleanOperator=\"and\">".repeat(depth)
            + "<True/>"
            + &"</CompoundPredicate>".repeat(depth);
        fixture("card").replacen("<True/>", &tests, 1)
    };
    assert!(imported(&nested(150)).notes.len() == 1, "the extension is noted");
    assert!(refusal(&nested(300)).contains("elements stand deeper than 200"));
    assert!(read(nested(100_000).as_bytes()).is_err());
    assert!(refusal(&format!("{{\"ebm\": {}", "[".repeat(100_000))).contains("nested too deep"));
}

#[test]
fn thousands_of_attributes_words_rules_and_parameters_are_refused_or_read_at_once() {
    let attributes = listed(1_001, |place| {
        format!(
            "<Attribute partialScore=\"{place}\"><SimplePredicate field=\"income\" operator=\"equal\" value=\"{place}\"/></Attribute>"
        )
    });
    let card = fixture("card").replacen("<Attribute", &format!("{attributes}<Attribute"), 1);
    assert!(refusal(&card).contains("more than 1000 attributes"));
    let words = listed(10_001, |place| format!("<Value value=\"w{place}\"/>"));
    let many = fixture("card").replacen("<Value value=\"single\"/>", &words, 1);
    assert!(refusal(&many).contains("more than 10000 values"));
    let cells = listed(4_001, |_| "<PCell parameterName=\"p0\" beta=\"1\"/>".to_owned());
    let general = fixture("general").replacen("<ParamMatrix>", &format!("<ParamMatrix>{cells}"), 1);
    assert!(refusal(&general).contains("more than 4000 parameters"));
    let items = listed(2_000, |place| format!("w{place} "));
    let rules = listed(100, |place| {
        format!(
            "<SimpleRule id=\"r{place}\" score=\"yes\"><SimpleSetPredicate field=\"household\" booleanOperator=\"isIn\">\
             <Array type=\"string\">{items}</Array></SimpleSetPredicate></SimpleRule>"
        )
    });
    let set = fixture("rules-sum").replacen("<SimpleRule", &format!("{rules}<SimpleRule"), 1);
    assert!(refusal(&set).contains("more than 50000 conditions"));
    let lines = listed(20_002, |place| format!("income,{place},{},,1\n", place + 1));
    assert!(refusal(&format!("input,from,below,word,points\n{lines}")).contains("more lines than the 20000"));
}

#[test]
fn a_term_over_two_inputs_with_too_many_pieces_is_refused() {
    let tests = |field: &str| {
        listed(150, |place| {
            format!(
                "<Attribute partialScore=\"1\"><SimplePredicate field=\"{field}\" operator=\"equal\" value=\"{place}\"/></Attribute>"
            )
        })
    };
    let both =
        format!("<Characteristic name=\"both\">{}{}</Characteristic>", tests("income"), tests("arrears"));
    let card = fixture("card").replacen("<Characteristic ", &format!("{both}<Characteristic "), 1);
    assert!(refusal(&card).contains("pieces: nobody can read so many"), "{}", refusal(&card));
}

#[test]
fn numbers_without_end_are_refused() {
    for number in ["1e999999", "9".repeat(40).as_str(), "1e-401", "Infinity", "0x10"] {
        let card = fixture("card").replacen("partialScore=\"12\"", &format!("partialScore=\"{number}\""), 1);
        assert!(read(card.as_bytes()).is_err(), "{number}");
    }
    let small =
        imported(&fixture("card").replacen("partialScore=\"12\"", "partialScore=\"4.9E-324\"", 1)).model;
    assert!(small.canonical().contains("{\"points\":\"0\",\"reason\":\"INCOME_LOW\"}"), "rounded to nothing");
}
