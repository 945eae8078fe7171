//! Decisions a second on a table of 12 rules and 6 inputs, with the rules that held recorded. Prints, asserts nothing.

#![expect(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a benchmark measures time, stops at the first surprise, and rounds its figures"
)]

use model::{Decimal, Goal, Model, Value};
use std::fmt::Write as _;
use std::time::Instant;

const CASES: u64 = 1_000_000;
const NUMBERS: [&str; 4] = ["age", "income", "assets", "children"];
const WORDS: [&str; 2] = ["household", "residence"];

/// Six cells a rule, in the order of the inputs.
const RULES: [[&str; 6]; 12] = [
    ["< 18", "-", "-", "-", "-", "-"],
    [">= 67", "< 20000", "< 15000", "-", "\"alone\"", "-"],
    [">= 67", "< 28000", "< 30000", "-", "\"couple\"", "-"],
    ["[18..67)", "< 15000", "< 7000", "0", "\"alone\"", "\"owner\""],
    ["[18..67)", "< 15000", "< 7000", "0", "\"alone\"", "\"tenant\""],
    ["[18..67)", "[15000..25000)", "< 7000", "0", "-", "\"tenant\",\"sharer\""],
    ["[18..67)", "< 22000", "< 14000", ">= 1", "\"alone\"", "-"],
    ["[18..67)", "< 30000", "< 14000", "[1..2]", "\"couple\"", "-"],
    ["[18..67)", "< 36000", "< 14000", ">= 3", "\"couple\"", "-"],
    ["-", "< 40000", "[14000..60000)", "-", "-", "\"tenant\""],
    ["-", ">= 20000", "-", "-", "-", "\"owner\""],
    ["-", "-", "-", "-", "-", "-"],
];

fn rules(policy: &str) -> String {
    let mut xml = String::from(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"b\" namespace=\"urn:b\">",
    );
    for name in NUMBERS.iter().chain(&WORDS) {
        let _ = write!(xml, "<inputData id=\"{name}\" name=\"{name}\"/>");
    }
    xml.push_str("<decision id=\"points\" name=\"points\">");
    for name in NUMBERS.iter().chain(&WORDS) {
        let _ =
            write!(xml, "<informationRequirement><requiredInput href=\"#{name}\"/></informationRequirement>");
    }
    let _ = write!(xml, "<decisionTable {policy}>");
    for name in NUMBERS.iter().chain(&WORDS) {
        let _ = write!(xml, "<input><inputExpression><text>{name}</text></inputExpression></input>");
    }
    xml.push_str("<output name=\"points\" typeRef=\"number\"/>");
    for (points, cells) in RULES.iter().enumerate() {
        xml.push_str("<rule>");
        for cell in cells {
            let _ = write!(xml, "<inputEntry><text>{}</text></inputEntry>", cell.replace('<', "&lt;"));
        }
        let _ = write!(xml, "<outputEntry><text>{points}</text></outputEntry></rule>");
    }
    xml.push_str("</decisionTable></decision></definitions>");
    xml
}

fn declaration() -> String {
    let words = "{ nl = \"x\", en = \"x\" }";
    let mut text = format!(
        "format = \"waarborg-model/1\"\ndecision = \"points\"\ntitle = {words}\ncontact = {words}\noutcome = {words}\n"
    );
    let common =
        format!("changeable = true\nground = \"x\"\nlabel = {words}\nsource = {words}\nreason = {words}\n");
    for name in NUMBERS {
        let _ = write!(
            text,
            "[[inputs]]\nname = \"{name}\"\ntype = \"number\"\nminimum = 0\nmaximum = 1000000\nstep = 1\n{common}"
        );
    }
    for (name, values) in WORDS.iter().zip(["\"alone\", \"couple\"", "\"tenant\", \"owner\", \"sharer\""]) {
        let _ = write!(text, "[[inputs]]\nname = \"{name}\"\ntype = \"text\"\nvalues = [{values}]\n{common}");
    }
    let _ = write!(
        text,
        "[selection]\nrule = \"threshold\"\nat_least = 5\nrandom_share = \"0.25\"\nmeaning = {words}\n"
    );
    text
}

/// The same made-up people in every run: a linear congruence with a fixed seed.
fn people() -> Vec<[Value; 6]> {
    let words = |list: &[&str]| list.iter().map(|word| Value::text(word)).collect::<Vec<_>>();
    let (households, residences) = (words(&["alone", "couple"]), words(&["tenant", "owner", "sharer"]));
    let mut state = 20_261_124_u64;
    let mut draw = |end: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let number = |drawn: u64| Value::number(Decimal::whole(i64::try_from(drawn).expect("small")));
    let mut one = || {
        let (age, income, assets, children) = (draw(90), draw(60_000), draw(80_000), draw(5));
        let word = |list: &[Value], drawn: u64| {
            list.get(usize::try_from(drawn).expect("small")).cloned().expect("in the list")
        };
        let (household, residence) = (word(&households, draw(2)), word(&residences, draw(3)));
        [number(age), number(income), number(assets), number(children), household, residence]
    };
    (0..CASES).map(|_| one()).collect()
}

fn main() {
    let people = people();
    for (name, policy) in
        [("FIRST", "hitPolicy=\"FIRST\""), ("COLLECT SUM", "hitPolicy=\"COLLECT\" aggregation=\"SUM\"")]
    {
        let model = Model::read(&declaration(), rules(policy).as_bytes()).expect("a model");
        let start = Instant::now();
        let mut matched = 0;
        for case in &people {
            matched += model
                .evaluate(case)
                .expect("decided")
                .tables
                .iter()
                .map(|table| table.matched.len())
                .sum::<usize>();
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{name} 12×6: {CASES} decisions in {seconds:.3} s, {:.0} a second, {matched} rules held",
            CASES as f64 / seconds
        );
        let start = Instant::now();
        let explained: usize = people
            .iter()
            .take(10_000)
            .map(|case| {
                let evaluation = model.evaluate(case).expect("decided");
                model.explain(case, &evaluation, &Goal::Other).counterfactuals.len()
            })
            .sum();
        let seconds = start.elapsed().as_secs_f64() / 10_000.0;
        println!(
            "{name} 12×6: one full explanation in {:.1} µs, {explained} other outcomes in 10000",
            seconds * 1e6
        );
    }
}
