//! Made-up tables and people, the same in every run.

pub mod timing;

use model::kernel::{Column, Columns};
use model::{Decimal, Model, Value};
use std::fmt::Write as _;

/// A source of cases: its name and the values it can have.
pub enum Input {
    Number(&'static str, u64),
    Words(&'static str, &'static [&'static str]),
}

impl Input {
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Number(name, _) | Self::Words(name, _) => name,
        }
    }
}

/// A decision table to be written down: one cell a column, then the answer.
pub struct Made {
    pub name: &'static str,
    pub policy: &'static str,
    pub columns: Vec<&'static str>,
    pub rules: Vec<Vec<String>>,
}

pub const PEOPLE: [Input; 6] = [
    Input::Number("age", 90),
    Input::Number("income", 60_000),
    Input::Number("assets", 80_000),
    Input::Number("children", 5),
    Input::Words("household", &["alone", "couple"]),
    Input::Words("residence", &["tenant", "owner", "sharer"]),
];

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

pub fn twelve(name: &'static str, policy: &'static str) -> Made {
    let rule = |(points, cells): (usize, &[&str; 6])| {
        cells.iter().map(ToString::to_string).chain([points.to_string()]).collect()
    };
    let rules = RULES.iter().enumerate().map(rule).collect();
    Made { name, policy, columns: PEOPLE.iter().map(Input::name).collect(), rules }
}

/// Eight rules on the answer of the table before and two inputs.
pub fn next(name: &'static str, before: &'static str, inputs: [&'static str; 2]) -> Made {
    let cells = [
        ["0", "-", "-"],
        ["[1..3]", "< 10000", "-"],
        ["[1..3]", "-", "\"owner\""],
        ["[4..6]", "-", "\"tenant\""],
        ["[4..6]", ">= 20000", "-"],
        ["[7..9]", "-", "-"],
        ["> 9", "[5000..50000)", "-"],
        ["-", "-", "-"],
    ];
    let rule = |(points, cells): (usize, &[&str; 3])| {
        cells.iter().map(ToString::to_string).chain([points.to_string()]).collect()
    };
    Made {
        name,
        policy: "hitPolicy=\"FIRST\"",
        columns: vec![before, inputs[0], inputs[1]],
        rules: cells.iter().enumerate().map(rule).collect(),
    }
}

/// Six terms of one input each: points by range or word.
pub fn additive() -> Made {
    let terms: [(usize, &[(&str, &str)]); 6] = [
        (0, &[("< 18", "0"), ("[18..30)", "4.5"), ("[30..50)", "3"), ("[50..67)", "1.5"), (">= 67", "-2")]),
        (1, &[("< 12000", "9"), ("[12000..24000)", "6.25"), ("[24000..40000)", "2"), (">= 40000", "-4")]),
        (2, &[("< 7000", "3"), ("[7000..15000)", "1"), ("[15000..45000)", "-1"), (">= 45000", "-6")]),
        (3, &[("0", "0"), ("[1..2]", "2"), (">= 3", "5")]),
        (4, &[("\"alone\"", "1"), ("\"couple\"", "-1")]),
        (5, &[("\"tenant\"", "2"), ("\"owner\"", "-3"), ("\"sharer\"", "0.5")]),
    ];
    let rule = |(column, (cell, points)): (usize, &(&str, &str))| {
        let mut cells = vec!["-".to_owned(); 6];
        (*cell).clone_into(&mut cells[column]);
        cells.push((*points).to_owned());
        cells
    };
    let rules =
        terms.iter().flat_map(|(column, bins)| bins.iter().map(move |bin| rule((*column, bin)))).collect();
    let columns = PEOPLE.iter().map(Input::name).collect();
    Made { name: "additive", policy: "hitPolicy=\"COLLECT\" aggregation=\"SUM\"", columns, rules }
}

pub const MANY: [Input; 12] = [
    Input::Number("n0", 100_000),
    Input::Number("n1", 100_000),
    Input::Number("n2", 100_000),
    Input::Number("n3", 100_000),
    Input::Number("n4", 100_000),
    Input::Number("n5", 100_000),
    Input::Number("n6", 100_000),
    Input::Number("n7", 100_000),
    Input::Words("w0", &["a", "b", "c", "d", "e", "f"]),
    Input::Words("w1", &["a", "b", "c", "d", "e", "f"]),
    Input::Words("w2", &["a", "b", "c", "d", "e", "f"]),
    Input::Words("w3", &["a", "b", "c", "d", "e", "f"]),
];

/// Two thousand rules of ranges that end at one of 99 numbers a column, and of one or two words; the last always holds.
pub fn many() -> Made {
    let mut dice = dice();
    let mut cell = |input: &Input| match (dice(2), input) {
        (0, _) => "-".to_owned(),
        (_, Input::Number(..)) => {
            let low = dice(70);
            format!("[{}..{})", low * 1_000, (low + 5 + dice(25)) * 1_000)
        }
        (_, Input::Words(_, words)) => {
            let word = |at: u64| words[usize::try_from(at).expect("small")];
            format!("\"{}\",\"{}\"", word(dice(6)), word(dice(6)))
        }
    };
    let mut rules: Vec<Vec<String>> = (0..1_999)
        .map(|rule| MANY.iter().map(&mut cell).chain([(rule % 100).to_string()]).collect())
        .collect();
    rules.push(MANY.iter().map(|_| "-".to_owned()).chain(["100".to_owned()]).collect());
    let columns = MANY.iter().map(Input::name).collect();
    Made { name: "many", policy: "hitPolicy=\"FIRST\"", columns, rules }
}

/// The tables as a model; the last one decides.
pub fn model(inputs: &[Input], tables: &[Made]) -> Model {
    let decision = tables.last().expect("a table").name;
    Model::read(&declaration(inputs, decision), rules_file(inputs, tables).as_bytes()).expect("a model")
}

/// The tables in the standard's exchange format.
pub fn rules_file(inputs: &[Input], tables: &[Made]) -> String {
    let mut xml = String::from(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"b\" name=\"b\" namespace=\"urn:b\">",
    );
    for input in inputs {
        let kind = if matches!(input, Input::Number(..)) { "number" } else { "string" };
        let _ = write!(
            xml,
            "<inputData id=\"{0}\" name=\"{0}\"><variable name=\"{0}\" typeRef=\"{kind}\"/></inputData>",
            input.name()
        );
    }
    for table in tables {
        let _ = write!(
            xml,
            "<decision id=\"{0}\" name=\"{0}\"><variable name=\"{0}\" typeRef=\"number\"/>",
            table.name
        );
        for column in &table.columns {
            let kind = if inputs.iter().any(|input| input.name() == *column) { "Input" } else { "Decision" };
            let _ = write!(
                xml,
                "<informationRequirement><required{kind} href=\"#{column}\"/></informationRequirement>"
            );
        }
        written(&mut xml, table);
        xml.push_str("</decision>");
    }
    xml.push_str("</definitions>");
    xml
}

fn written(xml: &mut String, table: &Made) {
    let _ = write!(xml, "<decisionTable {}>", table.policy);
    for column in &table.columns {
        let _ = write!(xml, "<input><inputExpression><text>{column}</text></inputExpression></input>");
    }
    let _ = write!(xml, "<output name=\"{}\" typeRef=\"number\"/>", table.name);
    for rule in &table.rules {
        let (answer, cells) = rule.split_last().expect("an answer");
        xml.push_str("<rule>");
        for cell in cells {
            let _ = write!(xml, "<inputEntry><text>{}</text></inputEntry>", cell.replace('<', "&lt;"));
        }
        let _ = write!(xml, "<outputEntry><text>{answer}</text></outputEntry></rule>");
    }
    xml.push_str("</decisionTable>");
}

fn declaration(inputs: &[Input], decision: &str) -> String {
    let words = "{ nl = \"x\", en = \"x\" }";
    let mut text = format!(
        "format = \"waarborg-model/1\"\ndecision = \"{decision}\"\ntitle = {words}\ncontact = {words}\noutcome = {words}\n"
    );
    let common =
        format!("changeable = true\nground = \"x\"\nlabel = {words}\nsource = {words}\nreason = {words}\n");
    for input in inputs {
        let kind = match input {
            Input::Number(..) => "type = \"number\"\nminimum = 0\nmaximum = 1000000\nstep = 1".to_owned(),
            Input::Words(_, words) => format!("type = \"text\"\nvalues = {words:?}"),
        };
        let _ = write!(text, "[[inputs]]\nname = \"{}\"\n{kind}\n{common}", input.name());
    }
    let _ = write!(
        text,
        "[selection]\nrule = \"threshold\"\nat_least = 5\nrandom_share = \"0.25\"\nmeaning = {words}\n"
    );
    text
}

/// A linear congruence with a fixed seed: from 0 up to an end.
pub fn dice() -> impl FnMut(u64) -> u64 {
    let mut state = 20_261_124_u64;
    move |end| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    }
}

/// People as columns.
pub enum Stored {
    Numbers(Vec<i64>),
    Words(Vec<u32>, &'static [&'static str]),
}

