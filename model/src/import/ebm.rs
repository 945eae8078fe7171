//! Explainable boosting machines, as the `interpret` package writes them with `to_json`.
//!
//! Only the intercept and the scores of the terms decide; bags and deviations are left alone. In every list of
//! scores the first stands for a missing value and the last for one never seen. A term over two inputs may use a
//! coarser list of cuts than a term over one.

use crate::import::json::{Json, Source, parse};
use crate::import::noted::{Imported, LINKED, left_out, note, unreadable};
use crate::statistical::additive::{Additive, Cell, Link, Lookup, Output, Term};
use crate::statistical::axis::{Axis, Buckets, Cut};
use crate::statistical::fact::{Domain, Field, Unfit};
use crate::statistical::{Form, POINT_DIGITS, Statistical};
use crate::{Decimal, Finding, Findings};

/// The only outputs that are read.
const TASKS: [&str; 2] = ["classification", "regression"];

/// Reads an EBM.
///
/// # Errors
/// What is wrong or cannot be followed, with its place.
pub fn read(text: &str) -> Result<Imported, Findings> {
    let json = parse(text)?;
    let source = Source { text };
    let ebm = source.need(&json, "ebm")?;
    let (link, output) = output(&source, ebm)?;
    let [intercept] = source.items(source.need(ebm, "intercept")?)? else {
        let message = "the model has more than one intercept: it decides between more than two classes";
        return Err(unreadable(source.place(ebm), message.to_owned()));
    };
    let intercept = source.number(intercept)?;
    let mut features = vec![];
    for feature in source.items(source.need(ebm, "features")?)? {
        features.push(Feature::read(&source, feature)?);
    }
    let mut terms = vec![];
    for term in source.items(source.need(ebm, "terms")?)? {
        terms.push(Term::Lookup(lookup(&source, term, &features)?));
    }
    let fields: Vec<_> = features.into_iter().map(|feature| feature.field).collect();
    let form = Form::Additive(Additive { intercept, terms, link, output, reasons: None });
    let notes = notes(&source, ebm, &form.unread(&fields), link);
    Ok(Imported { model: Statistical::freeze("ebm", fields, form)?, notes })
}

fn notes(source: &Source<'_>, ebm: &Json<'_>, unread: &[String], link: Link) -> Vec<Finding> {
    let mut notes = vec![];
    if let Some(bags) = ebm.get("bagged_intercept") {
        let message = "bags and deviations are left out: only intercept and scores decide";
        notes.push(note("left-out", source.place(bags), message));
    }
    if !unread.is_empty() {
        notes.push(note("unread-input", source.place(ebm), left_out(unread)));
    }
    if link == Link::Log {
        notes.push(note("linked-score", source.place(ebm), LINKED));
    }
    notes
}

fn output(source: &Source<'_>, ebm: &Json<'_>) -> Result<(Link, Output), Findings> {
    let [output] = source.items(source.need(ebm, "outputs")?)? else {
        return Err(source.finding(ebm, "wrong-kind", "expected one output"));
    };
    let task = source.need(output, "task")?;
    let name = source.text_of(task)?;
    if !TASKS.contains(&name) {
        return Err(source.finding(
            task,
            "unknown-task",
            format!("the task `{name}` is not read: {}", TASKS.join(" and ") + " are"),
        ));
    }
    let link = source.need(output, "link")?;
    let shown = match source.text_of(link)? {
        "identity" => Link::Identity,
        "logit" => Link::Logit,
        "log" => Link::Log,
        other => {
            let message = format!("the link `{other}` is not read: identity, logit and log are");
            return Err(source.finding(link, "unknown-link", message));
        }
    };
    if name == "regression" {
        return Ok((shown, Output::Score));
    }
    let classes = source.need(output, "classes")?;
    match source.items(classes)? {
        [below, above] => {
            let word = |json: &Json<'_>| {
                json.word().ok_or_else(|| source.finding(json, "wrong-kind", "expected a class"))
            };
            Ok((shown, Output::Classes { at_least: smallest(), above: word(above)?, below: word(below)? }))
        }
        all => {
            let message =
                format!("the model decides between {} classes: only two can be one score", all.len());
            Err(unreadable(source.place(classes), message))
        }
    }
}

/// Of two equal probabilities the first class holds; scores are whole numbers of this.
fn smallest() -> Decimal {
    Decimal::scaled(1, POINT_DIGITS).unwrap_or_default()
}

/// One input with its lists of buckets, the finest first.
struct Feature {
    field: Field,
    name: String,
    levels: Vec<Buckets>,
}

