//! Models of numbers as decision tables: the one form in which people are judged.
//!
//! A bucket is a rule that adds its points, a coefficient is a rule that is multiplied, a leaf is a rule that decides.
//! So one engine decides, explains, compiles and analyses them all. What has no such form is refused with the reason.

mod boxes;
mod leaves;
mod points;
mod written;

use crate::declaration::{Declaration, Input, InputType};
use crate::dmn::{
    Aggregator, Column, Definitions, HitPolicy, Kind, Logic, Node, Output, Rule, Source, Table, Type,
};
use crate::feel::{Test, Unary};
use crate::statistical::additive::Output as Becomes;
use crate::statistical::fact::{Domain, Interval};
use crate::statistical::form::Form;
use crate::statistical::frozen::Statistical;
use crate::{Decimal, Findings, Place, Value};
use std::collections::BTreeMap;

/// What cannot be said as rules, and what to do.
type Refused = String;

/// The node of the points where the outcome is one of two words.
const SCORE: &str = "score";

/// The tables of a model whose inputs are declared, deciding what the declaration calls its decision.
///
/// # Errors
/// Why the model has no form as tables, or where it has no answer for values that the declaration allows.
pub fn definitions(model: &Statistical, declared: &Declaration) -> Result<Definitions, Findings> {
    let refused = |message: Refused| Findings::one("not-as-tables", place(), message);
    let shape = Shape::new(model, declared);
    shape.within().map_err(refused)?;
    let tables = match model.form() {
        Form::Additive(additive) => {
            let table = points::table(additive, &shape).map_err(refused)?;
            match &additive.output {
                Becomes::Score => vec![table],
                Becomes::Classes { at_least, above, below } => {
                    vec![table, classes(*at_least, [above, below], shape.inputs.len())]
                }
            }
        }
        Form::Tree(tree) => vec![leaves::of_tree(tree, &shape).map_err(refused)?],
        Form::Rules(rules) => vec![leaves::of_rules(rules, &shape).map_err(refused)?],
    };
    let mut nodes: Vec<Node> = shape.inputs.iter().map(|input| given(input)).collect();
    let last = tables.len();
    for (number, table) in (1..).zip(tables) {
        let name = if number == last { declared.decision.as_str() } else { SCORE };
        let requires = table.columns.iter().map(|column| column.source.node).collect();
        nodes.push(node(name, Logic::Table(Box::new(table)), Type::default(), requires));
    }
    Ok(Definitions { name: model.name().to_owned(), nodes, notes: vec![] })
}

/// The inputs that are read, as columns and as declared.
struct Shape<'a> {
    model: &'a Statistical,
    /// Each read input: its place in the model, its name, and its declaration where there is one.
    inputs: Vec<Given<'a>>,
    columns: BTreeMap<usize, usize>,
}

struct Given<'a> {
    field: usize,
    name: &'a str,
    declared: Option<&'a Input>,
}

impl<'a> Shape<'a> {
    fn new(model: &'a Statistical, declared: &'a Declaration) -> Self {
        let given = |field: usize| {
            let name = model.fields().get(field).map_or("", |field| field.name.as_str());
            Given { field, name, declared: declared.inputs.iter().find(|input| input.name == name) }
        };
        let inputs: Vec<_> = model.form().inputs().into_iter().map(given).collect();
        let columns = inputs.iter().enumerate().map(|(column, input)| (input.field, column)).collect();
        Self { model, inputs, columns }
    }

    /// The declaration may be narrower than the file, never wider: beyond it the file says nothing.
    fn within(&self) -> Result<(), Refused> {
        for given in &self.inputs {
            let (Some(input), Some(field)) = (given.declared, self.model.fields().get(given.field)) else {
                continue;
            };
            if let Some(beyond) = beyond(input, &field.domain) {
                return Err(format!("the input `{}`: the rules know no {beyond}: declare less", input.name));
            }
        }
        Ok(())
    }

    fn column(&self, field: usize) -> Option<usize> {
        self.columns.get(&field).copied()
    }

