use crate::{DECLARATION, RULES};
use model::Model;

/// What stands in the fixture, what stands there instead, in which file.
const RULE_FAULTS: [(&str, &str, &str); 24] = [
    ("cut off", "</definitions>", ""),
    ("a foreign namespace", "https://www.omg.org/spec/DMN/20191111/MODEL/", "urn:other"),
    ("a document type", "<definitions", "<!DOCTYPE x [<!ENTITY a \"b\">]><definitions"),
    ("no name", "<decision id=\"points\" name=\"points\">", "<decision id=\"points\">"),
    (
        "a name twice",
        "<inputData id=\"changes\" name=\"changes\">",
        "<inputData id=\"changes\" name=\"children\">",
    ),
    ("an unknown requirement", "<requiredInput href=\"#changes\"/>", "<requiredInput href=\"#nowhere\"/>"),
    ("a circle", "<requiredInput href=\"#changes\"/>", "<requiredDecision href=\"#points\"/>"),
    ("an unknown hit policy", "hitPolicy=\"COLLECT\"", "hitPolicy=\"LUCKY\""),
    ("an unknown aggregation", "aggregation=\"SUM\"", "aggregation=\"MEAN\""),
    ("an unknown column", "<text>changes</text>", "<text>chances</text>"),
    ("a computed column", "<text>changes</text>", "<text>changes + 1</text>"),
    ("a missing cell", "<inputEntry><text>2</text></inputEntry>", ""),
    ("a broken cell", "<text>&gt;= 6</text>", "<text>&gt; &gt; 6</text>"),
    ("a text for a number", "<text>&gt;= 6</text>", "<text>\"six\"</text>"),
    ("a function in a cell", "<text>&gt;= 6</text>", "<text>&gt;= today()</text>"),
    ("an open quote", "<text>\"gastouder\"</text>", "<text>\"gastouder</text>"),
    ("mixed bounds", "<text>(120..180]</text>", "<text>(120..\"b\"]</text>"),
    ("a clock in an outcome", "<outputEntry><text>4</text>", "<outputEntry><text>now()</text>"),
    ("an import", "<inputData id=\"children\"", "<import importType=\"x\"/><inputData id=\"children\""),
    ("an id twice", "<inputData id=\"changes\"", "<inputData id=\"children\""),
    ("no order of priority", "hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "hitPolicy=\"PRIORITY\""),
    ("a sum of words", "<outputEntry><text>4</text>", "<outputEntry><text>\"four\"</text>"),
    ("a list where one number is compared", " aggregation=\"SUM\"", ""),
    ("no output", "<output name=\"points\" typeRef=\"number\"/>", ""),
];

const DECLARATION_FAULTS: [(&str, &str, &str); 15] = [
    ("a test that can never be met", "\"bso\", \"gastouder\"", "\"bso\""),
    ("not TOML", "[title]", "[title"),
    ("an unknown key", "changeable = true", "changable = true"),
    ("another format", "waarborg-model/1", "waarborg-model/9"),
    ("a rounded number", "\"0.25\"", "0.25"),
    ("a share of one", "\"0.25\"", "\"1\""),
    ("a share of many digits", "\"0.25\"", "\"0.25001\""),
    ("no capacity", "k = 1000", "k = 0"),
    ("an unknown decision", "decision = \"points\"", "decision = \"score\""),
    ("an unknown kind", "type = \"text\"", "type = \"prose\""),
    ("free text", "values = [\"dagopvang\", \"bso\", \"gastouder\"]\n", ""),
    ("bounds upside down", "minimum = 0\nmaximum = 60", "minimum = 61\nmaximum = 60"),
    ("an unread input", "name = \"changes\"", "name = \"changes_of_mind\""),
    ("an input twice", "name = \"changes\"", "name = \"children\""),
    ("no rule of selection", "rule = \"top\"", "rule = \"gut feeling\""),
];

#[test]
fn malformed_rules_are_refused_with_their_place() {
    let lines = RULE_FAULTS.map(|(what, before, after)| {
        let rules = RULES.replacen(before, after, 1);
        assert_ne!(rules, RULES, "{what}: `{before}` is not in the fixture");
        format!(
            "{what}\n  {}",
            Model::read(DECLARATION, rules.as_bytes()).expect_err(what).to_string().replace('\n', "\n  ")
        )
    });
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn malformed_declarations_are_refused_with_their_place() {
    let lines = DECLARATION_FAULTS.map(|(what, before, after)| {
        let declaration = DECLARATION.replacen(before, after, 1);
        assert_ne!(declaration, DECLARATION, "{what}: `{before}` is not in the fixture");
        format!(
            "{what}\n  {}",
            Model::read(&declaration, RULES.as_bytes()).expect_err(what).to_string().replace('\n', "\n  ")
        )
    });
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_selection_rule_that_no_outcome_can_meet_is_refused() {
    let words =
        DECLARATION.replace("rule = \"top\"\nk = 1000", "rule = \"outcome\"\nequals = [\"call\", \"visit\"]");
    let rules = RULES
        .replace("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "hitPolicy=\"FIRST\"")
        .replace("<outputEntry><text>4</text>", "<outputEntry><text>\"call\"</text>");
    let refused = Model::read(&words, rules.as_bytes()).expect_err("never answered").to_string();
    assert_eq!(refused, "rules:18:3: `points`: the selection rule asks for `visit`, which is never answered");
    assert!(Model::read(&words.replace(", \"visit\"", ""), rules.as_bytes()).is_ok());
}

/// A reader that stops at the remark would take 18 for 180.
#[test]
fn a_remark_inside_a_cell_does_not_hide_what_stands_behind_it() {
    let plain = Model::read(DECLARATION, RULES.as_bytes()).expect("a model").hash();
    let remarked = RULES.replacen("<text>&gt; 180</text>", "<text>&gt; 18<!-- years -->0</text>", 1);
    assert_ne!(remarked, RULES);
    assert_eq!(Model::read(DECLARATION, remarked.as_bytes()).expect("a model").hash(), plain);
    let section = RULES.replacen("<text>&gt; 180</text>", "<text><![CDATA[> 18]]>0</text>", 1);
    assert_eq!(Model::read(DECLARATION, section.as_bytes()).expect("a model").hash(), plain);
}

#[test]
fn bytes_that_are_no_text_and_files_without_end_are_refused() {
    assert!(
        Model::read(DECLARATION, b"\xff\xfe")
            .expect_err("not UTF-8")
            .to_string()
            .contains("not UTF-8 from byte 0")
    );
    let endless = vec![b' '; 5 * 1024 * 1024];
    assert!(Model::read(DECLARATION, &endless).expect_err("too large").to_string().contains("at most"));
}
