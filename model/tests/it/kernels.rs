//! Compiled = interpreted = explained: whatever the tables and the rows, kernels answer what the row path answers.

use crate::{complexity, number};
use model::kernel::{Bits, Column, Columns, Kernel};
use model::{Decimal, Goal, Model, Value};
use proptest::prelude::*;
use std::fmt::Write as _;

const POLICIES: [&str; 11] = [
    "hitPolicy=\"FIRST\"",
    "hitPolicy=\"UNIQUE\"",
    "hitPolicy=\"ANY\"",
    "hitPolicy=\"PRIORITY\"",
    "hitPolicy=\"COLLECT\" aggregation=\"SUM\"",
    "hitPolicy=\"COLLECT\" aggregation=\"MIN\"",
    "hitPolicy=\"COLLECT\" aggregation=\"MAX\"",
    "hitPolicy=\"COLLECT\" aggregation=\"COUNT\"",
    "hitPolicy=\"COLLECT\"",
    "hitPolicy=\"RULE ORDER\"",
    "hitPolicy=\"OUTPUT ORDER\"",
];
/// The policies that give one number, as a deciding table must.
const DECIDING: usize = 8;
/// Name, and the declaration behind it.
const INPUTS: [(&str, &str); 5] = [
    ("a", "type = \"number\"\nminimum = 0\nmaximum = 30\nstep = 1"),
    ("b", "type = \"number\"\nminimum = \"-1.5\"\nmaximum = 30\nstep = \"1.5\""),
    ("c", "type = \"text\"\nvalues = [\"q\", \"p\", \"r\"]"),
    ("e", "type = \"boolean\""),
    ("m", "type = \"number\"\nminimum = \"-90000000000\"\nmaximum = \"90000000000.25\"\nstep = \"0.05\""),
];

/// The same throws for the same seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).expect("small")
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.throw(of.len())]
    }

    fn number(&mut self, input: &str) -> String {
        match input {
            "m" => {
                format!("{}{}.{}", self.one(&["", "-"]), self.throw(9) * 10_000_000_000, self.throw(4) * 5)
            }
            _ => format!("{}.{}", self.throw(31), self.throw(4) * 25),
        }
    }

    /// A test that makes sense for the source of a column, and now and then one that does not for every value.
    fn cell(&mut self, source: &str) -> String {
        if self.throw(3) == 0 {
            return "-".to_owned();
        }
        let odd = self.throw(60) == 0;
        match source {
            _ if odd => self.one(&["null", "not(null)", "!= null"]).to_owned(),
            "c" => self
                .one(&["\"p\"", "\"p\",\"r\"", "not(\"r\")", "!= \"q\"", "< \"q\"", "[\"p\"..\"q\"]"])
                .to_owned(),
            "e" => self.one(&["true", "false", "not(true)"]).to_owned(),
            "words" => self.one(&["\"low\"", "\"low\",\"high\"", "not(\"high\")", "> \"low\""]).to_owned(),
            _ => {
                let (one, two) = (self.number(source), self.number(source));
                let (low, high) = if number(&one) <= number(&two) { (&one, &two) } else { (&two, &one) };
                match self.throw(5) {
                    0 => format!("{}{one}", self.one(&["< ", "<= ", "> ", ">= ", ""])),
                    1 | 2 => format!("{}{low}..{high}{}", self.one(&["[", "("]), self.one(&["]", ")"])),
                    3 => format!("not({one}, > {two})"),
                    _ => format!("< {low}, >= {high}"),
                }
            }
        }
    }
}

/// Tables behind each other; the last gives numbers.
fn rules_file(dice: &mut Dice) -> String {
    let mut xml = String::from(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"x\" namespace=\"urn:x\">",
    );
    for (name, _) in INPUTS {
        let _ = write!(xml, "<inputData id=\"{name}\" name=\"{name}\"/>");
    }
    let tables = 1 + dice.throw(3);
    let mut before: Vec<(String, &str)> = vec![];
    for place in 1..=tables {
        let last = place == tables;
        let policy = dice.throw(if last { DECIDING } else { POLICIES.len() });
        let numbers = last || (4..7).contains(&policy) || dice.throw(2) == 0;
        let name = format!("t{place}");
        table(&mut xml, dice, (&name, last, numbers), POLICIES[policy], &before);
        // What counts or adds up is a number; lists can be looked at, too, and are then decided row by row.
        before.push((name, if numbers || (4..8).contains(&policy) { "numbers" } else { "words" }));
    }
    xml.push_str("</definitions>");
    xml
}

