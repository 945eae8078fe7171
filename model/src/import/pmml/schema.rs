//! The mining schema: which fields are read, and what is done with missing and unfit values.

use super::dictionary::{Entry, entry};
use super::reading::{Named, Reading, Target, constant};
use super::xml::{Element, attribute, child, children, finding, need, number, only, place};
use crate::Findings;
use crate::import::noted::unreadable;
use crate::statistical::fact::{Domain, Field, Interval, Outliers, Unfit};
use crate::statistical::formula::Formula;

const MOST_FIELDS: usize = 1_000;

/// Reads dictionary and schema; then the transformations can be read.
pub fn read(root: Element<'_>, model: Element<'_>) -> Result<Reading, Findings> {
    let dictionary = child(root, "DataDictionary")
        .ok_or_else(|| finding(root, "missing-element", "there is no `DataDictionary`"))?;
    only(dictionary, &["DataField", "Taxonomy"])?;
    let schema = child(model, "MiningSchema")
        .ok_or_else(|| finding(model, "missing-element", "there is no `MiningSchema`"))?;
    if children(schema, "MiningField").count().max(children(dictionary, "DataField").count()) > MOST_FIELDS {
        let message = format!("the file has more than {MOST_FIELDS} fields: nobody can read so many");
        return Err(unreadable(place(schema), message));
    }
    let mut reading = Reading::default();
    for field in children(schema, "MiningField") {
        let name = need(field, "name")?;
        let known = children(dictionary, "DataField").find(|one| attribute(*one, "name") == Some(name));
        let Some(known) = known else {
            return Err(finding(field, "unknown-field", format!("`{name}` is not in the data dictionary")));
        };
        match attribute(field, "usageType").unwrap_or("active") {
            "active" => active(&mut reading, field, entry(known)?)?,
            "target" | "predicted" => reading.target = Some(target(known)),
            _ => {}
        }
    }
    Ok(reading)
}

fn target(node: Element<'_>) -> Target {
    let values = children(node, "Value")
        .filter(|value| attribute(*value, "property").is_none_or(|kind| kind == "valid"));
    let categories = values.filter_map(|value| attribute(value, "value")).map(str::to_owned).collect();
    Target { categories }
}

fn active(reading: &mut Reading, node: Element<'_>, entry: Entry<'_>) -> Result<(), Findings> {
    if reading.named.contains_key(entry.name) {
        return Err(finding(
            node,
            "field-twice",
            format!("the field `{}` stands here for the second time", entry.name),
        ));
    }
    let missing = attribute(node, "missingValueReplacement")
        .map(|text| constant(node, entry.kind, text))
        .transpose()?;
    if missing.is_some() {
        let message = format!(
            "the file replaces a missing `{}`: here nothing is decided on a missing value",
            entry.name
        );
        reading.note(node, "missing-value", message);
    }
    if entry.single {
        let message = format!(
            "`{}` is declared as float: it is compared as an exact decimal, which says the same for up to 6 digits",
            entry.name
        );
        reading.note(entry.node, "float", message);
    }
    let input = reading.fields.len();
    if matches!(entry.domain, Domain::Words { .. }) && !entry.listed {
        reading.unlisted.push(input);
    }
    let (unfit, outliers) = (unfit(node, &entry)?, outliers(node)?);
    let name = entry.name.to_owned();
    reading.named.insert(name.clone(), Named { formula: Formula::Input(input), kind: entry.kind, size: 1 });
    reading.fields.push(Field { name, domain: entry.domain, absent: entry.absent, outliers, missing, unfit });
    Ok(())
}

fn unfit(node: Element<'_>, entry: &Entry<'_>) -> Result<Unfit, Findings> {
    match attribute(node, "invalidValueTreatment").unwrap_or("returnInvalid") {
        "returnInvalid" => Ok(Unfit::Refuse),
        "asIs" => Ok(Unfit::Keep),
        "asMissing" => Ok(Unfit::Missing),
        "asValue" => constant(node, entry.kind, need(node, "invalidValueReplacement")?).map(Unfit::Replace),
        other => Err(finding(node, "unknown-treatment", format!("the treatment `{other}` is not read"))),
    }
}

fn outliers(node: Element<'_>) -> Result<Option<Outliers>, Findings> {
    let bounds = || {
        let (from, to) = (number(node, "lowValue")?, number(node, "highValue")?);
        Ok(Interval { from, from_included: true, to, to_included: true })
    };
    match attribute(node, "outliers").unwrap_or("asIs") {
        "asIs" => Ok(None),
        "asMissingValues" => bounds().map(|bounds| Some(Outliers::Missing(bounds))),
        "asExtremeValues" => bounds().map(|bounds| Some(Outliers::Clamp(bounds))),
        other => Err(finding(node, "unknown-treatment", format!("the treatment `{other}` is not read"))),
    }
}
