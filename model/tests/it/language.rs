//! The language of the standard in small questions, each with the answer that the standard gives.

use model::dmn::{Library, Outcome};
use model::{Entries, Feel};

const HEAD: &str =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"n\" name=\"n\">";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn outcome(formula: &str) -> Result<String, String> {
    let xml = format!(
        "{HEAD}<decision id=\"d\" name=\"d\"><literalExpression><text>{}</text></literalExpression></decision></definitions>",
        escaped(formula)
    );
    asked(&xml, &[], "d", &vec![])
}

fn asked(xml: &str, others: &[&str], decision: &str, given: &Entries) -> Result<String, String> {
    let others: Vec<&[u8]> = others.iter().map(|other| other.as_bytes()).collect();
    match Library::read(xml.as_bytes(), &others).expect("a library").decide(decision, given) {
        Outcome::Value(value) => Ok(value.to_string()),
        Outcome::Outside(reason) => Err(reason),
    }
}

fn all(questions: &[(&str, &str)]) {
    let wrong: Vec<String> = questions
        .iter()
        .map(|(formula, answer)| (formula, answer, outcome(formula)))
        .filter(|(_, answer, found)| found.as_deref() != Ok(**answer))
        .map(|(formula, answer, found)| format!("{formula}: expected {answer}, found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn operators_bind_and_answer_as_the_standard_says() {
    all(&[
        ("1 + 2 * 3 ** 2", "19"),
        ("-3 ** 2", "9"),
        ("2 - -2", "4"),
        ("10 - 3 - 2", "5"),
        ("1 / 0", "null"),
        ("1 + null", "null"),
        ("\"a\" + \"b\"", "\"ab\""),
        ("\"a\" + 1", "null"),
        ("4 ** 0.5", "2"),
        ("2 ** -2", "0.25"),
        ("(-8) ** 0.5", "null"),
        ("1 < \"a\"", "null"),
        ("\"a\" < \"b\"", "true"),
        ("true and null", "null"),
        ("false and null", "false"),
        ("true or \"x\"", "true"),
        ("1 between 1 and 2 and true", "true"),
        ("5 in (1, [4..6))", "true"),
        ("5 in (< 3, > 4)", "true"),
        ("not(true)", "false"),
        ("not(1)", "null"),
        ("if 1 = 1 then \"yes\" else \"no\"", "\"yes\""),
        ("if null then 1 else 2", "2"),
        ("1.5e3 + .5", "1500.5"),
        ("\"\\U01F40E\"", "\"🐎\""),
        ("string length(\"\\uD83D\\uDC0E\")", "1"),
        ("{🐎: 2}.🐎", "2"),
    ]);
}

#[test]
fn lists_contexts_and_loops_answer_as_the_standard_says() {
    all(&[
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("[1, 2, 3][-1]", "3"),
        ("[{a b: 1, c: 2}, {a b: 3, c: 4}][a b > 1].c", "[4]"),
        ("{a: 1, b: a + 1}.b", "2"),
        ("{a: 1, a: 2}", "null"),
        ("{\"a b\": 1}.a b", "1"),
        ("{foo+bar: 1}.foo+bar", "1"),
        ("for i in 3..1 return i * i", "[9, 4, 1]"),
        ("for i in [1, 2], j in [i, 10] return i * j", "[1, 10, 4, 20]"),
        ("for i in 1..4 return if i = 1 then 1 else partial[-1] * i", "[1, 2, 6, 24]"),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", "true"),
        ("every x in [1, null] satisfies x > 0", "null"),
        ("every x in [] satisfies false", "true"),
        ("get value({a: {b: 5}}, [\"a\", \"b\"])", "5"),
        ("context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}"),
        ("context merge([{x: 1}, {x: 2, y: 3}])", "{x: 2, y: 3}"),
        ("context([{key: \"a\", value: 1}])", "{a: 1}"),
        ("sort(list: [3, 1, 2], precedes: function(a, b) a > b)", "[3, 2, 1]"),
        ("(function(a: number, b) a + b)(b: 1, a: 2)", "3"),
        ("(function(a: number) a)(\"x\")", "null"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("append(list: [1], item: 2)", "[1, 2]"),
        ("concatenate(list: [1])", "[1]"),
        ("duplicate values([1, 2, 1, 2, 1])", "null"),
        ("flatten([[1, [2]], 3])", "[1, 2, 3]"),
        ("sublist([1, 2, 3], -2)", "[2, 3]"),
        ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
        ("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\""),
        ("[1, 2] instance of list<number>", "true"),
        ("before([1..5), 5)", "true"),
        ("overlaps([1..5], [5..6])", "true"),
        ("range(\"[1..)\") = (>= 1)", "true"),
        ("range(\"[5..1]\")", "null"),
        ("string([1, \"a\", {b: null}])", "\"[1, \\\"a\\\", {b: null}]\""),
    ]);
}

#[test]
fn numbers_are_computed_to_thirty_four_digits() {
    all(&[
        ("sqrt(2)", "1.414213562373095048801688724209698"),
        ("sqrt(0.0625)", "0.25"),
        ("exp(1)", "2.718281828459045235360287471352662"),
        ("exp(-1)", "0.3678794411714423215955237701614609"),
        ("log(10)", "2.302585092994045684017991454684364"),
        ("log(1)", "0"),
        ("log(0)", "null"),
        ("log(0.9999999999999999999999999999999999)", &format!("-0.{}1", "0".repeat(33))),
        ("exp(100000)", "null"),
        ("round half up(-2.5, 0)", "-3"),
        ("round half down(2.5, 0)", "2"),
        ("decimal(2.5, 0)", "2"),
        ("floor(-1.55, 1)", "-1.6"),
        ("ceiling(1234, -2)", "1300"),
        ("modulo(-12, 5)", "3"),
        ("modulo(12, -5)", "-3"),
        ("modulo(10.1, -4.5)", "-3.4"),
        ("number(\"1 000,5\", \" \", \",\")", "1000.5"),
    ]);
}

#[test]
fn patterns_are_those_of_the_standard() {
    all(&[
        ("matches(\"foobar\", \"^fo*b\")", "true"),
        ("matches(\"abab\", \"(ab)\\1$\")", "true"),
        ("matches(\"X\", \"[A-Z-[OI]]\")", "true"),
        ("matches(\"é\", \"\\p{Ll}\")", "true"),
        ("matches(\"a\", \"(\")", "null"),
        ("matches(\"aaaaaaaaaaaa\", \"(a*)*b\")", "false"),
        ("replace(\"abcd\", \"(.)(.)\", \"$2$1\")", "\"badc\""),
        ("replace(\"abc\", \"x*\", \"-\")", "null"),
        ("split(\"a,b,,c\", \",\")", "[\"a\", \"b\", \"\", \"c\"]"),
    ]);
    let endless = format!("matches(\"{}\", \"(a*a*)*b\")", "a".repeat(200));
    assert!(outcome(&endless).expect_err("too long").contains("steps"));
}

#[test]
fn a_loop_of_powers_or_patterns_ends_with_its_reason() {
    for body in [
        "0.4 ** 0.5",
        "sqrt(day)",
        "log(day)",
        "exp(day / 1000)",
        "stddev([day, 2])",
        "matches(\"a\", \"(abcdefghijklm|n)[opq]\")",
    ] {
        let told = outcome(&format!("for day in 1..90000 return {body}"));
        assert!(told.expect_err("too long").contains("steps"), "{body}");
    }
    all(&[
        ("count(for day in 1..4000 return 0.4 ** 0.5)", "4000"),
        ("2 ** 0.5", "1.414213562373095048801688724209698"),
    ]);
}

#[test]
fn dates_are_computed_and_the_clock_is_never_read() {
    all(&[
        ("@\"2024-01-31\" + @\"P1M\"", "2024-02-29"),
        ("date(\"2024-03-01\") - date(\"2024-02-01\")", "P29D"),
        ("date and time(\"2024-01-01T10:00:00\").hour", "10"),
        ("@\"P1D\" * 1.5", "P1DT12H"),
        ("time(10, 30, 0)", "10:30:00"),
        ("day of week(@\"2024-02-29\")", "\"Thursday\""),
        ("is(@\"10:00:00Z\", @\"10:00:00\")", "false"),
        ("for d in @\"2024-02-28\"..@\"2024-03-01\" return d.day", "[28, 29, 1]"),
        ("@\"no date\"", "null"),
    ]);
    for clock in ["now()", "today() > @\"2020-01-01\""] {
        assert!(outcome(clock).expect_err("refused").contains("W02"));
    }
    let java = "function(x) external {java: {class: \"java.lang.Math\", method signature: \"cos(double)\"}}";
    assert!(outcome(java).expect_err("refused").contains("external"));
}

#[test]
fn a_file_imported_by_two_paths_may_be_given_different_inputs() {
    let a = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"a\" name=\"a\">\
        <inputData id=\"i\" name=\"Person name\"><variable name=\"Person name\" typeRef=\"string\"/></inputData>\
        <decision id=\"g\" name=\"Greet all\"><informationRequirement><requiredInput href=\"#i\"/></informationRequirement>\
        <literalExpression><text>\"Hello \" + Person name</text></literalExpression></decision></definitions>";
    let middle = |name: &str| {
        format!(
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"{name}\" name=\"{name}\">\
             <import namespace=\"a\" name=\"base\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>\
             <decision id=\"m\" name=\"Told\"><informationRequirement><requiredDecision href=\"a#g\"/></informationRequirement>\
             <literalExpression><text>base.Greet all</text></literalExpression></decision></definitions>"
        )
    };
    let (b, c) = (middle("b"), middle("c"));
    let top = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"t\" name=\"t\">\
        <import namespace=\"b\" name=\"B\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>\
        <import namespace=\"c\" name=\"C 2\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>\
        <decision id=\"d\" name=\"d\"><informationRequirement><requiredDecision href=\"b#m\"/></informationRequirement>\
        <informationRequirement><requiredDecision href=\"c#m\"/></informationRequirement>\
        <literalExpression><text>[B.Told, C 2.Told]</text></literalExpression></decision></definitions>";
    let named = |name: &str| {
        Feel::context(vec![("base".into(), Feel::context(vec![("Person name".into(), Feel::text(name))]))])
    };
    let together = vec![("B".into(), named("Ada")), ("C 2".into(), named("Bo"))];
    assert_eq!(asked(top, &[&b, &c, a], "d", &together).as_deref(), Ok("[\"Hello Ada\", \"Hello Bo\"]"));
    let dotted = vec![
        ("B.base.Person name".into(), Feel::text("Ada")),
        ("C 2.base.Person name".into(), Feel::text("Bo")),
    ];
    assert_eq!(asked(top, &[&b, &c, a], "d", &dotted).as_deref(), Ok("[\"Hello Ada\", \"Hello Bo\"]"));
    assert!(Library::read(top.as_bytes(), &[a.as_bytes()]).is_err(), "an import that is not there is told");
}

#[test]
fn boxes_of_every_kind_are_computed() {
    let decided = |boxed: &str| {
        let xml = format!(
            "{HEAD}<itemDefinition name=\"tSmall\"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues>\
             </itemDefinition><decision id=\"d\" name=\"d\">{boxed}</decision></definitions>"
        );
        asked(&xml, &[], "d", &vec![])
    };
    let text = |formula: &str| format!("<literalExpression><text>{formula}</text></literalExpression>");
    let (one, list) = (text("1"), text("[1, 2, 3]"));
    let cases = [
        (format!("<list>{one}{one}</list>"), "[1, 1]"),
        (
            format!("<relation><column name=\"a b\"/><column name=\"c\"/><row>{one}{list}</row></relation>"),
            "[{a b: 1, c: [1, 2, 3]}]",
        ),
        (format!("<filter><in>{list}</in><match>{}</match></filter>", text("item > 1")), "[2, 3]"),
        (
            format!(
                "<for iteratorVariable=\"i\"><in>{}</in><return>{}</return></for>",
                text("1..3"),
                text("i * 2")
            ),
            "[2, 4, 6]",
        ),
        (
            format!(
                "<some iteratorVariable=\"i\"><in>{list}</in><satisfies>{}</satisfies></some>",
                text("i = 3")
            ),
            "true",
        ),
        (
            format!(
                "<context><contextEntry><variable name=\"f\"/><functionDefinition><formalParameter name=\"x\" typeRef=\"number\"/>{}\
                 </functionDefinition></contextEntry><contextEntry><invocation>{}<binding><parameter name=\"x\"/>{one}</binding>\
                 </invocation></contextEntry></context>",
                text("x + 1"),
                text("f")
            ),
            "2",
        ),
        ("<literalExpression typeRef=\"tSmall\"><text>10</text></literalExpression>".to_owned(), "null"),
        ("<literalExpression typeRef=\"tSmall\"><text>[9]</text></literalExpression>".to_owned(), "9"),
    ];
    for (boxed, answer) in cases {
        assert_eq!(decided(&boxed).as_deref(), Ok(answer), "{boxed}");
    }
}

#[test]
fn values_that_grow_beyond_all_measure_come_to_nothing() {
    let bounded = |formula: &str| match outcome(formula) {
        Ok(value) => value.len() < 10_000,
        Err(_) => true,
    };
    for formula in [
        "for i in 1..60 return [partial[-1], partial[-1]]",
        "string(for i in 1..60 return [partial[-1], partial[-1]])",
        "count(for i in 1..90000 return [partial[-1]])",
        "count(for i in 1..90000 return {a: partial[-1]})",
        "count(for i in 1..5000 return function() partial[-1])",
        "count(for i in 1..90000 return (= partial[-1]))",
        "count(for i in 1..1000, j in 1..10000 return 1)",
        "string length(string((for i in 1..90000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")))",
    ] {
        assert!(bounded(formula), "{formula}");
    }
}

