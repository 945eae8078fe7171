//! The element `RegressionModel`.

use super::expression::arithmetic;
use super::reading::{Kind, MOST_WORDS, Named, Reading};
use super::xml::{Element, attribute, children, finding, need, need_number, number, only, place};
use crate::import::noted::unreadable;
use crate::statistical::Form;
use crate::statistical::additive::{Additive, Cell, Link, Lookup, Output, Product, Term};
use crate::statistical::fact::Fact;
use crate::statistical::formula::{Formula, Marks};
use crate::{Decimal, Findings};
use std::collections::BTreeMap;

pub fn read(reading: &mut Reading, model: Element<'_>) -> Result<Form, Findings> {
    let tables: Vec<_> = children(model, "RegressionTable").collect();
    let method = attribute(model, "normalizationMethod").unwrap_or("none");
    let (link, output, second) = match (need(model, "functionName")?, tables.as_slice()) {
        ("regression", [_]) => (regression(model, method)?, Output::Score, None),
        ("classification", [one, two]) => classification(model, method, (*one, *two))?,
        ("classification", _) => {
            let message = format!("{} tables: only a choice between two outcomes is one score", tables.len());
            return Err(finding(model, "many-classes", message));
        }
        _ => return Err(finding(model, "wrong-tables", "a regression has exactly one table")),
    };
    let one = Decimal::whole(1);
    let (mut intercept, mut terms) = (Decimal::ZERO, vec![]);
    let signed = tables.first().map(|table| (*table, one)).into_iter();
    for (table, sign) in signed.chain(second.map(|table| (table, Decimal::whole(-1)))) {
        let start = need_number(table, "intercept")?.rounded_product(sign).map_err(arithmetic(table))?;
        intercept = intercept.rounded_sum(start).map_err(arithmetic(table))?;
        terms.extend(summands(reading, table, sign)?);
    }
    Ok(Form::Additive(Additive { intercept, terms, link, output, reasons: None }))
}

fn regression(model: Element<'_>, method: &str) -> Result<Link, Findings> {
    match method {
        "none" => Ok(Link::Identity),
        "softmax" | "logit" => Ok(Link::Logit),
        "exp" => Ok(Link::Log),
        other => Err(unknown(model, other)),
    }
}

fn unknown(model: Element<'_>, method: &str) -> Findings {
    let message = format!(
        "the normalization `{method}` is not one threshold on a sum: none, logit and softmax are read"
    );
    finding(model, "unknown-normalization", message)
}

type Choice<'a> = (Link, Output, Option<Element<'a>>);

/// Of two tables the first class stands above the threshold; with softmax the second is taken off.
fn classification<'a>(
    model: Element<'a>,
    method: &str,
    (one, two): (Element<'a>, Element<'a>),
) -> Result<Choice<'a>, Findings> {
    let (above, below) = (need(one, "targetCategory")?.to_owned(), need(two, "targetCategory")?.to_owned());
    let half = Decimal::scaled(5, 1).unwrap_or_default();
    let (link, at_least, second) = match method {
        "logit" => (Link::Logit, Decimal::ZERO, None),
        "none" => (Link::Identity, half, None),
        "softmax" => (Link::Logit, Decimal::ZERO, Some(two)),
        other => return Err(unknown(model, other)),
    };
    let trivial =
        super::xml::elements(two).next().is_none() && need_number(two, "intercept")? == Decimal::ZERO;
    if second.is_none() && !trivial {
        let message = format!("with the normalization `{method}` the second table must be empty");
        return Err(finding(two, "wrong-tables", message));
    }
    Ok((link, Output::Classes { at_least, above, below }, second))
}

fn summands(reading: &mut Reading, table: Element<'_>, sign: Decimal) -> Result<Vec<Term>, Findings> {
    only(table, &["NumericPredictor", "CategoricalPredictor", "PredictorTerm"])?;
    if super::xml::elements(table).count() > MOST_WORDS {
        let message = format!("the table has more than {MOST_WORDS} predictors: nobody can read so many");
        return Err(unreadable(place(table), message));
    }
    let mut terms = vec![];
    for one in children(table, "NumericPredictor") {
        let name = need(one, "name")?;
        let power = power(one, number(one, "exponent")?.unwrap_or(Decimal::whole(1)))?;
        let formula = numeric(reading, one, name)?.formula;
        let coefficient = need_number(one, "coefficient")?.rounded_product(sign).map_err(arithmetic(one))?;
        terms.push(product(
            reading,
            one,
            Product { name: name.to_owned(), coefficient, when: vec![], factors: vec![(formula, power)] },
        )?);
    }
    for one in children(table, "PredictorTerm") {
        let mut factors: Vec<(Formula, u8)> = vec![];
        for field in children(one, "FieldRef") {
            factors.push((numeric(reading, field, need(field, "field")?)?.formula, 1));
        }
        if factors.is_empty() {
            return Err(finding(one, "missing-element", "the term multiplies nothing"));
        }
        let names: Vec<_> = children(one, "FieldRef").filter_map(|field| attribute(field, "field")).collect();
        let name = attribute(one, "name").map_or_else(|| names.join(" × "), str::to_owned);
        let coefficient = need_number(one, "coefficient")?.rounded_product(sign).map_err(arithmetic(one))?;
        terms.push(product(reading, one, Product { name, coefficient, when: vec![], factors })?);
    }
    terms.extend(categories(reading, table, sign)?.into_iter().map(Term::Lookup));
    Ok(terms)
}

