//! An outcome explained: short for the citizen, full for the caseworker, every condition for the court.
//!
//! One telling, made from the recorded explanation; terminal and pages only lay it out.

use super::{Lang, both, date, remark, value, word};
use app::views::ExplanationView;
use model::{Cell, Counterfactual, SelectionRule, Value};

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TextDepth {
    /// What a person needs to understand and contest the outcome.
    Citizen,
    /// With every rule that held.
    Caseworker,
    /// With every condition as written, and what is needed to compute it again.
    Court,
}

/// An explanation in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the algorithm did and did not do.
    pub opening: Vec<String>,
    /// Why the person was selected, or not.
    pub route: String,
    /// The outcome with its unit.
    pub outcome: String,
    /// What each rule added, or which rules held: points where there are any, and the words.
    pub reasons: Vec<(Option<String>, String)>,
    /// What was looked at: label, value, source.
    pub data: Vec<(String, String, String)>,
    /// What would have given another outcome.
    pub changes: Vec<String>,
    /// Who may be asked.
    pub contact: String,
    /// How to object.
    pub objection: String,
    /// Rule by rule, condition by condition, as the frozen model has them.
    pub rules: Vec<String>,
}

/// Tells an explanation.
#[must_use]
pub fn told(lang: Lang, view: &ExplanationView) -> Told {
    let say = |key: &str, facts: &[(&str, String)]| word(lang, key, facts);
    let unit = view.declaration.outcome.in_lang(lang);
    let outcome = say(
        "explain-outcome",
        &[("outcome", value(lang, &view.explanation.outcome)), ("unit", unit.to_owned())],
    );
    let day = date(lang, domain::civil_date(view.at));
    let facts =
        [("title", both(lang, &view.title).to_owned()), ("body", view.body.to_string()), ("date", day)];
    let route = route(lang, view);
    let meaning = view.declaration.selection.meaning.in_lang(lang);
    Told {
        opening: vec![say("explain-opening", &facts), say("explain-no-decision", &[])],
        route: if view.route.selected() { format!("{route} {meaning}") } else { route },
        outcome,
        reasons: reasons(lang, view),
        data: data(lang, view),
        changes: changes(lang, view),
        contact: view.declaration.contact.in_lang(lang).to_owned(),
        objection: view
            .objection
            .as_ref()
            .map_or_else(|| say("explain-no-objection", &[]), |words| both(lang, words).to_owned()),
        rules: rules(lang, view),
    }
}

/// By which route the person came into the queue; a bound is told to those whom it selected.
fn route(lang: Lang, view: &ExplanationView) -> String {
    match (view.route.word(), &view.declaration.selection.rule) {
        ("targeted", SelectionRule::Threshold { at_least }) => {
            let bound = value(lang, &Value::number(*at_least));
            word(lang, "explain-route-threshold", &[("bound", bound)])
        }
        ("targeted", SelectionRule::Outcome { .. }) => word(lang, "explain-route-outcome", &[]),
        (route, _) => word(lang, &format!("explain-route-{route}"), &[]),
    }
}

fn reasons(lang: Lang, view: &ExplanationView) -> Vec<(Option<String>, String)> {
    let explanation = &view.explanation;
    if explanation.contributions.is_empty() {
        let rules = explanation.tables.iter().flat_map(|table| &table.rules);
        return rules.map(|rule| (None, because(lang, view, &rule.annotation, &rule.cells))).collect();
    }
    let steps = explanation.contributions.iter().filter(|step| step.points != model::Decimal::ZERO);
    steps
        .map(|step| {
            (
                Some(value(lang, &Value::number(step.points))),
                because(lang, view, &step.annotation, &step.cells),
            )
        })
        .collect()
}

/// The author's words, and the values that made the rule hold.
fn because(lang: Lang, view: &ExplanationView, annotation: &str, cells: &[Cell]) -> String {
    let values =
        cells.iter().map(|cell| format!("{}: {}", label(lang, view, &cell.column), value(lang, &cell.value)));
    let values = values.collect::<Vec<_>>().join(", ");
    match (remark(lang, annotation), values.as_str()) {
        ("", values) => values.to_owned(),
        (words, "") => words.to_owned(),
        (words, values) => format!("{words} ({values})"),
    }
}