#[test]
fn a_cell_that_names_a_value_is_not_met_by_another_kind_of_value() {
    let answer = |cell: &str, value: Feel| {
        let xml = format!(
            "{HEAD}<inputData id=\"i\" name=\"i\"/><decision id=\"d\" name=\"d\"><informationRequirement>\
             <requiredInput href=\"#i\"/></informationRequirement><decisionTable><input><inputExpression><text>i</text>\
             </inputExpression></input><output><defaultOutputEntry><text>\"no\"</text></defaultOutputEntry></output><rule>\
             <inputEntry><text>{}</text></inputEntry><outputEntry><text>\"yes\"</text></outputEntry></rule></decisionTable>\
             </decision></definitions>",
            escaped(cell)
        );
        asked(&xml, &[], "d", &vec![("i".into(), value)]).expect("a value")
    };
    for (cell, value, met) in [
        ("true", Feel::Null, false),
        ("true", Feel::whole(1), false),
        ("true", Feel::Boolean(true), true),
        ("null", Feel::Null, true),
        ("not(null)", Feel::Null, false),
        ("not(null)", Feel::whole(1), true),
        ("\"a\", \"b\"", Feel::text("b"), true),
        ("> 1, null", Feel::Null, true),
        ("? > 1 and ? < 3", Feel::whole(2), true),
        ("even(?)", Feel::whole(3), false),
        ("[1, 2]", Feel::whole(2), true),
        ("i + 0", Feel::whole(2), true),
        ("-", Feel::Null, true),
    ] {
        let expected = if met { "\"yes\"" } else { "\"no\"" };
        assert_eq!(answer(cell, value.clone()), expected, "{cell} of {value}");
    }
}

