//! Boxed formulas: from their XML to the one shape that formulas have.

use super::super::xml::{attribute, child, children, is, place_in, text};
use super::items::{Types, referred};
use crate::feel::syntax::{Vocabulary, expression, inferred, tests_of, tidy};
use crate::feel::value::Feel;
use crate::feel::value::Type;
use crate::feel::value::{Arguments, Expression, Kind, Lambda, Over, Tests, Turn};
use roxmltree::Node as Xml;
use std::sync::Arc;

/// The names and types of what a function takes.
pub type Parameters = Vec<(Arc<str>, Arc<Type>)>;

/// Boxes within boxes.
const DEEPEST: usize = 32;

/// Of one boxed context.
const MOST_ENTRIES: usize = 1_000;

/// The elements that are boxed formulas.
const BOXES: [&str; 12] = [
    "literalExpression",
    "context",
    "list",
    "relation",
    "functionDefinition",
    "invocation",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
    "decisionTable",
];

/// Reads the formulas of one file, and remembers those that it could not read.
pub struct Boxes<'a> {
    pub types: &'a Arc<Types>,
    pub unread: &'a mut Vec<String>,
    pub depth: usize,
}

/// The boxed formula below a node.
pub fn boxed_in<'a, 'i>(node: Xml<'a, 'i>) -> Option<Xml<'a, 'i>> {
    node.children().find(|child| BOXES.iter().any(|name| is(*child, name)))
}

const NOTHING: Expression = Expression::Literal(Feel::Null);

