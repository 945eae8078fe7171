//! What is proved about a model is true of every case, and what is found happens: against walking through all cases.

use crate::{complexity, fixed};
use model::analysis::{Analysis, AnalysisLimits, Difference, How, Shown, Side, Witness, analyse, difference};
use model::{Decimal, Model, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const WORDS: [&str; 3] = ["a", "b", "c"];

/// Which numbers there are, and which of them rules name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    /// 0 to 6 in steps of 1; bounds are whole.
    Whole,
    /// 0 to 3 in steps of 1; bounds are halves, so that some lie between two steps.
    Between,
    /// 0 to 3 in steps of a quarter; bounds are halves.
    Quarters,
    /// Any number from 0 to 3; bounds are halves, so that quarters meet every stretch.
    Any,
}

impl Grain {
    const ALL: [Self; 4] = [Self::Whole, Self::Between, Self::Quarters, Self::Any];

    const fn declared(self) -> &'static str {
        match self {
            Self::Whole => "minimum = 0\nmaximum = 6\nstep = 1",
            Self::Between => "minimum = 0\nmaximum = 3\nstep = 1",
            Self::Quarters => "minimum = 0\nmaximum = 3\nstep = \"0.25\"",
            Self::Any => "minimum = 0\nmaximum = 3",
        }
    }

    fn numbers(self) -> Vec<Value> {
        match self {
            Self::Whole => (0..=6).map(whole).collect(),
            Self::Between => (0..=3).map(whole).collect(),
            Self::Quarters | Self::Any => (0..=12).map(|quarters| hundredths(quarters * 25)).collect(),
        }
    }

    /// A bound as it stands in a cell.
    fn bound(self, number: i64) -> String {
        if self == Self::Whole { number.to_string() } else { hundredths(i128::from(number) * 50).to_string() }
    }
}

fn hundredths(units: i128) -> Value {
    Value::number(Decimal::scaled(units, 2).expect("short"))
}

/// A random table over two small numbers and a word, and perhaps one that reads its answer.
#[derive(Debug, Clone)]
struct Made {
    policy: &'static str,
    rules: Vec<([String; 3], i64)>,
    chained: bool,
    grain: Grain,
}

fn cell(grain: Grain) -> impl Strategy<Value = String> {
    let at = move |number: i64| grain.bound(number);
    prop_oneof![
        4 => Just("-".to_owned()),
        2 => (0..6_i64).prop_map(move |low| format!(">= {}", at(low))),
        1 => (0..6_i64).prop_map(move |low| format!("> {}", at(low))),
        2 => (0..6_i64).prop_map(move |high| format!("< {}", at(high))),
        1 => (0..6_i64).prop_map(move |high| format!("<= {}", at(high))),
        1 => (0..5_i64, 0..3_i64).prop_map(move |(low, more)| format!("[{}..{}]", at(low), at(low + more))),
        1 => (0..5_i64, 1..3_i64).prop_map(move |(low, more)| format!("({}..{})", at(low), at(low + more))),
        1 => (0..6_i64).prop_map(at),
        2 => (0..6_i64).prop_map(move |one| format!("not({})", at(one))),
    ]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just("-".to_owned()),
        1 => proptest::sample::select(WORDS.to_vec()).prop_map(|word| format!("&quot;{word}&quot;")),
        1 => Just("&quot;a&quot;, &quot;c&quot;".to_owned()),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    proptest::sample::select(Grain::ALL.to_vec()).prop_flat_map(with)
}

fn with(grain: Grain) -> impl Strategy<Value = Made> {
    let policies = ["UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT\" aggregation=\"SUM"];
    let policy = proptest::sample::select(policies.to_vec());
    let rule = ([cell(grain), cell(grain)], word(), 1..4_i64)
        .prop_map(|([one, two], word, output)| ([one, two, word], output));
    let rules = proptest::collection::vec(rule, 1..6);
    (policy, rules, any::<bool>()).prop_map(move |(policy, rules, chained)| Made {
        policy,
        rules,
        chained: chained && !policy.starts_with("COLLECT"),
        grain,
    })
}