fn numeric(reading: &Reading, node: Element<'_>, name: &str) -> Result<Named, Findings> {
    let named = reading.taken(node, name)?;
    match named.kind {
        Kind::Number => Ok(named),
        Kind::Word => {
            Err(finding(node, "wrong-kind", format!("`{name}` holds words, and a number is needed")))
        }
    }
}

pub fn power(node: Element<'_>, power: Decimal) -> Result<u8, Findings> {
    let whole =
        power.units(0).and_then(|power| u8::try_from(power).ok()).filter(|power| (1..=9).contains(power));
    whole.ok_or_else(|| finding(node, "wrong-power", format!("the power {power} is not read: 1 to 9 are")))
}

/// A product; where nothing in it moves between buckets, the lookup that it is.
pub fn product(reading: &Reading, node: Element<'_>, product: Product) -> Result<Term, Findings> {
    let mut marks = Marks::default();
    for (formula, _) in &product.factors {
        formula.mark(&[], &mut marks);
        formula.moving(&mut marks);
    }
    if !marks.moving.is_empty() || !product.when.is_empty() {
        return Ok(Term::Product(product));
    }
    let inputs: std::collections::BTreeSet<_> =
        product.factors.iter().flat_map(|(one, _)| one.inputs()).collect();
    let inputs: Vec<_> = inputs.into_iter().collect();
    let lookup = reading.tabulate(node, &product.name, (&marks, &inputs), &|facts| {
        let mut points = product.coefficient;
        for (formula, power) in &product.factors {
            let Fact::Number(number) = formula.value(facts)? else { return Ok(Cell::Refused) };
            points = points.rounded_product(number.rounded_power(Decimal::whole((*power).into()))?)?;
        }
        Ok(Cell::adds(points))
    })?;
    Ok(Term::Lookup(lookup))
}

/// One lookup for each field of categories. A value that is not listed, or missing, adds nothing, as the file has it.
fn categories(reading: &mut Reading, table: Element<'_>, sign: Decimal) -> Result<Vec<Lookup>, Findings> {
    let mut fields: Vec<(&str, Element<'_>)> = vec![];
    let mut points: BTreeMap<&str, Vec<(Fact, Decimal)>> = BTreeMap::new();
    for one in children(table, "CategoricalPredictor") {
        let name = need(one, "name")?;
        let named = reading.taken(one, name)?;
        let fact = reading.constant(one, &named, need(one, "value")?)?;
        let coefficient = need_number(one, "coefficient")?.rounded_product(sign).map_err(arithmetic(one))?;
        let known = points.entry(name).or_default();
        if known.iter().any(|(other, _)| *other == fact) {
            return Err(finding(
                one,
                "value-twice",
                format!("the value `{fact}` of `{name}` stands here twice"),
            ));
        }
        if known.is_empty() {
            fields.push((name, one));
        }
        known.push((fact, coefficient));
    }
    let mut lookups = vec![];
    for (name, node) in fields {
        let (formula, listed) =
            (reading.named(node, name)?.formula.clone(), points.remove(name).unwrap_or_default());
        lookups.push(by_value(reading, node, (name, &formula), &listed, &Cell::adds(Decimal::ZERO))?);
    }
    Ok(lookups)
}

/// The points of each value of a formula; nothing for other values, and the given cell for a missing one.
pub fn by_value(
    reading: &Reading,
    node: Element<'_>,
    (name, formula): (&str, &Formula),
    listed: &[(Fact, Decimal)],
    missing: &Cell,
) -> Result<Lookup, Findings> {
    let mut marks = Marks::default();
    let facts: Vec<_> = listed.iter().map(|(fact, _)| fact.clone()).collect();
    formula.mark(&facts, &mut marks);
    let inputs: Vec<_> = formula.inputs().into_iter().collect();
    reading.tabulate(node, name, (&marks, &inputs), &|facts| {
        let value = formula.value(facts)?;
        if value == Fact::Missing {
            return Ok(missing.clone());
        }
        let points = listed.iter().find(|(fact, _)| *fact == value).map(|(_, points)| *points);
        Ok(Cell::adds(points.unwrap_or_default()))
    })
}
