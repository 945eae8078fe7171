//! An outcome explained: short for the citizen, full for the caseworker, every condition for the court.
//!
//! One telling, made from the recorded explanation; terminal and pages only lay it out.

use super::{Lang, both, date, remark, value, word};
use app::views::ExplanationView;
use model::{Cell, Counterfactual, Decimal, Declaration, Explanation, SelectionRule, Value};

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

/// An explanation with the declaration whose words tell it.
#[derive(Clone, Copy)]
struct Explained<'a> {
    declaration: &'a Declaration,
    explanation: &'a Explanation,
}

/// What a model would answer about made-up data, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The outcome with its unit.
    pub outcome: String,
    /// Whether it would lead to a person, where one outcome alone tells.
    pub selected: Option<String>,
    /// What each rule added, or which rules held.
    pub reasons: Vec<(Option<String>, String)>,
    /// What would have given another outcome.
    pub changes: Vec<String>,
    /// Rule by rule, condition by condition.
    pub rules: Vec<String>,
}

/// Tells what a model would answer.
#[must_use]
pub fn tried(lang: Lang, declaration: &Declaration, explanation: &Explanation) -> Tried {
    let of = Explained { declaration, explanation };
    let targeted = declaration.selection.targets(&explanation.outcome);
    let key = |targeted| if targeted { "try-selected" } else { "try-not-selected" };
    Tried {
        outcome: outcome(lang, of, "try-outcome"),
        selected: targeted.map(|targeted| word(lang, key(targeted), &[])),
        reasons: reasons(lang, of),
        changes: changes(lang, of),
        rules: rules(lang, explanation),
    }
}

/// Tells an explanation.
#[must_use]
pub fn told(lang: Lang, view: &ExplanationView) -> Told {
    let say = |key: &str, facts: &[(&str, String)]| word(lang, key, facts);
    let day = date(lang, domain::civil_date(view.at));
    let opening =
        [("title", both(lang, &view.title).to_owned()), ("body", view.body.to_string()), ("date", day)];
    let route = route(lang, view);
    let facts = Explained { declaration: &view.declaration, explanation: &view.explanation };
    let meaning = view.declaration.selection.meaning.in_lang(lang);
    Told {
        opening: vec![say("explain-opening", &opening), say("explain-no-decision", &[])],
        route: if view.route.selected() { format!("{route} {meaning}") } else { route },
        outcome: outcome(lang, facts, "explain-outcome"),
        reasons: reasons(lang, facts),
        data: data(lang, facts),
        changes: changes(lang, facts),
        contact: view.declaration.contact.in_lang(lang).to_owned(),
        objection: view
            .objection
            .as_ref()
            .map_or_else(|| say("explain-no-objection", &[]), |words| both(lang, words).to_owned()),
        rules: rules(lang, &view.explanation),
    }
}

fn outcome(lang: Lang, of: Explained<'_>, key: &str) -> String {
    let unit = of.declaration.outcome.in_lang(lang).to_owned();
    word(lang, key, &[("outcome", value(lang, &of.explanation.outcome)), ("unit", unit)])
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

fn reasons(lang: Lang, of: Explained<'_>) -> Vec<(Option<String>, String)> {
    let explanation = &of.explanation;
    if explanation.contributions.is_empty() {
        let rules = explanation.tables.iter().flat_map(|table| &table.rules);
        return rules.map(|rule| (None, because(lang, of, &rule.annotation, &rule.cells))).collect();
    }
    let steps = explanation.contributions.iter().filter(|step| step.points != Decimal::ZERO);
    steps
        .map(|step| (Some(signed(lang, step.points)), because(lang, of, &step.annotation, &step.cells)))
        .collect()
}

/// Points with their sign, as people add them up.
fn signed(lang: Lang, points: Decimal) -> String {
    let text = value(lang, &Value::number(points));
    text.strip_prefix('-').map_or_else(|| format!("+{text}"), |rest| format!("−{rest}"))
}

/// The author's words, and the values that made the rule hold.
fn because(lang: Lang, of: Explained<'_>, annotation: &str, cells: &[Cell]) -> String {
    let values =
        cells.iter().map(|cell| format!("{}: {}", label(lang, of, &cell.column), value(lang, &cell.value)));
    let values = values.collect::<Vec<_>>().join(", ");
    match (remark(lang, annotation), values.as_str()) {
        ("", values) => values.to_owned(),
        (words, "") => words.to_owned(),
        (words, values) => format!("{words} ({values})"),
    }
}

fn label(lang: Lang, of: Explained<'_>, name: &str) -> String {
    let input = of.declaration.inputs.iter().find(|input| input.name == name);
    input.map_or_else(|| name.to_owned(), |input| input.label.in_lang(lang).to_owned())
}

fn data(lang: Lang, of: Explained<'_>) -> Vec<(String, String, String)> {
    let line = |(input, (_, found)): (&model::Input, &(String, Value))| {
        (input.label.in_lang(lang).to_owned(), value(lang, found), input.source.in_lang(lang).to_owned())
    };
    of.declaration.inputs.iter().zip(&of.explanation.case).map(line).collect()
}

/// What would have given another outcome; where no small change would, that is said.
fn changes(lang: Lang, of: Explained<'_>) -> Vec<String> {
    let found = &of.explanation.counterfactuals;
    if found.is_empty() {
        return vec![word(lang, "explain-no-changes", &[])];
    }
    found.iter().map(|other| change(lang, of, other)).collect()
}

fn change(lang: Lang, of: Explained<'_>, other: &Counterfactual) -> String {
    let step = |(name, from, to): &(String, Value, Value)| {
        let facts = [("label", label(lang, of, name)), ("from", value(lang, from)), ("to", value(lang, to))];
        word(lang, "explain-change-step", &facts)
    };
    let steps: Vec<_> = other.changes.iter().map(step).collect();
    let and = word(lang, "explain-and", &[]);
    let facts = [("steps", steps.join(&format!(" {and} "))), ("outcome", value(lang, &other.outcome))];
    word(lang, "explain-change", &facts)
}

fn rules(lang: Lang, explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![];
    for table in &explanation.tables {
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
