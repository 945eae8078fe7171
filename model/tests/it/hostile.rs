//! Files that were made to exhaust the reader: each ends in a clear finding, or is read in a moment.

use crate::{DECLARATION, RULES};
use model::Model;
use model::dmn::{Definitions, Library, Outcome};
use model::{Entries, Feel};
use std::fmt::Write as _;

const HEAD: &str =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"x\" namespace=\"urn:x\">";

fn refusal(rules: &str) -> String {
    Model::read(DECLARATION, rules.as_bytes()).expect_err("refused").to_string()
}

fn with_cell(cell: &str) -> String {
    RULES.replacen("<text>&gt;= 3</text>", &format!("<text>{cell}</text>"), 1)
}

#[test]
fn elements_nested_a_hundred_thousand_deep_are_refused_or_read_without_exhausting_the_stack() {
    let deep = format!("{HEAD}{}{}</definitions>", "<x>".repeat(100_000), "</x>".repeat(100_000));
    assert!(
        Definitions::read(deep.as_bytes()).is_err() || Model::read(DECLARATION, deep.as_bytes()).is_err()
    );
}

#[test]
fn a_cell_without_end_and_a_list_of_thousands_are_bounded() {
    assert!(refusal(&with_cell(&"9".repeat(20_000))).contains("at most 10000 are read"));
    assert!(refusal(&with_cell(&format!("1{}", "0".repeat(300)))).contains("more than 34 digits"));
    let list = vec!["1"; 4_000].join(",");
    assert!(Model::read(DECLARATION, with_cell(&list).as_bytes()).is_ok());
}

#[test]
fn a_table_of_too_many_rules_is_refused_with_its_number() {
    let rule = format!(
        "<rule>{}<outputEntry><text>1</text></outputEntry></rule>",
        "<inputEntry><text>-</text></inputEntry>".repeat(5)
    );
    let many = RULES.replacen("<rule>", &format!("{}<rule>", rule.repeat(10_001)), 1);
    assert!(refusal(&many).contains("a table has 1 to 10000 rules"), "{}", refusal(&many));
}

#[test]
fn thousands_of_mistakes_are_told_fifty_at_a_time() {
    let rule = format!(
        "<rule>{}<outputEntry><text>1</text></outputEntry></rule>",
        "<inputEntry><text>&lt; &lt;</text></inputEntry>".repeat(5)
    );
    let many = RULES.replacen("<rule>", &format!("{}<rule>", rule.repeat(5_000)), 1);
    let told = refusal(&many).lines().count();
    assert!((50..60).contains(&told), "{told}");
}

/// Two decisions a step, each of which requires both of the step before: 2^40 ways from top to bottom.
#[test]
fn a_ladder_of_shared_decisions_is_decided_once_each() {
    let mut xml = format!("{HEAD}<inputData id=\"a0\" name=\"a0\"/><inputData id=\"b0\" name=\"b0\"/>");
    for step in 1..=40 {
        for side in ["a", "b"] {
            let below = step - 1;
            let _ = write!(
                xml,
                "<decision id=\"{side}{step}\" name=\"{side}{step}\">\
                 <informationRequirement><requiredDecision href=\"#a{below}\"/></informationRequirement>\
                 <informationRequirement><requiredDecision href=\"#b{below}\"/></informationRequirement>\
                 <literalExpression><text>(a{below} + b{below}) / 2</text></literalExpression></decision>"
            );
        }
    }
    xml.push_str("</definitions>");
    let given = vec![("a0".into(), Feel::whole(3)), ("b0".into(), Feel::whole(5))];
    assert_eq!(decided(&xml, "a40", &given), "4");
}

