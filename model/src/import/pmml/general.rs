//! The element `GeneralRegressionModel`: factors, covariates and the matrix of parameters.

use super::expression::arithmetic;
use super::reading::{Kind, Named, Reading};
use super::regression::{power, product};
use super::xml::{Element, attribute, child, children, elements, finding, need, need_number, number, place};
use crate::import::noted::unreadable;
use crate::statistical::Form;
use crate::statistical::additive::{Additive, Cell, Link, Lookup, Output, Product, Term};
use crate::statistical::fact::Fact;
use crate::statistical::formula::{Formula, Marks};
use crate::{Decimal, Findings};
use std::collections::BTreeMap;

/// The most parameters, and the most cells of their matrix.
const MOST_CELLS: usize = 4_000;

/// One cell of the matrix: a field that must have a value, or a field with its power.
struct Factor<'a> {
    node: Element<'a>,
    named: Named,
    name: &'a str,
    value: &'a str,
    covariate: bool,
}

pub fn read(reading: &mut Reading, model: Element<'_>) -> Result<Form, Findings> {
    refuse(model)?;
    let (link, output) = shown(reading, model)?;
    let sizes =
        ["ParamMatrix", "PPMatrix"].map(|name| child(model, name).map_or(0, |list| elements(list).count()));
    if sizes.iter().any(|size| *size > MOST_CELLS) {
        let message = format!("the model has more than {MOST_CELLS} parameters: nobody can read so many");
        return Err(unreadable(place(model), message));
    }
    let mut intercept = number(model, "offsetValue")?.unwrap_or_default();
    let mut terms = vec![];
    let mut lookups: Vec<(Vec<Factor<'_>>, Vec<Listed>)> = vec![];
    let matrix = child(model, "ParamMatrix")
        .ok_or_else(|| finding(model, "missing-element", "there is no `ParamMatrix`"))?;
    for cell in children(matrix, "PCell") {
        let (parameter, beta) = (need(cell, "parameterName")?, need_number(cell, "beta")?);
        let factors = factors(reading, model, parameter)?;
        let (covariates, conditions): (Vec<_>, Vec<_>) = factors.into_iter().partition(|one| one.covariate);
        match (covariates.is_empty(), conditions.is_empty()) {
            (true, true) => intercept = intercept.rounded_sum(beta).map_err(arithmetic(cell))?,
            (true, false) => condition(reading, conditions, beta, &mut lookups)?,
            (false, _) => terms.push(moving(reading, cell, (parameter, beta), &covariates, &conditions)?),
        }
    }
    for (fields, listed) in lookups {
        terms.push(Term::Lookup(tabulated(reading, &fields, &listed)?));
    }
    Ok(Form::Additive(Additive { intercept, terms, link, output, reasons: None }))
}

type Listed = (Vec<Fact>, Decimal);

fn refuse(model: Element<'_>) -> Result<(), Findings> {
    let other = [
        "offsetVariable",
        "trialsVariable",
        "trialsValue",
        "cumulativeLink",
        "linkParameter",
        "endTimeVariable",
    ];
    if let Some(name) = other.into_iter().find(|name| attribute(model, name).is_some()) {
        return Err(finding(model, "unknown-attribute", format!("`{name}` is not read, and it matters")));
    }
    let mut contrasts = child(model, "FactorList").into_iter().flat_map(|list| children(list, "Predictor"));
    if let Some(matrix) = contrasts.find_map(|one| child(one, "Matrix")) {
        return Err(finding(
            matrix,
            "unknown-element",
            "contrasts are not read: give each value its own parameter",
        ));
    }
    if let Some(other) = child(model, "BaseCumHazardTables").or_else(|| child(model, "EventValues")) {
        return Err(finding(other, "unknown-element", "models of survival are not read"));
    }
    Ok(())
}

fn shown(reading: &Reading, model: Element<'_>) -> Result<(Link, Output), Findings> {
    let kind = need(model, "modelType")?;
    let link = match (kind, attribute(model, "linkFunction").unwrap_or("identity")) {
        ("regression" | "generalLinear", _) | ("generalizedLinear", "identity") => Link::Identity,
        ("multinomialLogistic", _) | ("generalizedLinear", "logit") => Link::Logit,
        ("generalizedLinear", "log") => Link::Log,
        (kind, link) => {
            let message = format!(
                "the model type `{kind}` with the link `{link}` is not read: identity, logit and log are"
            );
            return Err(finding(model, "unknown-link", message));
        }
    };
    if need(model, "functionName")? == "regression" {
        return Ok((link, Output::Score));
    }
    if link != Link::Logit {
        return Err(finding(model, "unknown-link", "a classification needs the link logit"));
    }
    let matrix = child(model, "ParamMatrix")
        .ok_or_else(|| finding(model, "missing-element", "there is no `ParamMatrix`"))?;
    let mut chosen: Vec<&str> =
        children(matrix, "PCell").filter_map(|cell| attribute(cell, "targetCategory")).collect();
    chosen.dedup();
    let reference = attribute(model, "targetReferenceCategory");
    let categories = reading.target.as_ref().map(|target| target.categories.clone()).unwrap_or_default();
    let other = |known: &str| categories.iter().filter(|one| *one != known).cloned().collect::<Vec<_>>();
    let (above, below) = match (chosen.as_slice(), reference) {
        ([above], Some(below)) => ((*above).to_owned(), below.to_owned()),
        ([above], None) => ((*above).to_owned(), single(model, &other(above))?),
        ([], Some(below)) => (single(model, &other(below))?, below.to_owned()),
        _ => return Err(finding(model, "many-classes", "only a choice between two outcomes is one score")),
    };
    Ok((Link::Logit, Output::Classes { at_least: Decimal::ZERO, above, below }))
}

fn single(model: Element<'_>, words: &[String]) -> Result<String, Findings> {
    match words {
        [one] => Ok(one.clone()),
        _ => Err(finding(model, "many-classes", "the dictionary must list two values of the target")),
    }
}

/// What a parameter is multiplied with.
fn factors<'a>(reading: &Reading, model: Element<'a>, parameter: &str) -> Result<Vec<Factor<'a>>, Findings> {
    let listed = |list: &'static str, name: &str| {
        child(model, list)
            .is_some_and(|list| children(list, "Predictor").any(|one| attribute(one, "name") == Some(name)))
    };
    let Some(matrix) = child(model, "PPMatrix") else { return Ok(vec![]) };
    let mut found = vec![];
    for node in children(matrix, "PPCell").filter(|cell| attribute(*cell, "parameterName") == Some(parameter))
    {
        let name = need(node, "predictorName")?;
        let covariate = match (listed("FactorList", name), listed("CovariateList", name)) {
            (true, false) => false,
            (false, true) => true,
            _ => {
                return Err(finding(
                    node,
                    "unknown-predictor",
                    format!("`{name}` must be a factor or a covariate"),
                ));
            }
        };
        let named = reading.taken(node, name)?;
        if covariate && named.kind == Kind::Word {
            return Err(finding(node, "wrong-kind", format!("the covariate `{name}` holds words")));
        }
        found.push(Factor { node, named, name, value: need(node, "value")?, covariate });
    }
    Ok(found)
}

