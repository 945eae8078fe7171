//! How long it takes to prove things about large tables: complete and disjoint ones, and the same damaged.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark measures time and stops at the first surprise"
)]

use model::Model;
use model::analysis::{Analysis, AnalysisLimits, Shown, analyse};
use std::fmt::Write as _;
use std::time::Instant;

/// A generator of our own, so that every machine measures the same tables.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// A box: for each column from where, up to but not including where.
type Box = Vec<(u64, u64)>;
const WIDE: u64 = 1_000;

/// Boxes that leave no gap and do not overlap: the largest side of a random box is cut in two until there are enough.
fn partition(rules: usize, columns: usize, dice: &mut Dice) -> Vec<Box> {
    let mut boxes: Vec<Box> = vec![vec![(0, WIDE); columns]];
    while boxes.len() < rules {
        let place = usize::try_from(dice.below(boxes.len() as u64)).expect("small");
        let column = usize::try_from(dice.below(columns as u64)).expect("small");
        let (from, to) = boxes[place][column];
        if to - from < 2 {
            continue;
        }
        let cut = from + 1 + dice.below(to - from - 1);
        let mut other = boxes[place].clone();
        boxes[place][column] = (from, cut);
        other[column] = (cut, to);
        boxes.push(other);
    }
    boxes
}

/// One rule less, one wider, one twice.
fn damaged(mut boxes: Vec<Box>) -> Vec<Box> {
    boxes.remove(7);
    let wide = boxes.len() / 2;
    let column = boxes[wide].iter().position(|side| *side != (0, WIDE)).unwrap_or(0);
    boxes[wide][column] = (0, WIDE);
    boxes.push(boxes[3].clone());
    boxes
}

fn model(boxes: &[Box], columns: usize, policy: &str) -> Model {
    let mut declaration = "format = \"waarborg-model/1\"\ndecision = \"d\"\n".to_owned();
    for part in ["title", "contact", "outcome"] {
        let _ = write!(declaration, "[{part}]\nnl = \"x\"\nen = \"x\"\n");
    }
    let mut rules = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"made\" namespace=\"made\">".to_owned();
    let (mut needs, mut inputs) = (String::new(), String::new());
    for column in 0..columns {
        let _ = write!(
            declaration,
            "[[inputs]]\nname = \"c{column}\"\ntype = \"number\"\nminimum = 0\nmaximum = {}\nstep = 1\nground = \"x\"\n\
             label = {{ nl = \"x\", en = \"x\" }}\nsource = {{ nl = \"x\", en = \"x\" }}\nreason = {{ nl = \"x\", en = \"x\" }}\n",
            WIDE - 1
        );
        let _ = write!(
            rules,
            "<inputData id=\"c{column}\" name=\"c{column}\"><variable name=\"c{column}\" typeRef=\"number\"/></inputData>"
        );
        let _ = write!(
            needs,
            "<informationRequirement><requiredInput href=\"#c{column}\"/></informationRequirement>"
        );
        let _ = write!(
            inputs,
            "<input><inputExpression typeRef=\"number\"><text>c{column}</text></inputExpression></input>"
        );
    }
    declaration.push_str(
        "[selection]\nrule = \"top\"\nk = 1\nrandom_share = \"0.2\"\nmeaning = { nl = \"x\", en = \"x\" }\n",
    );
    let _ = write!(
        rules,
        "<decision id=\"d\" name=\"d\">{needs}<decisionTable hitPolicy=\"{policy}\">{inputs}<output typeRef=\"number\"/>"
    );
    for (place, sides) in boxes.iter().enumerate() {
        rules.push_str("<rule>");
        for (from, to) in sides {
            let test = match (*from, *to) {
                (0, WIDE) => "-".to_owned(),
                (0, to) => format!("&lt; {to}"),
                (from, WIDE) => format!("&gt;= {from}"),
                (from, to) => format!("[{from}..{to})"),
            };
            let _ = write!(rules, "<inputEntry><text>{test}</text></inputEntry>");
        }
        let _ = write!(rules, "<outputEntry><text>{}</text></outputEntry></rule>", place % 5);
    }
    rules.push_str("</decisionTable></decision></definitions>");
    Model::read(&declaration, rules.as_bytes()).unwrap_or_else(|findings| panic!("{findings}"))
}

fn told(found: &Analysis) -> String {
    let word = |shown: &Shown| match shown {
        Shown::Never { .. } => "never",
        Shown::Found { .. } => "found",
        Shown::NotDecided { .. } => "not decided",
    };
    let gap = found.gaps.first().map_or("", |one| word(&one.shown));
    format!("gap {gap}, {} overlapping pairs, {} idle rules", found.overlapping, found.idle.len())
}

fn main() {
    // Gaps, overlaps and idle rules alone: no questions about two cases.
    let limits = AnalysisLimits { tables_only: true, ..AnalysisLimits::default() };
    for (rules, columns) in [(100, 8), (500, 10), (2_000, 12)] {
        let mut dice = Dice(20_261_124);
        let whole = partition(rules, columns, &mut dice);
        for (what, boxes) in [("whole", whole.clone()), ("damaged", damaged(whole))] {
            let model = model(&boxes, columns, "FIRST");
            let start = Instant::now();
            let found = analyse(&model, &limits);
            println!("{rules} × {columns} {what}: {:.3} s: {}", start.elapsed().as_secs_f64(), told(&found));
        }
    }
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/complexity");
    let file = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    let model = Model::read(&file("model.toml"), file("rules.dmn").as_bytes()).expect("a model");
    let start = Instant::now();
    let found = analyse(&model, &AnalysisLimits::default());
    println!(
        "the demo model, everything: {:.4} s: {} influences",
        start.elapsed().as_secs_f64(),
        found.influences.len()
    );
}
