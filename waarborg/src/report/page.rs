//! The report as one file that needs nothing else: no script, no font, no address outside.

use super::figures::Audit;
use super::svg::{Axis, chart};
use super::told::{Chart, Scale, Section, Table, told};
use crate::present::{Lang, word};
use askama::Template;

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    lang: &'static str,
    title: String,
    heading: String,
    contents: String,
    numbers: String,
    parts: Vec<Shown>,
}

struct Shown {
    id: &'static str,
    title: String,
    words: Vec<String>,
    list: Vec<(String, String)>,
    after: Vec<String>,
    tables: Vec<Drawn>,
    absent: Option<String>,
}

struct Drawn {
    title: String,
    head: Vec<String>,
    rows: Vec<Vec<(String, String)>>,
    /// Written by `svg`, with every text escaped.
    svg: Option<String>,
}

/// The report in a language.
///
/// # Errors
/// What the template says.
pub fn page(lang: Lang, audit: &Audit) -> Result<String, askama::Error> {
    let sections = told(lang, audit);
    let charts: Vec<&Chart> =
        sections.iter().flat_map(|one| &one.tables).filter_map(|one| one.chart.as_ref()).collect();
    let axes = [Scale::Thousand, Scale::Times].map(|scale| Axis::of(lang, scale, &charts));
    let outcome = &audit.asked.outcome;
    let outcome = [("column", outcome.column.clone()), ("value", outcome.value.clone())];
    let heading = word(lang, "audit-title", &[]);
    let parts = sections.iter().map(|section| shown(lang, section, &axes)).collect();
    let page = Page {
        lang: if lang == Lang::Nl { "nl" } else { "en" },
        title: format!("{heading}: {}", word(lang, "audit-is", &outcome)),
        heading,
        contents: word(lang, "audit-contents", &[]),
        numbers: word(lang, "audit-table", &[]),
        parts,
    };
    page.render()
}

fn shown(lang: Lang, section: &Section, axes: &[Axis; 2]) -> Shown {
    let [thousand, times] = axes;
    let draw = |(place, table): (usize, &Table)| {
        let rows = table.rows.iter().map(|row| table.head.iter().cloned().zip(row.iter().cloned()).collect());
        let svg = table.chart.as_ref().map(|one| {
            let scale = if one.scale == Scale::Thousand { thousand } else { times };
            chart(lang, &format!("{}-{place}", section.id), one, scale)
        });
        Drawn { title: table.title.clone(), head: table.head.clone(), rows: rows.collect(), svg }
    };
    let why = |why: &String| word(lang, "audit-not-here", &[("why", why.clone())]);
    Shown {
        id: section.id,
        title: section.title.clone(),
        words: section.words.clone(),
        list: section.list.clone(),
        after: section.after.clone(),
        tables: section.tables.iter().enumerate().map(draw).collect(),
        absent: section.absent.as_ref().map(why),
    }
}