/// Adds a parameter of conditions to the lookup over the same fields.
fn condition<'a>(
    reading: &mut Reading,
    conditions: Vec<Factor<'a>>,
    beta: Decimal,
    lookups: &mut Vec<(Vec<Factor<'a>>, Vec<Listed>)>,
) -> Result<(), Findings> {
    let mut conditions = conditions;
    conditions.sort_by_key(|one| one.name);
    let mut facts = vec![];
    for one in &conditions {
        facts.push(reading.constant(one.node, &one.named, one.value)?);
    }
    let names = |factors: &[Factor<'_>]| factors.iter().map(|one| one.name.to_owned()).collect::<Vec<_>>();
    let wanted = names(&conditions);
    match lookups.iter_mut().find(|(fields, _)| names(fields) == wanted) {
        Some((_, listed)) => listed.push((facts, beta)),
        None => lookups.push((conditions, vec![(facts, beta)])),
    }
    Ok(())
}

fn tabulated(reading: &Reading, fields: &[Factor<'_>], listed: &[Listed]) -> Result<Lookup, Findings> {
    let Some(first) = fields.first() else { return Err(Findings(vec![])) };
    let name = fields.iter().map(|one| one.name).collect::<Vec<_>>().join(" & ");
    let mut marks = Marks::default();
    for (place, one) in fields.iter().enumerate() {
        let facts: Vec<_> = listed.iter().filter_map(|(facts, _)| facts.get(place).cloned()).collect();
        one.named.formula.mark(&facts, &mut marks);
    }
    let inputs: std::collections::BTreeSet<_> =
        fields.iter().flat_map(|one| one.named.formula.inputs()).collect();
    let inputs: Vec<_> = inputs.into_iter().collect();
    reading.tabulate(first.node, &name, (&marks, &inputs), &|facts| {
        let values: Vec<Fact> =
            fields.iter().map(|one| one.named.formula.value(facts)).collect::<Result<_, _>>()?;
        if values.contains(&Fact::Missing) {
            return Ok(Cell::Refused);
        }
        let found = listed.iter().filter(|(facts, _)| *facts == values);
        let points = found.map(|(_, beta)| *beta).try_fold(Decimal::ZERO, Decimal::rounded_sum)?;
        Ok(Cell::adds(points))
    })
}

fn moving(
    reading: &mut Reading,
    cell: Element<'_>,
    (name, coefficient): (&str, Decimal),
    covariates: &[Factor<'_>],
    conditions: &[Factor<'_>],
) -> Result<Term, Findings> {
    let (mut factors, mut when): (Vec<(Formula, u8)>, _) = (vec![], vec![]);
    let mut powers: BTreeMap<&str, usize> = BTreeMap::new();
    for one in covariates {
        if powers.insert(one.name, factors.len()).is_some() {
            return Err(finding(
                one.node,
                "predictor-twice",
                format!("`{}` stands twice in `{name}`", one.name),
            ));
        }
        factors.push((one.named.formula.clone(), power(one.node, need_number(one.node, "value")?)?));
    }
    for one in conditions {
        let Formula::Input(input) = one.named.formula else {
            return Err(finding(
                one.node,
                "computed-test",
                format!("`{}` is computed, and must be an input here", one.name),
            ));
        };
        when.push((input, reading.constant(one.node, &one.named, one.value)?));
    }
    product(reading, cell, Product { name: name.to_owned(), coefficient, when, factors })
}