pub fn people(inputs: &[Input], rows: usize) -> Vec<Stored> {
    let mut dice = dice();
    inputs
        .iter()
        .map(|input| match input {
            Input::Number(_, end) => {
                Stored::Numbers((0..rows).map(|_| i64::try_from(dice(*end)).expect("small")).collect())
            }
            Input::Words(_, words) => Stored::Words(
                (0..rows).map(|_| u32::try_from(dice(words.len() as u64)).expect("small")).collect(),
                words,
            ),
        })
        .collect()
}

/// Some of the rows.
pub fn part(stored: &[Stored], rows: std::ops::Range<usize>) -> Columns<'_> {
    let columns = stored.iter().map(|stored| match stored {
        Stored::Numbers(units) => Column::Numbers { units: &units[rows.clone()], scale: 0, valid: None },
        Stored::Words(keys, words) => Column::Words { keys: &keys[rows.clone()], words, valid: None },
    });
    Columns::new(rows.len(), columns.collect()).expect("long enough")
}

/// One person.
pub fn case(stored: &[Stored], row: usize) -> Vec<Value> {
    let value = |stored: &Stored| match stored {
        Stored::Numbers(units) => Value::number(Decimal::whole(units[row])),
        Stored::Words(keys, words) => Value::text(words[usize::try_from(keys[row]).expect("small")]),
    };
    stored.iter().map(value).collect()
}