fn model(made: &Made) -> Model {
    let last = if made.chained { "final" } else { "first" };
    let mut declaration = format!("format = \"waarborg-model/1\"\ndecision = \"{last}\"\n");
    for part in ["title", "contact", "outcome"] {
        let _ = write!(declaration, "[{part}]\nnl = \"x\"\nen = \"x\"\n");
    }
    let number = format!("type = \"number\"\n{}", made.grain.declared());
    for (name, kind) in [
        ("x", number.as_str()),
        ("y", number.as_str()),
        ("w", "type = \"text\"\nvalues = [\"a\", \"b\", \"c\"]"),
    ] {
        let _ =
            write!(declaration, "[[inputs]]\nname = \"{name}\"\n{kind}\nchangeable = true\nground = \"x\"\n");
        for words in ["label", "source", "reason"] {
            let _ = writeln!(declaration, "{words} = {{ nl = \"x\", en = \"x\" }}");
        }
    }
    declaration.push_str(
        "[selection]\nrule = \"top\"\nk = 1\nrandom_share = \"0.2\"\nmeaning = { nl = \"x\", en = \"x\" }\n",
    );
    let mut rules = String::from(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"made\" namespace=\"made\">",
    );
    for name in ["x", "y", "w"] {
        let kind = if name == "w" { "string" } else { "number" };
        let _ = write!(
            rules,
            "<inputData id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{kind}\"/></inputData>"
        );
    }
    table(
        &mut rules,
        "first",
        made.policy,
        &["x", "y", "w"],
        &made.rules.iter().map(|(tests, output)| (tests.to_vec(), *output)).collect::<Vec<_>>(),
    );
    if made.chained {
        let behind = [
            (vec!["1".to_owned(), "-".to_owned()], 5),
            (vec!["-".to_owned(), "< 3".to_owned()], 6),
            (vec!["-".to_owned(), "-".to_owned()], 7),
        ];
        table(&mut rules, "final", "FIRST", &["first", "x"], &behind);
    }
    rules.push_str("</definitions>");
    Model::read(&declaration, rules.as_bytes()).unwrap_or_else(|findings| panic!("{findings}\n{rules}"))
}

fn table(text: &mut String, name: &str, policy: &str, columns: &[&str], rules: &[(Vec<String>, i64)]) {
    let _ = write!(
        text,
        "<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"number\"/>"
    );
    for column in columns {
        let kind = if *column == "first" { "Decision" } else { "Input" };
        let _ = write!(
            text,
            "<informationRequirement><required{kind} href=\"#{column}\"/></informationRequirement>"
        );
    }
    let _ = write!(text, "<decisionTable hitPolicy=\"{policy}\">");
    for column in columns {
        let kind = if *column == "w" { "string" } else { "number" };
        let _ = write!(
            text,
            "<input><inputExpression typeRef=\"{kind}\"><text>{column}</text></inputExpression></input>"
        );
    }
    text.push_str(
        "<output typeRef=\"number\"><outputValues><text>3, 1, 2, 5, 6, 7</text></outputValues></output>",
    );
    for (tests, output) in rules {
        text.push_str("<rule>");
        for test in tests {
            let _ = write!(text, "<inputEntry><text>{}</text></inputEntry>", test.replace('<', "&lt;"));
        }
        let _ = write!(text, "<outputEntry><text>{output}</text></outputEntry></rule>");
    }
    text.push_str("</decisionTable></decision>");
}

fn whole(number: i64) -> Value {
    Value::number(Decimal::whole(number))
}

/// Every case with what the model answers; nothing where it decides nothing.
type Truth = BTreeMap<Vec<Value>, Option<Value>>;