impl Feature {
    fn read(source: &Source<'_>, json: &Json<'_>) -> Result<Self, Findings> {
        let name = source.text_of(source.need(json, "name")?)?.to_owned();
        let kind = source.need(json, "type")?;
        let mut levels = vec![];
        let domain = match source.text_of(kind)? {
            "continuous" => {
                for level in source.items(source.need(json, "cuts")?)? {
                    let cuts = source.items(level)?.iter().map(|cut| source.number(cut));
                    let cut = |at: Decimal| Cut { at, below: false };
                    levels.push(Buckets::Cuts(cuts.map(|at| at.map(cut)).collect::<Result<_, _>>()?));
                }
                Domain::Number { whole: false, intervals: vec![] }
            }
            "nominal" | "ordinal" => {
                for level in source.items(source.need(json, "categories")?)? {
                    let words = source.items(level)?.iter().map(|word| source.text_of(word));
                    let group = |word: &str| vec![word.to_owned()];
                    levels
                        .push(Buckets::Groups(words.map(|word| word.map(group)).collect::<Result<_, _>>()?));
                }
                Domain::Words { values: words(&levels) }
            }
            other => {
                let message = format!("the type `{other}` is not read: continuous, nominal and ordinal are");
                return Err(source.finding(kind, "unknown-type", message));
            }
        };
        let field = Field { unfit: Unfit::Keep, ..Field::plain(&name, domain) };
        Ok(Self { field, name, levels })
    }
}

fn words(levels: &[Buckets]) -> Vec<String> {
    match levels.first() {
        Some(Buckets::Groups(groups)) => groups.iter().flatten().cloned().collect(),
        _ => vec![],
    }
}

fn lookup(source: &Source<'_>, json: &Json<'_>, features: &[Feature]) -> Result<Lookup, Findings> {
    let named = source.need(json, "term_features")?;
    let mut inputs = vec![];
    for name in source.items(named)? {
        let text = source.text_of(name)?;
        let place = features.iter().position(|feature| feature.name == text);
        inputs.push(
            place.ok_or_else(|| {
                source.finding(name, "unknown-input", format!("there is no input `{text}`"))
            })?,
        );
    }
    if inputs.is_empty() || inputs.len() > 2 {
        let message =
            format!("a term looks at {} inputs at once: nobody can read more than two", inputs.len());
        return Err(unreadable(source.place(named), message));
    }
    // With one list of cuts for each number of inputs a term has the list of its own number, or the last there is.
    let level = inputs.len() - 1;
    let axes: Vec<Axis> = inputs
        .iter()
        .filter_map(|input| {
            let levels = &features.get(*input)?.levels;
            let buckets = levels.get(level).or_else(|| levels.last())?.clone();
            Some(Axis { input: *input, buckets })
        })
        .collect();
    let name = inputs
        .iter()
        .filter_map(|input| Some(features.get(*input)?.name.as_str()))
        .collect::<Vec<_>>()
        .join(" & ");
    let scores = source.need(json, "scores")?;
    let cells = match axes.as_slice() {
        [one] => row(source, scores, one)?,
        [one, two] => {
            let rows = reordered(source, scores, one)?;
            let mut cells = vec![];
            for scores in rows {
                cells.extend(row(source, scores, two)?);
            }
            cells
        }
        _ => {
            return Err(source.finding(
                named,
                "no-buckets",
                "an input of this term has no list of cuts or categories",
            ));
        }
    };
    Ok(Lookup { name, axes, cells, baseline: None })
}

/// Missing stands first in the file and behind the buckets here; unseen stands last in both.
fn reordered<'j, 'a>(
    source: &Source<'a>,
    json: &'j Json<'a>,
    axis: &Axis,
) -> Result<Vec<&'j Json<'a>>, Findings> {
    let items = source.items(json)?;
    let (Some((missing, rest)), true) = (items.split_first(), items.len() == axis.places()) else {
        let message =
            format!("there are {} scores for {} buckets with missing and unseen", items.len(), axis.places());
        return Err(source.finding(json, "wrong-length", message));
    };
    let mut ordered: Vec<_> = rest.iter().collect();
    ordered.insert(axis.len(), missing);
    Ok(ordered)
}

fn row<'a>(source: &Source<'a>, json: &Json<'a>, axis: &Axis) -> Result<Vec<Cell>, Findings> {
    reordered(source, json, axis)?.into_iter().map(|score| Ok(Cell::adds(source.number(score)?))).collect()
}