    fn declared(&self, field: usize) -> Option<&Input> {
        self.inputs.get(self.column(field)?)?.declared
    }

    fn name(&self, field: usize) -> &str {
        self.model.fields().get(field).map_or("", |field| field.name.as_str())
    }

    /// A rule that asks these columns, as many as there are inputs.
    fn rule(&self, asks: &BTreeMap<usize, Unary>, output: Value) -> Rule {
        let ask = |column: usize| asks.get(&column).cloned().unwrap_or(Unary::Any);
        let tests: Vec<Unary> = (0..self.inputs.len()).map(ask).collect();
        let written = tests.iter().map(written::unary).collect();
        Rule { tests, texts: written, outputs: vec![output], times: vec![], annotation: String::new() }
    }

    fn table(&self, policy: HitPolicy, rules: Vec<Rule>) -> Table {
        let column = |(node, input): (usize, &Given<'_>)| Column {
            expression: input.name.to_owned(),
            source: Source { node, parts: vec![] },
            kind: kind(input),
        };
        let columns = self.inputs.iter().enumerate().map(column).collect();
        Table { policy, columns, outputs: vec![output(None)], rules }
    }
}

/// Two words on the two sides of a score.
fn classes(at_least: Decimal, [above, below]: [&String; 2], node: usize) -> Table {
    let bound = || Some((Value::number(at_least), true));
    let under = Some((Value::number(at_least), false));
    let tests = [Test::Range { low: bound(), high: None }, Test::Range { low: None, high: under }];
    let rules = tests.into_iter().zip([above, below]).map(|(test, word)| {
        let test = Unary::OneOf(vec![test]);
        let written = vec![written::unary(&test)];
        let outputs = vec![Value::text(word)];
        Rule { tests: vec![test], texts: written, outputs, times: vec![], annotation: String::new() }
    });
    let column = Column {
        expression: SCORE.to_owned(),
        source: Source { node, parts: vec![] },
        kind: Type { kind: Some(Kind::Number), ..Type::default() },
    };
    Table {
        policy: HitPolicy::Unique,
        columns: vec![column],
        outputs: vec![output(None)],
        rules: rules.collect(),
    }
}

/// What the declaration allows and the file does not.
fn beyond(input: &Input, domain: &Domain) -> Option<String> {
    match domain {
        Domain::Words { values } => {
            let words = points::declared_words(Some(input));
            words
                .into_iter()
                .find(|word| !values.iter().any(|known| known == word))
                .map(|word| format!("`{word}`"))
        }
        Domain::Number { whole, intervals } => {
            let bounds = [input.minimum, input.maximum];
            let inside = |interval: &Interval| {
                let open = [interval.from.is_none(), interval.to.is_none()];
                bounds.iter().zip(open).all(|(bound, open)| bound.map_or(open, |bound| interval.holds(bound)))
            };
            let broken = *whole && !input.step.is_some_and(Decimal::is_whole);
            let outside = !intervals.is_empty() && !intervals.iter().any(inside);
            let list = || intervals.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
            match (broken, outside) {
                (true, _) => Some("numbers that are not whole".to_owned()),
                (false, true) => Some(format!("numbers outside {}", list())),
                (false, false) => None,
            }
        }
    }
}

const fn output(default: Option<Value>) -> Output {
    Output { name: String::new(), allowed: vec![], default }
}

const fn sum() -> HitPolicy {
    HitPolicy::Collect(Aggregator::Sum)
}

fn given(input: &Given<'_>) -> Node {
    node(input.name, Logic::Input, kind(input), vec![])
}

fn node(name: &str, logic: Logic, kind: Type, requires: Vec<usize>) -> Node {
    Node { name: name.to_owned(), kind, place: place(), logic, requires, id: String::new() }
}

fn place() -> Place {
    Place::new("rules", 1, 1)
}

fn kind(input: &Given<'_>) -> Type {
    let kind = input.declared.map(|input| match input.kind {
        InputType::Number => Kind::Number,
        InputType::Text => Kind::Text,
        InputType::Boolean => Kind::Boolean,
    });
    Type { kind, ..Type::default() }
}
