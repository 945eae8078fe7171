//! Permit, model and register as text.

use crate::present::{Lang, Tried, both, date, refusal_lines, word};
use app::views::{AlgorithmView, ModelPage, Origin, PermitView, RegisterPage};
use model::TableView;

pub fn permit(lang: Lang, permit: &PermitView) -> String {
    let head = word(
        lang,
        if permit.holds { "permit-holds" } else { "permit-refused" },
        &[("date", date(lang, permit.day))],
    );
    let mut lines = vec![head];
    for gate in &permit.gates {
        let name = word(lang, &format!("gate-{}", gate.kind.word()), &[]);
        lines.push(format!("  {} {name}", if gate.open { "✓" } else { "✗" }));
        if let Some(refusal) = &gate.refusal {
            lines.extend(refusal_lines(lang, refusal).iter().map(|line| format!("      {line}")));
        } else {
            let places: Vec<_> =
                gate.evidence.iter().map(|evidence| format!("#{}", evidence.position)).collect();
            let norm = format!("[{}: {}]", gate.norm.id.id(), gate.norm.citation);
            let open = word(lang, &format!("gate-{}-open", gate.kind.word()), &[]);
            lines.push(format!("      {open} {} {norm}", places.join(" ")));
        }
    }
    lines.join("\n")
}

pub fn algorithm(lang: Lang, view: &AlgorithmView) -> String {
    let mut lines = vec![
        both(lang, &view.title).to_owned(),
        view.body.to_string(),
        view.id.to_string(),
        both(lang, &view.purpose).to_owned(),
        String::new(),
    ];
    lines.push(permit(lang, &view.permit));
    for version in &view.versions {
        lines.push(format!(
            "  model {} {}{}",
            version.number,
            version.facts.hash,
            if version.registered { " ●" } else { "" }
        ));
    }
    for run in &view.runs {
        lines.push(format!(
            "  run {} {} {}/{}",
            run.facts.run, run.facts.label, run.facts.selected, run.facts.people
        ));
    }
    for order in &view.orders {
        lines.push(format!(
            "  order {} {}{}",
            order.id,
            order.terms.reason,
            if order.in_force { " ●" } else { "" }
        ));
    }
    lines.join("\n")
}

pub fn register(lang: Lang, page: &RegisterPage) -> String {
    let line = |line: &app::views::RegisterLine| {
        let (mark, id) = match &line.origin {
            Origin::Safeguarded { algorithm, permit_holds, .. } => {
                (if *permit_holds { "✓" } else { "✗" }, algorithm.to_string())
            }
            Origin::Described { record, .. } => ("·", record.clone()),
        };
        format!("{mark} {id}  {} ({})", both(lang, &line.title), line.body)
    };
    let mut lines: Vec<_> = page.lines.iter().map(line).collect();
    lines.push(format!("{}/{} · {}", page.page, page.pages, page.total));
    lines.join("\n")
}

pub fn model(lang: Lang, page: &ModelPage) -> String {
    let declaration = &page.declaration;
    let mut lines = vec![declaration.title.in_lang(lang).to_owned(), page.hash.to_string(), String::new()];
    for input in &declaration.inputs {
        lines.push(format!(
            "  {} – {} [{}]",
            input.label.in_lang(lang),
            input.reason.in_lang(lang),
            input.source.in_lang(lang)
        ));
    }
    lines.push(String::new());
    lines.push(crate::present::selection(lang, declaration));
    for table in &page.tables {
        lines.push(String::new());
        lines.extend(self::table(lang, table));
    }
    lines.join("\n")
}

pub fn table(lang: Lang, table: &TableView) -> Vec<String> {
    let policy = word(lang, &format!("policy-{}", table.policy), &[]);
    let mut lines = vec![format!("{} ({policy})", table.name)];
    for rule in &table.rules {
        let looked_at = table.columns.iter().zip(&rule.tests).filter(|(_, test)| *test != "-");
        let tests: Vec<_> = looked_at.map(|(column, test)| format!("{} {test}", column.expression)).collect();
        let remark = crate::present::remark(lang, &rule.annotation);
        lines.push(format!(
            "  {:>3}. {} → {}   {remark}",
            rule.number,
            if tests.is_empty() { "–".to_owned() } else { tests.join(", ") },
            rule.outputs.join(", ")
        ));
    }
    lines
}

/// What a model would answer about made-up data.
pub fn tried(lang: Lang, tried: &Tried) -> String {
    let mut lines = vec![tried.outcome.clone()];
    lines.extend(tried.selected.clone());
    let mut part = |key: &str, body: Vec<String>| {
        lines.extend([String::new(), word(lang, key, &[])]);
        lines.extend(body);
    };
    let reason = |(points, words): &(Option<String>, String)| {
        points.as_ref().map_or_else(|| format!("  - {words}"), |points| format!("  {points:>4}  {words}"))
    };
    part("explain-reasons", tried.reasons.iter().map(reason).collect());
    part("explain-changes", tried.changes.iter().map(|line| format!("  - {line}")).collect());
    part("explain-rules", tried.rules.iter().map(|line| format!("  {line}")).collect());
    lines.join("\n")
}