fn table(
    xml: &mut String,
    dice: &mut Dice,
    (name, last, numbers): (&str, bool, bool),
    policy: &str,
    before: &[(String, &str)],
) {
    let inputs = INPUTS.iter().map(|(name, _)| ((*name).to_owned(), *name));
    let mut sources: Vec<(String, &str)> = inputs.collect();
    sources.extend(before.iter().cloned());
    let _ = write!(xml, "<decision id=\"{name}\" name=\"{name}\">");
    for (name, _) in &sources {
        let kind = if name.starts_with('t') { "Decision" } else { "Input" };
        let _ = write!(
            xml,
            "<informationRequirement><required{kind} href=\"#{name}\"/></informationRequirement>"
        );
    }
    // One source is looked at twice, one perhaps not at all.
    let twice = sources[dice.throw(sources.len())].clone();
    sources.remove(dice.throw(sources.len()));
    sources.push(twice);
    let _ = write!(xml, "<decisionTable {policy}>");
    for (name, _) in &sources {
        let _ = write!(xml, "<input><inputExpression><text>{name}</text></inputExpression></input>");
    }
    let answers: &[&str] =
        if numbers { &["3", "-2.5", "0", "12", "7.25"] } else { &["\"low\"", "\"high\"", "\"mid\""] };
    let _ = write!(
        xml,
        "<output name=\"{name}\"><outputValues><text>{}</text></outputValues>",
        answers.join(",")
    );
    if dice.throw(2) == 0 {
        let _ = write!(xml, "<defaultOutputEntry><text>{}</text></defaultOutputEntry>", answers[0]);
    }
    xml.push_str("</output>");
    let few = 1 + dice.throw(6);
    let rules = [few, few, few, 12, 15, 16, 31, 32, 40, 63, 64, 130][dice.throw(12)];
    for rule in 0..rules {
        // A last rule that always holds, so that more is decided.
        let open = last && rule + 1 == rules && dice.throw(2) == 0;
        xml.push_str("<rule>");
        for (_, kind) in &sources {
            let cell = if open { "-".to_owned() } else { dice.cell(kind) };
            let _ = write!(xml, "<inputEntry><text>{}</text></inputEntry>", cell.replace('<', "&lt;"));
        }
        let _ = write!(xml, "<outputEntry><text>{}</text></outputEntry></rule>", dice.one(answers));
    }
    xml.push_str("</decisionTable></decision>");
}

fn model(dice: &mut Dice) -> Model {
    let rules = rules_file(dice);
    let tables = rules.matches("<decision ").count();
    let words = "{ nl = \"x\", en = \"x\" }";
    let mut declared = format!(
        "format = \"waarborg-model/1\"\ndecision = \"t{tables}\"\ntitle = {words}\ncontact = {words}\noutcome = {words}\n"
    );
    for (name, rest) in INPUTS {
        let _ = write!(
            declared,
            "[[inputs]]\nname = \"{name}\"\n{rest}\nchangeable = true\nground = \"x\"\nlabel = {words}\nsource = {words}\nreason = {words}\n"
        );
    }
    let _ = write!(
        declared,
        "[selection]\nrule = \"threshold\"\nat_least = 1\nrandom_share = \"0.25\"\nmeaning = {words}\n"
    );
    Model::read(&declared, rules.as_bytes()).unwrap_or_else(|found| panic!("{found:?}\n{rules}"))
}

/// Mostly values that can occur; `odd` counts how often others do, in a hundred.
fn value(dice: &mut Dice, input: &str, odd: usize) -> Value {
    if dice.throw(100) < odd {
        return match dice.throw(5) {
            0 => Value::Null,
            1 => number("31"),
            2 => number("-0.5"),
            3 => number("99999999999.07"),
            _ => Value::text("other"),
        };
    }
    let scaled = |units: usize, scale| Value::number(Decimal::scaled(units as i128, scale).expect("short"));
    match input {
        "a" => scaled(dice.throw(31), 0),
        "b" => Value::number(Decimal::scaled(dice.throw(22) as i128 * 15 - 15, 1).expect("short")),
        "c" => Value::text(dice.one(&["p", "q", "r"])),
        "e" => Value::Boolean(dice.throw(2) == 1),
        _ => number(&format!(
            "{}.{}",
            dice.one(&["-", ""]).to_owned() + &(dice.throw(18) * 5_000_000_000).to_string(),
            ["0", "05", "1", "95"][dice.throw(4)]
        )),
    }
}

fn rows(dice: &mut Dice, count: usize, odd: usize) -> Vec<Vec<Value>> {
    (0..count).map(|_| INPUTS.iter().map(|(name, _)| value(dice, name, odd)).collect()).collect()
}

/// The same rows as slices, bitmaps and a dictionary; only for values of the inputs' own kinds.
#[derive(Default)]
struct Stored {
    units: Vec<(Vec<i64>, u8, Vec<u8>)>,
    keys: (Vec<u32>, Vec<u8>),
    flags: (Vec<u8>, Vec<u8>),
}