fn truth(model: &Model, grain: Grain) -> Truth {
    let mut everybody = Truth::new();
    for x in grain.numbers() {
        for y in grain.numbers() {
            for word in WORDS {
                let case = vec![x.clone(), y.clone(), Value::text(word)];
                let told = answer(model, &case);
                everybody.insert(case, told);
            }
        }
    }
    everybody
}

/// What the model answers; nothing where it decides nothing.
fn answer(model: &Model, case: &[Value]) -> Option<Value> {
    model.evaluate(case).ok().map(|found| found.outcome)
}

fn values(witness: &Witness) -> Vec<Value> {
    witness.case.iter().map(|(_, value)| value.clone()).collect()
}

/// The answer to one question, against the truth; every proof is checked, every case asked again.
fn agrees(model: &Model, what: &str, shown: &Shown, truth: bool) -> Result<(), TestCaseError> {
    match shown {
        Shown::NotDecided { why } => prop_assert!(false, "{what}: not decided: {why}"),
        Shown::Never { by } => {
            prop_assert!(!truth, "{what}: it was proved that it never happens, and it does");
            if let How::Proof { proof, .. } = by {
                prop_assert_eq!(proof.check(), Ok(()), "{}", what);
            }
        }
        Shown::Found { cases } => {
            prop_assert!(truth, "{what}: it was found, and it never happens: {cases:?}");
            for case in cases {
                prop_assert_eq!(&case.outcome, &answer(model, &values(case)), "{}", what);
            }
        }
    }
    Ok(())
}

/// Whether two cases that differ in one input alone, the second with more of it, compare so.
fn pairs(
    truth: &Truth,
    (input, values): (usize, &[Value]),
    wanted: impl Fn(Option<&Value>, Option<&Value>) -> bool,
) -> bool {
    truth.iter().any(|(one, first)| {
        values.iter().filter(|value| **value > one[input]).any(|value| {
            let mut other = one.clone();
            other[input] = value.clone();
            wanted(first.as_ref(), truth[&other].as_ref())
        })
    })
}