impl Boxes<'_> {
    pub fn kind(&self, node: Xml<'_, '_>) -> Option<Arc<Type>> {
        attribute(node, "typeRef").map(|name| referred(self.types, name))
    }

    fn typed(&self, node: Xml<'_, '_>, read: Expression) -> Expression {
        match self.kind(node) {
            Some(kind) if !matches!(*kind, Type::Any) => Expression::Typed(Box::new(read), kind),
            _ => read,
        }
    }

    fn remember(&mut self, node: Xml<'_, '_>, error: &crate::feel::Misread) -> Arc<str> {
        let reason = format!("{}: {}", place_in(node, error.byte), error.message);
        self.unread.push(reason.clone());
        reason.into()
    }

    /// A written formula; null where it could not be read, refused where it is beyond all measure.
    pub fn formula(&mut self, holder: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        let Some((node, words)) = text(holder) else { return NOTHING };
        if words.trim().is_empty() {
            return NOTHING;
        }
        expression(&words, known).unwrap_or_else(|error| {
            let beyond = error.beyond;
            let reason = self.remember(node, &error.misread);
            if beyond { Expression::Refused(reason) } else { Expression::Unread(reason) }
        })
    }

    /// The tests of a cell.
    pub fn tests(&mut self, holder: Xml<'_, '_>, known: &Vocabulary) -> Tests {
        let Some((node, words)) = text(holder) else { return Tests::Any };
        if words.trim().is_empty() {
            return Tests::Any;
        }
        tests_of(&words, known).unwrap_or_else(|error| {
            let reason = self.remember(node, &error.misread);
            Tests::OneOf(vec![Expression::Unread(reason)])
        })
    }

    /// The boxed formula below a node; null where there is none.
    pub fn below(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        boxed_in(node).map_or(NOTHING, |inner| self.read(inner, known))
    }

    fn in_child(&mut self, node: Xml<'_, '_>, name: &str, known: &Vocabulary) -> Expression {
        child(node, name).map_or(NOTHING, |inner| self.below(inner, known))
    }

    /// A boxed formula.
    pub fn read(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.depth -= 1;
            return Expression::Refused(
                format!("boxes stand within each other more than {DEEPEST} deep").into(),
            );
        }
        let read = match node.tag_name().name() {
            "literalExpression" => self.formula(node, known),
            "context" => self.context(node, known),
            "list" => {
                let items = node.children().filter(|child| BOXES.iter().any(|name| is(*child, name)));
                Expression::List(items.map(|item| self.read(item, known)).collect())
            }
            "relation" => self.relation(node, known),
            "functionDefinition" => self.function(node, known),
            "invocation" => self.invocation(node, known),
            "conditional" => Expression::Choice(Box::new([
                self.in_child(node, "if", known),
                self.in_child(node, "then", known),
                self.in_child(node, "else", known),
            ])),
            "filter" => {
                let inner = known.with([&Arc::from("item")]).with(known.parts.iter());
                Expression::Filter(Box::new([
                    self.in_child(node, "in", known),
                    self.in_child(node, "match", &inner),
                ]))
            }
            "for" => self.looped(node, Kind::For, "return", known),
            "some" => self.looped(node, Kind::Some, "satisfies", known),
            "every" => self.looped(node, Kind::Every, "satisfies", known),
            _ => self.table(node, known),
        };
        self.depth -= 1;
        self.typed(node, read)
    }

    fn context(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        let (mut entries, mut inner, mut last) = (vec![], known.clone(), None);
        if children(node, "contextEntry").count() > MOST_ENTRIES {
            return Expression::Refused(format!("a context has more than {MOST_ENTRIES} entries").into());
        }
        for entry in children(node, "contextEntry") {
            let value = self.below(entry, &inner);
            let variable = child(entry, "variable");
            match variable.and_then(|variable| attribute(variable, "name").map(|name| (variable, tidy(name))))
            {
                Some((variable, name)) => {
                    let name: Arc<str> = name.into();
                    inner = inner.with([&name]);
                    entries.push((name, self.typed(variable, value)));
                }
                None => last = Some(value),
            }
        }
        match last {
            Some(last) => Expression::Result(entries, Box::new(last)),
            None => Expression::Context(entries),
        }
    }

    fn relation(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        let columns: Vec<_> = children(node, "column").collect();
        let rows = children(node, "row").map(|row| {
            let cells = row.children().filter(|child| BOXES.iter().any(|name| is(*child, name)));
            let cells = cells.zip(&columns).map(|(cell, column)| {
                let read = self.read(cell, known);
                let name = tidy(attribute(*column, "name").unwrap_or_default());
                (name.into(), self.typed(*column, read))
            });
            Expression::Context(cells.collect())
        });
        Expression::List(rows.collect())
    }

    /// The parameters of a function, and the vocabulary within it.
    pub fn parameters(&self, node: Xml<'_, '_>, known: &Vocabulary) -> (Parameters, Vocabulary) {
        let read = |parameter: Xml<'_, '_>| {
            let name: Arc<str> = tidy(attribute(parameter, "name").unwrap_or_default()).into();
            (name, self.kind(parameter).unwrap_or_else(|| Arc::new(Type::Any)))
        };
        let parameters: Vec<_> = children(node, "formalParameter").map(read).collect();
        let inner = known.with(parameters.iter().map(|(name, _)| name));
        (parameters, inner)
    }

    /// The body of a function, unless it is written in another language.
    pub fn body(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        match attribute(node, "kind") {
            Some(kind @ ("Java" | "PMML")) => {
                let reason =
                    format!("a function is written in {kind}: only formulas of this file are computed");
                self.unread.push(format!("{}: {reason}", super::super::xml::place(node)));
                Expression::Refused(reason.into())
            }
            _ => self.below(node, known),
        }
    }

    fn function(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        let (parameters, inner) = self.parameters(node, known);
        let body = self.body(node, &inner);
        let answers = inferred(&body);
        Expression::Function(Arc::new(Lambda { parameters, body, answers }))
    }

    fn invocation(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Expression {
        let called = self.below(node, known);
        let given = children(node, "binding").filter_map(|binding| {
            let parameter = child(binding, "parameter")?;
            let name = tidy(attribute(parameter, "name")?);
            let value = self.below(binding, known);
            Some((name.into(), self.typed(parameter, value)))
        });
        let given: Vec<_> = given.collect();
        let given = if given.is_empty() { Arguments::Placed(vec![]) } else { Arguments::Named(given) };
        Expression::Call(Box::new(called), given)
    }

    /// What a loop runs through: a list, or steps written as `1..3`.
    fn over(&mut self, node: Xml<'_, '_>, known: &Vocabulary) -> Over {
        let words = child(node, "in").and_then(|inner| child(inner, "literalExpression")).and_then(text);
        if let Some((_, words)) = words
            && expression(&words, known).is_err()
            && let Ok(Expression::Loop(_, turns, _)) =
                expression(&format!("for _ in {words} return _"), known)
            && let [Turn { over, .. }] = turns.as_slice()
        {
            return over.clone();
        }
        Over::Items(self.in_child(node, "in", known))
    }

    fn looped(&mut self, node: Xml<'_, '_>, kind: Kind, result: &str, known: &Vocabulary) -> Expression {
        let name: Arc<str> = tidy(attribute(node, "iteratorVariable").unwrap_or_default()).into();
        let over = self.over(node, known);
        let mut inner = known.with([&name]);
        if kind == Kind::For {
            inner = inner.with([&Arc::from("partial")]);
        }
        let body = self.in_child(node, result, &inner);
        Expression::Loop(kind, vec![Turn { name, over }], Box::new(body))
    }
}