fn label(lang: Lang, view: &ExplanationView, name: &str) -> String {
    let input = view.declaration.inputs.iter().find(|input| input.name == name);
    input.map_or_else(|| name.to_owned(), |input| input.label.in_lang(lang).to_owned())
}

fn data(lang: Lang, view: &ExplanationView) -> Vec<(String, String, String)> {
    let line = |(input, (_, found)): (&model::Input, &(String, Value))| {
        (input.label.in_lang(lang).to_owned(), value(lang, found), input.source.in_lang(lang).to_owned())
    };
    view.declaration.inputs.iter().zip(&view.explanation.case).map(line).collect()
}

/// What would have given another outcome; where no small change would, that is said.
fn changes(lang: Lang, view: &ExplanationView) -> Vec<String> {
    let found = &view.explanation.counterfactuals;
    if found.is_empty() {
        return vec![word(lang, "explain-no-changes", &[])];
    }
    found.iter().map(|other| change(lang, view, other)).collect()
}

fn change(lang: Lang, view: &ExplanationView, other: &Counterfactual) -> String {
    let step = |(name, from, to): &(String, Value, Value)| {
        let facts =
            [("label", label(lang, view, name)), ("from", value(lang, from)), ("to", value(lang, to))];
        word(lang, "explain-change-step", &facts)
    };
    let steps: Vec<_> = other.changes.iter().map(step).collect();
    let and = word(lang, "explain-and", &[]);
    let facts = [("steps", steps.join(&format!(" {and} "))), ("outcome", value(lang, &other.outcome))];
    word(lang, "explain-change", &facts)
}

fn rules(lang: Lang, view: &ExplanationView) -> Vec<String> {
    let mut lines = vec![];
    for table in &view.explanation.tables {
        for rule in &table.rules {
            let cells = rule
                .cells
                .iter()
                .map(|cell| format!("{} {} [{}]", cell.column, cell.test, value(lang, &cell.value)));
            let cells = cells.collect::<Vec<_>>().join("; ");
            let facts = [
                ("table", table.name.clone()),
                ("number", rule.number.to_string()),
                ("cells", cells),
                ("output", value(lang, &rule.output)),
            ];
            lines.push(word(lang, "explain-rule", &facts));
        }
    }
    lines
}

/// The explanation as text for a terminal, a telephone script or a file.
#[must_use]
pub fn text(lang: Lang, depth: TextDepth, view: &ExplanationView) -> String {
    let told = told(lang, view);
    let mut lines = vec![both(lang, &view.title).to_owned(), String::new()];
    lines.extend(told.opening.iter().cloned());
    let mut part = |key: &str, body: Vec<String>| {
        if !body.is_empty() {
            lines.extend([String::new(), word(lang, key, &[])]);
            lines.extend(body);
        }
    };
    part("explain-why", vec![told.route.clone(), told.outcome.clone()]);
    let reason = |(points, words): &(Option<String>, String)| {
        points.as_ref().map_or_else(|| format!("  - {words}"), |points| format!("  {points:>4}  {words}"))
    };
    part("explain-reasons", told.reasons.iter().map(reason).collect());
    let datum = |(label, value, source): &(String, String, String)| format!("  {label}: {value} ({source})");
    part("explain-data", told.data.iter().map(datum).collect());
    part("explain-changes", told.changes.iter().map(|line| format!("  - {line}")).collect());
    if depth != TextDepth::Citizen {
        part("explain-rules", told.rules.iter().map(|line| format!("  {line}")).collect());
    }
    if depth == TextDepth::Court {
        let facts = [
            ("model", view.model.to_string()),
            ("run", view.run.to_string()),
            ("position", view.position.to_string()),
        ];
        part("explain-again", vec![word(lang, "explain-compute", &facts)]);
    }
    part("explain-contact", vec![told.contact.clone()]);
    part("explain-objection", vec![told.objection.clone()]);
    part("explain-code", vec![word(lang, "explain-code-use", &[("code", view.code.clone())])]);
    lines.push(String::new());
    lines.join("\n")
}
