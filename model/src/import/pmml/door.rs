//! The whole file: which model it holds, and whether anything beside the model could change an outcome.

use super::reading::Reading;
use super::xml::{Element, attribute, child, elements, finding, is_pmml, parse, place};
use super::{cards, expression, general, regression, ruleset, schema, tree};
use crate::import::noted::{Imported, LINKED, left_out, unreadable};
use crate::statistical::additive::{Link, Output};
use crate::statistical::{Form, Statistical};
use crate::{Decimal, Findings};

const VERSIONS: [&str; 5] = ["4.0", "4.1", "4.2", "4.3", "4.4"];

/// What is never read, and why.
const OPAQUE: [(&str, &str); 15] = [
    ("MiningModel", "many models vote or follow each other, and nobody can follow their sum by hand"),
    ("NeuralNetwork", "a neural network decides by weights that stand for nothing"),
    ("SupportVectorMachineModel", "it compares with support vectors in a space that nobody sees"),
    ("NearestNeighborModel", "it decides by other people's records, which would have to be shown"),
    ("NaiveBayesModel", "it multiplies probabilities as if its inputs had nothing to do with each other"),
    ("BayesianNetworkModel", "its outcome is computed over hidden states"),
    ("GaussianProcessModel", "it decides by distances to records of other people"),
    ("ClusteringModel", "it gives groups without reasons"),
    ("AnomalyDetectionModel", "being unusual is no reason"),
    ("AssociationModel", "it gives rules about baskets, not decisions"),
    ("SequenceModel", "it gives patterns, not decisions"),
    ("TextModel", "it judges free text"),
    ("TimeSeriesModel", "it forecasts a series, and decides about nobody"),
    ("BaselineModel", "it compares with a distribution, and decides about nobody"),
    ("SupportVectorMachine", "it compares with support vectors in a space that nobody sees"),
];

const MODELS: [&str; 5] =
    ["Scorecard", "RegressionModel", "GeneralRegressionModel", "TreeModel", "RuleSetModel"];

/// Reads a PMML file.
///
/// # Errors
/// What is wrong or cannot be followed, with its place.
pub fn read(text: &str) -> Result<Imported, Findings> {
    let document = parse(text)?;
    let root = document.root_element();
    if !is_pmml(root) || root.tag_name().name() != "PMML" {
        return Err(finding(
            root,
            "not-pmml",
            "the file is XML and no PMML 4: its first element must be `PMML` in the PMML namespace",
        ));
    }
    let version = attribute(root, "version").unwrap_or_default();
    if !VERSIONS.iter().any(|known| version == *known || version.starts_with(&format!("{known}."))) {
        let message = format!("the version `{version}` is not read: {} are", VERSIONS.join(", "));
        return Err(finding(root, "unknown-version", message));
    }
    let model = model(root)?;
    beside(model)?;
    let mut reading = schema::read(root, model)?;
    extensions(&mut reading, root);
    if attribute(model, "x-mathContext") == Some("float") {
        reading.note(
            model,
            "float",
            "the file computes in floats: here everything is exact, and differs by as much as floats do",
        );
    }
    if let Some(functions) = child(root, "TransformationDictionary") {
        expression::derived(&mut reading, functions)?;
    }
    if let Some(local) = child(model, "LocalTransformations") {
        expression::derived(&mut reading, local)?;
    }
    let form = match model.tag_name().name() {
        "Scorecard" => cards::read(&mut reading, model)?,
        "RegressionModel" => regression::read(&mut reading, model)?,
        "GeneralRegressionModel" => general::read(&mut reading, model)?,
        "TreeModel" => tree::read(&mut reading, model)?,
        _ => ruleset::read(&mut reading, model)?,
    };
    unread(&mut reading, model, &form);
    linked(&mut reading, model, &form);
    let frozen = Statistical::freeze(&cards::name(model), reading.fields, form)?;
    Ok(Imported { model: frozen, notes: reading.notes })
}

/// The only model of the file.
fn model(root: Element<'_>) -> Result<Element<'_>, Findings> {
    let reason = |node: Element<'_>| OPAQUE.iter().find(|(name, _)| *name == node.tag_name().name());
    if let Some((node, (name, reason))) = elements(root).find_map(|node| Some((node, reason(node)?))) {
        return Err(unreadable(place(node), format!("`{name}` is refused: {reason}")));
    }
    let mut models = elements(root).filter(|node| MODELS.contains(&node.tag_name().name()));
    match (models.next(), models.next()) {
        (Some(model), None) => Ok(model),
        (None, _) => {
            Err(finding(root, "no-model", format!("there is no model: {} are read", MODELS.join(", "))))
        }
        (Some(_), Some(second)) => {
            Err(finding(second, "two-models", "the file holds a second model: keep one"))
        }
    }
}

/// Elements beside the model's own that could change what it says.
fn beside(model: Element<'_>) -> Result<(), Findings> {
    if let Some(target) =
        child(model, "Targets").into_iter().flat_map(elements).find(|target| !is_plain(*target))
    {
        let message =
            "the target is rescaled, rounded or bounded after deciding: put that into the model itself";
        return Err(finding(target, "changed-target", message));
    }
    let outputs = child(model, "Output").into_iter().flat_map(elements);
    let mut decisions =
        outputs.filter(|field| matches!(attribute(*field, "feature"), Some("decision" | "transformedValue")));
    match decisions.next() {
        None => Ok(()),
        Some(field) => {
            let message =
                "the output is computed from the outcome: that step is not read, so take it out of the file";
            Err(finding(field, "computed-output", message))
        }
    }
}

fn is_plain(target: Element<'_>) -> bool {
    let plain = |name: &str, plain: i64| {
        attribute(target, name).is_none_or(|text| {
            crate::import::number::exact(text).is_ok_and(|number| number == Decimal::whole(plain))
        })
    };
    let absent = ["min", "max", "castInteger"].into_iter().all(|name| attribute(target, name).is_none());
    absent && plain("rescaleFactor", 1) && plain("rescaleConstant", 0)
}

fn extensions(reading: &mut Reading, root: Element<'_>) {
    let all = root.descendants().filter(|node| is_pmml(*node) && node.tag_name().name() == "Extension");
    let (count, first) = (all.clone().count(), all.clone().next());
    if let Some(first) = first {
        reading.note(
            first,
            "extension",
            format!("{count} extension elements are ignored, the first one here"),
        );
    }
}

/// Other tools answer the value behind the link; here the score decides, and that value is shown.
fn linked(reading: &mut Reading, model: Element<'_>, form: &Form) {
    let Form::Additive(additive) = form else { return };
    if additive.link != Link::Identity && additive.output == Output::Score {
        reading.note(model, "linked-score", LINKED);
    }
}

fn unread(reading: &mut Reading, model: Element<'_>, form: &Form) {
    let names = form.unread(&reading.fields);
    if !names.is_empty() {
        reading.note(model, "unread-input", left_out(&names));
    }
}