const DICTIONARY: [&str; 4] = ["r", "other", "p", "q"];

fn set(bits: &mut Vec<u8>, at: usize) {
    bits.resize((at / 8 + 1).max(bits.len()), 0);
    bits[at / 8] |= 1 << (at % 8);
}

fn store(rows: &[Vec<Value>], offset: usize) -> Stored {
    let mut stored = Stored::default();
    for (place, scale) in [(0, 0), (1, 1), (4, 2), (0, 3)] {
        let (mut units, mut valid) = (vec![], vec![0; (rows.len() + offset) / 8 + 1]);
        for (row, case) in rows.iter().enumerate() {
            let found = case[place].as_number().and_then(|number| i64::try_from(number.units(scale)?).ok());
            units.push(found.unwrap_or(7));
            if found.is_some() {
                set(&mut valid, row + offset);
            }
        }
        stored.units.push((units, scale, valid));
    }
    stored.keys.1 = vec![0; (rows.len() + offset) / 8 + 1];
    stored.flags = (stored.keys.1.clone(), stored.keys.1.clone());
    for (row, case) in rows.iter().enumerate() {
        let key = DICTIONARY.iter().position(|word| case[2] == Value::text(word));
        stored.keys.0.push(u32::try_from(key.unwrap_or(0)).expect("small"));
        if key.is_some() {
            set(&mut stored.keys.1, row + offset);
        }
        if let Value::Boolean(flag) = case[3] {
            set(&mut stored.flags.1, row + offset);
            if flag {
                set(&mut stored.flags.0, row + offset);
            }
        }
    }
    stored
}

impl Stored {
    fn columns(&self, rows: usize, offset: usize, first: usize) -> Columns<'_> {
        let numbers = |at: usize| {
            let (units, scale, valid) = &self.units[at];
            Column::Numbers { units, scale: *scale, valid: Some(Bits::new(valid, offset)) }
        };
        let words = Column::Words {
            keys: &self.keys.0,
            words: &DICTIONARY,
            valid: Some(Bits::new(&self.keys.1, offset)),
        };
        let flags = Column::Flags {
            bits: Bits::new(&self.flags.0, offset),
            valid: Some(Bits::new(&self.flags.1, offset)),
        };
        Columns::new(rows, vec![numbers(first), numbers(1), words, flags, numbers(2)]).expect("long enough")
    }
}

/// Each row by the kernel, by the row path, and once more from the record.
fn same(model: &Model, kernel: &Kernel, columns: &Columns<'_>) -> Result<(), TestCaseError> {
    let decided = kernel.decide(columns);
    prop_assert_eq!(decided.len(), columns.len());
    for row in 0..columns.len() {
        let case = columns.case(row);
        let expected = model.evaluate(&case);
        prop_assert_eq!(decided.outcome(row), expected.clone().map(|found| found.outcome), "{:?}", case);
        prop_assert_eq!(decided.evaluation(row), expected, "{:?}", case);
    }
    let undecided = (0..columns.len()).filter(|row| decided.outcome(*row).is_err()).count();
    prop_assert_eq!(decided.undecided().count(), undecided);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..crate::fixed() })]

    #[test]
    fn compiled_is_interpreted_for_random_tables_and_random_rows(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let model = model(&mut dice);
        let kernel = Kernel::compile(&model);
        let odd = [0, 10][dice.throw(2)];
        let rows = rows(&mut dice, 70, odd);
        let flat: Vec<Value> = rows.iter().flatten().cloned().collect();
        same(&model, &kernel, &Columns::of_rows(&flat, INPUTS.len()))?;
        let offset = dice.throw(9);
        let stored = store(&rows, offset);
        let other_scale = [0, 3][dice.throw(2)];
        same(&model, &kernel, &stored.columns(rows.len(), offset, other_scale))?;
    }

    #[test]
    fn c04_the_nearest_change_is_the_one_that_the_explanation_tells(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let model = model(&mut dice);
        let kernel = Kernel::compile(&model);
        let rows = rows(&mut dice, 5, 3);
        let flat: Vec<Value> = rows.iter().flatten().cloned().collect();
        let columns = Columns::of_rows(&flat, INPUTS.len());
        let Some(nearest) = kernel.nearest(&columns) else { return Ok(()) };
        let decided = kernel.decide(&columns);
        for (row, case) in rows.iter().enumerate() {
            let Ok(evaluation) = decided.evaluation(row) else {
                prop_assert!((0..INPUTS.len()).all(|input| nearest.change(row, input).is_none()));
                continue;
            };
            let told = model.explain(case, &evaluation, &Goal::Other);
            prop_assert_eq!(&told.outcome, &evaluation.outcome);
            let steps = told.contributions.iter().try_fold(Decimal::ZERO, |sum, step| sum.plus(step.points));
            if !told.contributions.is_empty() {
                prop_assert_eq!(Value::number(steps.expect("short")), told.outcome);
            }
            for (input, (name, _)) in INPUTS.iter().enumerate() {
                let alone = |one: &&model::Counterfactual| one.changes.len() == 1 && one.changes[0].0 == *name;
                let expected = told.counterfactuals.iter().find(alone).map(|one| one.changes[0].2.clone());
                let found = nearest.change(row, input);
                prop_assert_eq!(found.clone().map(|change| change.to), expected, "{} of {:?}", name, case);
                let Some(change) = found else { continue };
                for edge in [&change.lowest, &change.highest, &change.to] {
                    let mut other = case.clone();
                    other[input].clone_from(edge);
                    let then = model.evaluate(&other).expect("a change is decided").outcome;
                    prop_assert_ne!(then, evaluation.outcome.clone());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..crate::fixed() })]

    #[test]
    fn one_decision_online_is_explained_as_the_row_path_explains_it(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let model = model(&mut dice);
        let kernel = Kernel::compile(&model);
        let case = rows(&mut dice, 1, 2).concat();
        let goal = [Goal::Other, Goal::Selection, Goal::Across(number("2.3").as_number().expect("a number"))]
            [dice.throw(3)].clone();
        let expected = model.evaluate(&case).map(|evaluation| model.explain(&case, &evaluation, &goal));
        prop_assert_eq!(kernel.explain(&case, &goal), expected, "{:?}", goal);
    }
}