#[test]
fn a_chain_of_two_thousand_decisions_is_read_and_a_longer_one_refused() {
    let chain = |length: usize| {
        let mut xml = format!("{HEAD}<inputData id=\"d0\" name=\"d0\"/>");
        for step in 1..length {
            let below = step - 1;
            let _ = write!(
                xml,
                "<decision id=\"d{step}\" name=\"d{step}\"><informationRequirement><requiredDecision href=\"#d{below}\"/>\
                 </informationRequirement><literalExpression><text>d{below} + 1</text></literalExpression></decision>"
            );
        }
        xml + "</definitions>"
    };
    Definitions::read(chain(2_000).as_bytes()).expect("a graph");
    let given = vec![("d0".into(), Feel::whole(1))];
    assert_eq!(decided(&chain(2_000), "d1999", &given), "2000");
    assert!(
        Definitions::read(chain(2_001).as_bytes())
            .expect_err("too long")
            .to_string()
            .contains("at most 2000 are read")
    );
}

#[test]
fn brackets_and_signs_without_end_are_refused() {
    let formula_decided = |formula: &str| {
        let xml = format!(
            "{HEAD}<decision id=\"d\" name=\"d\"><literalExpression><text>{formula}</text></literalExpression></decision></definitions>"
        );
        decided(&xml, "d", &vec![])
    };
    for formula in [
        "(".repeat(5_000),
        "-".repeat(5_000),
        "not(".repeat(2_000),
        "if true then ".repeat(600),
        format!("1{}", "+1".repeat(501)),
        format!("x{}", ".x".repeat(4_000)),
    ] {
        assert!(formula_decided(&formula).contains("at most"), "{formula}");
    }
    let doubled = format!("{}1{}", "(".repeat(60), " between 1 and 2)".repeat(60));
    assert_eq!(formula_decided(&doubled), "null", "no part is ever copied");
    assert_eq!(formula_decided("1 between 1 and 2"), "true");
    assert_eq!(formula_decided(&format!("1{}", "+1".repeat(500))), "501");
    assert_eq!(formula_decided("9**9**9**9**9"), "null", "out of range is null, never a wrong number");
}

fn decided(xml: &str, decision: &str, given: &Entries) -> String {
    match Library::read(xml.as_bytes(), &[]).expect("a library").decide(decision, given) {
        Outcome::Value(value) => format!("{value}"),
        Outcome::Outside(reason) => reason,
    }
}

#[test]
fn a_function_that_calls_itself_without_end_is_stopped() {
    let text = |formula: &str| format!("<literalExpression><text>{formula}</text></literalExpression>");
    let table = "<decisionTable><input><inputExpression><text>f(n + 1)</text></inputExpression></input><output/>\
        <rule><inputEntry><text>f(?) = 1</text></inputEntry><outputEntry><text>f(n)</text></outputEntry></rule></decisionTable>";
    for body in [
        text("if n = null then 1 else [for i in [n] return f(i + 1)][1]"),
        text("sort([n, n], function(a, b) f(a) = f(b))"),
        text("[1, 2][some x in [n] satisfies every y in [x] satisfies f(y) = 1]"),
        text("list replace([n], function(a, b) f({a: {b: f(a)}}.a.b) in (f(1), [f(2)..f(3)]), 1)"),
        text("{a: {b: {c: -(1 + (2 * (3 - f(n))))}}}"),
        format!(
            "<conditional><if>{}</if><then>{table}</then><else>{table}</else></conditional>",
            text("n = 1")
        ),
        format!("<for iteratorVariable=\"i\"><in>{}</in><return>{table}</return></for>", text("1..3")),
        text("s(n)"),
    ] {
        let endless = format!(
            "{HEAD}<inputData id=\"n\" name=\"n\"/><businessKnowledgeModel id=\"f\" name=\"f\"><encapsulatedLogic>\
             <formalParameter name=\"n\"/>{body}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href=\"#s\"/>\
             </knowledgeRequirement></businessKnowledgeModel><decisionService id=\"s\" name=\"s\"><outputDecision href=\"#d\"/>\
             <inputData href=\"#n\"/></decisionService><decision id=\"d\" name=\"d\"><informationRequirement>\
             <requiredInput href=\"#n\"/></informationRequirement><knowledgeRequirement><requiredKnowledge href=\"#f\"/>\
             </knowledgeRequirement>{}</decision></definitions>",
            text("f(n)")
        );
        let given = vec![("n".into(), Feel::whole(1))];
        assert!(decided(&endless, "d", &given).contains("levels deep"), "{body}");
    }
}