fn every_question(model: &Model, grain: Grain, found: &Analysis) -> Result<(), TestCaseError> {
    let truth = truth(model, grain);
    let domain = |input: usize| if input < 2 { grain.numbers() } else { WORDS.map(Value::text).to_vec() };
    let undecided = truth.values().any(Option::is_none);
    let faults = found.gaps.iter().chain(&found.contradictions);
    let told = faults.clone().any(|one| !one.shown.cases().is_empty());
    prop_assert_eq!(told, undecided, "gaps and contradictions");
    for fault in faults {
        let here = !fault.shown.cases().is_empty();
        agrees(model, "a fault", &fault.shown, here)?;
        prop_assert!(fault.shown.cases().iter().all(|case| case.outcome.is_none()));
    }
    for overlap in &found.overlaps {
        let view = model.tables().into_iter().position(|view| view.name == overlap.table).expect("a table");
        let both = |case: &[Value]| {
            let matched = model.evaluate(case).ok().map(|told| told.tables[view].matched.clone());
            let rules = [overlap.first, overlap.second].map(|rule| u16::try_from(rule - 1).expect("small"));
            // Where rules may not hold together, nothing is decided: that is asked above.
            let first = model.tables()[view].policy == "first";
            // Of a table that stops at the first rule it is known that no later one decided.
            matched.is_none_or(|matched| match matched.first() {
                Some(decided) if first => *decided <= rules[0],
                _ => rules.iter().all(|rule| matched.contains(rule)),
            })
        };
        let shown = overlap.shown.cases();
        prop_assert!(shown.len() == 1 && shown.iter().all(|case| both(&values(case))), "{overlap:?}");
    }
    let outcomes: BTreeSet<Value> = truth.values().flatten().cloned().collect();
    for reached in &found.outcomes {
        agrees(model, "an outcome", &reached.shown, outcomes.contains(&reached.outcome))?;
    }
    if let Some(total) = &found.total {
        prop_assert_eq!(total.least.outcome.as_ref(), outcomes.first());
        prop_assert_eq!(total.most.outcome.as_ref(), outcomes.last());
    }
    for (place, influence) in found.influences.iter().enumerate() {
        let differ = pairs(&truth, (place, &domain(place)), |one, other| one != other);
        agrees(model, &format!("influence of {}", influence.input), &influence.shown, differ)?;
    }
    for (place, monotony) in found.monotony.iter().enumerate() {
        let compare = |order: std::cmp::Ordering| {
            pairs(&truth, (place, &domain(place)), move |one, other| {
                one.zip(other).is_some_and(|(one, other)| other.cmp(one) == order)
            })
        };
        agrees(model, "rising", &monotony.rises, compare(std::cmp::Ordering::Greater))?;
        agrees(model, "falling", &monotony.falls, compare(std::cmp::Ordering::Less))?;
    }
    for bound in &found.bounds {
        let place = usize::from(bound.input != "x");
        let differ = truth.keys().any(|case| {
            let (mut below, mut above) = (case.clone(), case.clone());
            below[place] = bound.below.clone();
            above[place] = bound.above.clone();
            answer(model, &below) != answer(model, &above)
        });
        agrees(model, &format!("the bound of {} at {}", bound.input, bound.above), &bound.shown, differ)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..fixed() })]

    #[test]
    fn w01_what_is_proved_holds_for_everybody_and_what_is_found_happens(made in made()) {
        let model = model(&made);
        every_question(&model, made.grain, &analyse(&model, &AnalysisLimits::default()))?;
    }

    #[test]
    fn w01_rules_that_never_decide_are_named_and_no_others(made in made()) {
        let model = model(&made);
        let found = analyse(&model, &AnalysisLimits::default());
        let idle: BTreeSet<(String, usize)> = found.idle.iter().map(|rule| (rule.table.clone(), rule.rule)).collect();
        let (views, everybody) = (model.tables(), truth(&model, made.grain));
        for view in &views {
            for rule in &view.rules {
                let told = idle.contains(&(view.name.clone(), rule.number));
                let place = views.iter().position(|one| one.name == view.name).expect("there");
                let works = everybody.keys().filter_map(|case| model.evaluate(case).ok()).any(|found| {
                    let trace = &found.tables[place];
                    let number = u16::try_from(rule.number).expect("small") - 1;
                    let answers = |place: &u16| view.rules[usize::from(*place)].outputs[0] == trace.output.to_string();
                    match view.policy {
                        "priority" => trace.matched.iter().find(|place| answers(place)) == Some(&number),
                        _ => trace.matched.contains(&number),
                    }
                });
                prop_assert!(!(told && works), "{} {} decides, and is told to be idle", view.name, rule.number);
                let exact = ["first", "priority", "sum"].contains(&view.policy) && !made.chained;
                prop_assert!(!exact || told || works, "{} {} never decides, and is not told", view.name, rule.number);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..fixed() })]

    #[test]
    fn w02_between_two_versions_every_region_differs_and_outside_complete_ones_nobody_does(
        made in made(), place in 0..5_usize, output in 1..4_i64, dropped in any::<bool>()
    ) {
        let mut other = made.clone();
        let place = place % made.rules.len();
        other.rules[place].1 = output;
        if dropped && other.rules.len() > 1 {
            other.rules.remove(place);
        }
        let (before, after) = (model(&made), model(&other));
        let differ = |case: &[Value]| answer(&before, case) != answer(&after, case);
        let everybody = truth(&before, made.grain);
        match difference(&before, &after, &AnalysisLimits::default()) {
            Difference::NotDecided { why } => prop_assert!(false, "{why}"),
            Difference::None { by } => {
                prop_assert!(everybody.keys().all(|case| !differ(case)));
                if let How::Proof { proof, .. } = by {
                    prop_assert_eq!(proof.check(), Ok(()));
                }
            }
            Difference::Some { regions, complete } => {
                prop_assert!(!regions.is_empty() && regions.iter().all(|region| region.before != region.after));
                for case in everybody.keys() {
                    let inside = regions.iter().any(|region| region.sides.iter().all(|side| lies(side, case)));
                    prop_assert!(!complete || inside == differ(case), "{case:?}");
                }
            }
        }
    }
}