/// Pieces from which formulas are thrown together: most make no sense, and none may break anything.
const PIECES: [&str; 74] = [
    "1",
    "0",
    "-",
    "+",
    "*",
    "/",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ".",
    "..",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    "a",
    "item",
    "?",
    "null",
    "true",
    "\"x\"",
    "\"(a*)*\"",
    "@\"2024-02-29\"",
    "@\"P1Y\"",
    "@\"P1DT1H\"",
    "@\"10:00:00Z\"",
    "@\"2024-02-29T10:00:00@Europe/Paris\"",
    "1e6144",
    "1e-6111",
    "9999999999999999999999999999999999",
    "0.5",
    "if ",
    " then ",
    " else ",
    "for a in ",
    " return ",
    "some a in ",
    " satisfies ",
    " in ",
    " between ",
    " and ",
    " or ",
    " instance of ",
    "number",
    "list<number>",
    "function(a) ",
    "partial",
    "sqrt(",
    "exp(",
    "log(",
    "modulo(",
    "decimal(",
    "round up(",
    "substring(",
    "replace(",
    "split(",
    "sort(",
    "sublist(",
    "list replace(",
    "range(",
    "date(",
    "time(",
    "duration(",
    "string(",
    "years and months duration(",
    "date and time(",
    "999999999",
];

