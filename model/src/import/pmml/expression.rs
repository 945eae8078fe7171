//! Derived fields: bins, lists, lines and plain arithmetic over what is already known.

use super::dictionary::interval;
use super::reading::{Kind, Named, Reading, constant};
use super::xml::{Element, attribute, child, children, elements, finding, need, need_number, only};
use crate::statistical::fact::Fact;
use crate::statistical::formula::{Formula, Operator};
use crate::{DecimalError, Findings};

/// A formula may nest so deep, derived fields within derived fields included.
const DEEPEST: usize = 40;

/// Reads the derived fields of a dictionary or a model, in their order.
pub fn derived(reading: &mut Reading, node: Element<'_>) -> Result<(), Findings> {
    for field in children(node, "DerivedField") {
        let name = need(field, "name")?;
        if reading.named.contains_key(name) {
            return Err(finding(
                field,
                "field-twice",
                format!("the field `{name}` stands here for the second time"),
            ));
        }
        let kind = match (attribute(field, "optype"), attribute(field, "dataType")) {
            (Some("continuous"), _) | (None, Some("integer" | "float" | "double")) => Kind::Number,
            _ => Kind::Word,
        };
        only(
            field,
            &["Constant", "FieldRef", "NormContinuous", "NormDiscrete", "Discretize", "MapValues", "Apply"],
        )?;
        let Some(expression) = elements(field).next() else {
            return Err(finding(field, "missing-element", format!("the field `{name}` is made of nothing")));
        };
        let formula = formula(reading, expression, kind)?;
        if depth(&formula) > DEEPEST {
            return Err(finding(
                field,
                "too-deep",
                format!("the field `{name}` is computed in more than {DEEPEST} steps"),
            ));
        }
        let size = size(&formula);
        reading.named.insert(name.to_owned(), Named { formula, kind, size });
    }
    Ok(())
}

fn size(formula: &Formula) -> usize {
    1 + match formula {
        Formula::Input(_) | Formula::Constant(_) => 0,
        Formula::Bins { of, bins, .. } => size(of) + bins.len(),
        Formula::Lines { of, points, .. } => size(of) + points.len(),
        Formula::Rows { of, rows, .. } => of.iter().map(size).sum::<usize>() + rows.len() * (of.len() + 1),
        Formula::Apply { arguments, .. } => arguments.iter().map(size).sum(),
    }
}

fn depth(formula: &Formula) -> usize {
    1 + match formula {
        Formula::Input(_) | Formula::Constant(_) => 0,
        Formula::Bins { of, .. } | Formula::Lines { of, .. } => depth(of),
        Formula::Rows { of, .. } | Formula::Apply { arguments: of, .. } => {
            of.iter().map(depth).max().unwrap_or(0)
        }
    }
}

fn formula(reading: &Reading, node: Element<'_>, kind: Kind) -> Result<Formula, Findings> {
    match node.tag_name().name() {
        "Constant" => constant(node, kind, node.text().unwrap_or_default().trim()).map(Formula::Constant),
        "FieldRef" => reference(reading, node),
        "Apply" => apply(reading, node),
        "Discretize" => discretize(reading, node, kind),
        "NormDiscrete" => indicator(reading, node),
        "NormContinuous" => lines(reading, node),
        "MapValues" => rows(reading, node, kind),
        other => Err(finding(node, "unknown-element", format!("`{other}` is not read here"))),
    }
}

fn reference(reading: &Reading, node: Element<'_>) -> Result<Formula, Findings> {
    if attribute(node, "mapMissingTo").is_some() {
        return Err(finding(node, "missing-value", "a default for a missing value is not read here"));
    }
    reading.taken(node, need(node, "field")?).map(|named| named.formula)
}

fn mapped(node: Element<'_>, name: &str, kind: Kind) -> Result<Fact, Findings> {
    attribute(node, name).map_or(Ok(Fact::Missing), |text| constant(node, kind, text))
}

fn apply(reading: &Reading, node: Element<'_>) -> Result<Formula, Findings> {
    let operator = match need(node, "function")? {
        "+" | "sum" => Operator::Add,
        "-" => Operator::Subtract,
        "*" | "product" => Operator::Multiply,
        "/" => Operator::Divide,
        "min" => Operator::Min,
        "max" => Operator::Max,
        other => {
            let message = format!("the function `{other}` is not read: + - * / min and max are");
            return Err(finding(node, "unknown-function", message));
        }
    };
    if attribute(node, "defaultValue").is_some() {
        return Err(finding(node, "missing-value", "a default for an invalid result is not read"));
    }
    let arguments =
        elements(node).map(|one| formula(reading, one, Kind::Number)).collect::<Result<Vec<_>, _>>()?;
    if arguments.is_empty() {
        return Err(finding(node, "missing-element", "the function is applied to nothing"));
    }
    Ok(Formula::Apply { operator, arguments, missing: mapped(node, "mapMissingTo", Kind::Number)? })
}