#[test]
fn most_random_models_compile_and_all_policies_occur() {
    let (mut compiled, mut decided, mut apart) = (0, 0, 0);
    for seed in 0..100 {
        let mut dice = Dice(seed);
        let kernel = Kernel::compile(&model(&mut dice));
        let rows: Vec<Value> = rows(&mut dice, 50, 3).concat();
        let found = kernel.decide(&Columns::of_rows(&rows, INPUTS.len()));
        compiled += usize::from(kernel.is_compiled());
        decided += if kernel.is_compiled() { 50 - found.rows_apart() } else { 0 };
        apart += found.rows_apart();
    }
    println!("{compiled} of 100 models compiled; {decided} rows decided by kernels, {apart} by themselves");
    assert!((60..100).contains(&compiled) && decided > 1_000 && apart > 500, "both paths must be tested");
    let mut files = String::new();
    (0..100).for_each(|seed| files.push_str(&rules_file(&mut Dice(seed))));
    assert!(POLICIES.iter().all(|policy| files.contains(policy)));
}

#[test]
fn l07_shares_of_an_additive_table_add_up_to_its_sum() {
    // Given a table of which each rule looks at one input
    let model = complexity();
    let kernel = Kernel::compile(&model);
    let rows: Vec<Value> = [("2", "gastouder", "190"), ("1", "bso", "40"), ("4", "dagopvang", "229")]
        .iter()
        .flat_map(|(children, care, hours)| {
            [number(children), Value::text(care), number(hours), number("6"), number("20")]
        })
        .collect();
    // When it decides columns
    let decided = kernel.decide(&Columns::of_rows(&rows, 5));
    // Then what each input added is there, and adds up
    let (totals, _) = decided.totals().expect("a sum");
    let base = decided.base().expect("shares");
    for (row, total) in totals.iter().enumerate() {
        let shares = (0..5).filter_map(|input| decided.shares(input)).map(|shares| i64::from(shares[row]));
        assert_eq!(shares.sum::<i64>() + base, *total, "row {row}");
    }
}

#[test]
fn columns_of_different_lengths_are_refused() {
    let short =
        Columns::new(3, vec![Column::Numbers { units: &[1, 2], scale: 0, valid: None }]).expect_err("short");
    assert_eq!(
        short.to_string(),
        "column 0 has values for 2 rows, expected 3: hand in columns of one length"
    );
}

#[test]
fn a_row_that_is_not_decided_says_why_in_the_words_of_the_row_path() {
    // Given a case without a number of children
    let (model, mut case) = (complexity(), crate::busy());
    case[0] = Value::Null;
    // When the kernel decides it
    let kernel = Kernel::compile(&model);
    let one = Kernel::one(&case);
    let decided = kernel.decide(&one);
    // Then it answers what the row path answers
    assert!(kernel.is_compiled());
    assert_eq!(decided.evaluation(0), model.evaluate(&case));
    assert_eq!((decided.rows_apart(), decided.undecided().count()), (1, 1));
    // And a case of another size, too
    assert_eq!(
        kernel.decide(&Kernel::one(&case[1..])).outcome(0),
        Err(model.evaluate(&case[1..]).expect_err("size"))
    );
}