proptest::proptest! {
    #![proptest_config(crate::fixed())]

    #[test]
    fn nothing_that_is_thrown_together_breaks_anything(
        places in proptest::collection::vec(0..PIECES.len(), 1..24),
    ) {
        let formula: String = places.iter().map(|place| PIECES[*place]).collect();
        drop(outcome(&formula));
    }

    #[test]
    fn functions_take_any_values_without_breaking(
        name in proptest::sample::select(vec![
            "sqrt", "exp", "log", "modulo", "decimal", "round up", "round half down", "floor", "ceiling", "abs", "odd",
            "substring", "replace", "matches", "split", "string join", "sublist", "insert before", "remove", "list replace",
            "union", "flatten", "sort", "mode", "median", "stddev", "sum", "product", "date", "time", "date and time",
            "duration", "years and months duration", "day of year", "week of year", "get value", "context put", "range",
            "before", "overlaps", "includes", "is", "number", "string", "concatenate", "append", "index of", "min",
        ]),
        given in proptest::collection::vec(proptest::sample::select(vec![
            "0", "1", "-1", "2.5", "1e6144", "-1e6144", "1e-6111", "9999999999999999999999999999999999", "null", "true",
            "\"\"", "\"abc\"", "\"[1..2]\"", "\"(.)\"", "[]", "[1, 2, 2]", "[null]", "[[1]]", "{}", "{a: 1}", "[1..3]", "(<5)",
            "@\"2024-02-29\"", "@\"P1Y\"", "@\"-P999999999M\"", "@\"P1D\"", "@\"10:00:00\"", "@\"-999999999-01-01\"",
            "function(a, b) a < b", "function() 1", "sum", "9223372036854775807", "-9223372036854775808",
        ]), 0..4),
        operator in proptest::sample::select(vec!["+", "-", "*", "/", "**", "=", "<", " in "]),
    ) {
        drop(outcome(&format!("{name}({})", given.join(", "))));
        drop(outcome(&given.join(operator)));
        drop(outcome(&given.join("..")));
    }
}