fn numeric(reading: &Reading, node: Element<'_>) -> Result<Named, Findings> {
    let named = reading.taken(node, need(node, "field")?)?;
    match named.kind {
        Kind::Number => Ok(named),
        Kind::Word => Err(finding(node, "wrong-kind", "a number is needed here, and the field holds words")),
    }
}

fn discretize(reading: &Reading, node: Element<'_>, kind: Kind) -> Result<Formula, Findings> {
    only(node, &["DiscretizeBin"])?;
    let of = Box::new(numeric(reading, node)?.formula);
    let mut bins = vec![];
    for bin in children(node, "DiscretizeBin") {
        let bounds = child(bin, "Interval")
            .ok_or_else(|| finding(bin, "missing-element", "the bin has no `Interval`"))?;
        bins.push((interval(bounds)?, constant(bin, kind, need(bin, "binValue")?)?));
    }
    let (otherwise, missing) = (mapped(node, "defaultValue", kind)?, mapped(node, "mapMissingTo", kind)?);
    Ok(Formula::Bins { of, bins, otherwise, missing })
}

/// One for this value, zero for every other.
fn indicator(reading: &Reading, node: Element<'_>) -> Result<Formula, Findings> {
    let named = reading.taken(node, need(node, "field")?)?;
    let value = constant(node, named.kind, need(node, "value")?)?;
    let number = |number| Fact::Number(crate::Decimal::whole(number));
    let (of, rows) = (vec![named.formula], vec![(vec![value], number(1))]);
    Ok(Formula::Rows { of, rows, otherwise: number(0), missing: mapped(node, "mapMissingTo", Kind::Number)? })
}

fn lines(reading: &Reading, node: Element<'_>) -> Result<Formula, Findings> {
    only(node, &["LinearNorm"])?;
    let of = Box::new(numeric(reading, node)?.formula);
    let beyond = match attribute(node, "outliers").unwrap_or("asIs") {
        "asIs" => true,
        "asExtremeValues" => false,
        other => {
            return Err(finding(
                node,
                "unknown-treatment",
                format!("the treatment `{other}` is not read here"),
            ));
        }
    };
    let mut points = vec![];
    for point in children(node, "LinearNorm") {
        points.push((need_number(point, "orig")?, need_number(point, "norm")?));
    }
    if points.len() < 2 || !points.is_sorted_by(|(one, _), (two, _)| one < two) {
        return Err(finding(node, "wrong-order", "a line needs two points or more, in rising order"));
    }
    Ok(Formula::Lines { of, points, beyond, missing: mapped(node, "mapMissingTo", Kind::Number)? })
}

fn rows(reading: &Reading, node: Element<'_>, kind: Kind) -> Result<Formula, Findings> {
    only(node, &["FieldColumnPair", "InlineTable"])?;
    let output = need(node, "outputColumn")?;
    let mut of = vec![];
    for pair in children(node, "FieldColumnPair") {
        of.push((reading.taken(pair, need(pair, "field")?)?, need(pair, "column")?));
    }
    let Some(table) = child(node, "InlineTable").filter(|_| !of.is_empty()) else {
        return Err(finding(
            node,
            "missing-element",
            "the list of values must stand in the file, with its columns",
        ));
    };
    let mut rows = vec![];
    for row in table.children().filter(|child| child.is_element() && child.tag_name().name() == "row") {
        // Columns may stand in a namespace of their own.
        let cell = |column: &str| {
            let found = row.children().find(|cell| cell.is_element() && cell.tag_name().name() == column);
            found.and_then(|cell| cell.text()).map(str::trim)
        };
        let missing =
            |column: &str| finding(row, "missing-element", format!("the row has no column `{column}`"));
        let mut facts = vec![];
        for (named, column) in &of {
            facts.push(constant(row, named.kind, cell(column).ok_or_else(|| missing(column))?)?);
        }
        let value = cell(output).ok_or_else(|| missing(output))?;
        rows.push((facts, constant(row, kind, value)?));
    }
    let of = of.into_iter().map(|(named, _)| named.formula).collect();
    let (otherwise, missing) = (mapped(node, "defaultValue", kind)?, mapped(node, "mapMissingTo", kind)?);
    Ok(Formula::Rows { of, rows, otherwise, missing })
}

/// A complaint about arithmetic.
pub fn arithmetic(node: Element<'_>) -> impl Fn(DecimalError) -> Findings {
    move |error| finding(node, "not-a-number", error.to_string())
}