fn lies(side: &Side, case: &[Value]) -> bool {
    let at = |name: &str| &case[["x", "y", "w"].iter().position(|known| *known == name).expect("an input")];
    match side {
        Side::Range { input, from, from_included, to, to_included } => {
            let value = at(input);
            (value > from || *from_included && value == from) && (value < to || *to_included && value == to)
        }
        Side::OneOf { input, values } => values.contains(at(input)),
    }
}

#[test]
fn a_damaged_proof_is_refused() {
    let made = Made {
        policy: "FIRST",
        rules: vec![(["-".into(), "-".into(), "-".into()], 1), ([">= 3".into(), "-".into(), "-".into()], 2)],
        chained: false,
        grain: Grain::Whole,
    };
    let found = analyse(&model(&made), &AnalysisLimits::default());
    let idle = found.idle.iter().find(|rule| rule.rule == 2).expect("masked");
    let Shown::Never { by: How::Proof { proof, .. } } = &idle.shown else { panic!("{idle:?}") };
    assert_eq!(proof.check(), Ok(()));
    assert!(proof.dimacs().starts_with("p cnf ") && proof.drat().ends_with("0\n"));
    let mut damaged = (**proof).clone();
    damaged.clauses.truncate(damaged.clauses.len() / 4);
    damaged.steps.clear();
    assert!(damaged.check().is_err());
}

#[test]
fn n01_of_the_demo_model_influence_and_direction_are_proved() {
    let found = analyse(&complexity(), &AnalysisLimits::default());
    insta::assert_json_snapshot!(found);
}

#[test]
fn every_kind_of_cell_holds_for_exactly_the_values_that_it_names() {
    let cells: [(&str, &[i64]); 14] = [
        ("-", &[0, 1, 2, 3, 4, 5, 6]),
        ("2", &[2]),
        ("= 2", &[2]),
        ("!= 2", &[0, 1, 3, 4, 5, 6]),
        ("not(2)", &[0, 1, 3, 4, 5, 6]),
        ("not(2, [4..6])", &[0, 1, 3]),
        ("1, 3", &[1, 3]),
        ("< 2", &[0, 1]),
        ("<= 2", &[0, 1, 2]),
        ("> 4", &[5, 6]),
        (">= 4", &[4, 5, 6]),
        ("(1..4)", &[2, 3]),
        ("[1..4]", &[1, 2, 3, 4]),
        ("]1..4]", &[2, 3, 4]),
    ];
    for (cell, holds) in cells {
        told(cell, holds);
    }
    // A value is never absent here, so a cell that asks for nothing is never met, and its opposite always.
    told("null", &[]);
    told("not(null)", &[0, 1, 2, 3, 4, 5, 6]);
    told("!= null", &[0, 1, 2, 3, 4, 5, 6]);
}

/// The values of x for which the first rule decides.
fn told(cell: &str, holds: &[i64]) {
    let any = || "-".to_owned();
    let rules = vec![([cell.to_owned(), any(), any()], 1), ([any(), any(), any()], 2)];
    let model = model(&Made { policy: "FIRST", rules, chained: false, grain: Grain::Whole });
    let met = |x: &i64| answer(&model, &[whole(*x), whole(0), Value::text("a")]) == Some(whole(1));
    assert_eq!((0..=6).filter(met).collect::<Vec<_>>(), holds, "{cell}");
}
