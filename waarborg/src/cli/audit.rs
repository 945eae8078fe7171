//! `audit`: differences between groups in one file of people or counts, without a home or a server.

use super::case_files::unread;
use super::ending::Ending;
use super::session::Session;
use crate::present::word;
use crate::report::{Asked, Audit as Measured, Named, Section, Source, measure, page, role, told};
use app::{Invalid, Problem};
use fairness::cube::Cube;
use runs::{Counted, Wanted, Weight};
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  One row a person:
    waarborg audit people.csv --outcome selected=yes --attribute origin --attribute gender --reference origin=Dutch --html report.html
  With what turned out to be true:
    waarborg audit people.csv --outcome selected=yes --truth fraud=yes --attribute origin
  A published table of counts, rounded to tens:
    waarborg audit table.csv --outcome selected=yes --attribute origin --given risk --count people --rounded-to 10
  The path through a process, steps in order:
    waarborg audit people.csv --outcome stage=visited --step stage=applied,selected,visited --attribute origin

--json shows every figure as JSON. An empty field is a group of its own: unknown.";

/// Measure differences between groups in a file: no home, no server.
///
/// The file is CSV (UTF-8, with a header, commas or semicolons) or Parquet: a row a person, or with --count a row a cell.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Audit {
    /// The file: CSV or Parquet
    file: PathBuf,
    /// What happened to people: the column and the value that counts
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = named)]
    outcome: Named,
    /// A column whose groups are compared; may be repeated
    #[arg(long, value_name = "COLUMN")]
    attribute: Vec<String>,
    /// The group of a column that the others are set against; without it, everybody else
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = named)]
    reference: Vec<Named>,
    /// What turned out to be true: the column and the value that means "there was something"
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = named)]
    truth: Option<Named>,
    /// A circumstance that may count: groups are also compared within it; may be repeated
    #[arg(long, value_name = "COLUMN")]
    given: Vec<String>,
    /// The column with the last step that somebody reached, and the steps in order (not needed when they start with a number)
    #[arg(long, value_name = "COLUMN[=FIRST,SECOND,..]")]
    step: Option<String>,
    /// The column with the period
    #[arg(long, value_name = "COLUMN")]
    period: Option<String>,
    /// In a table of counts: the column with the number of people
    #[arg(long, value_name = "COLUMN")]
    count: Option<String>,
    /// What the counts are rounded to, for example 10
    #[arg(long, value_name = "N", requires = "count", value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    rounded_to: Option<u64>,
    /// Write the report as one HTML file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

fn named(text: &str) -> Result<Named, String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() && !value.trim().is_empty() => {
            Ok(Named { column: column.trim().to_owned(), value: value.trim().to_owned() })
        }
        _ => Err("write COLUMN=VALUE, for example selected=yes".to_owned()),
    }
}

impl Audit {
    pub fn execute(self, session: &Session) -> Result<(), Ending> {
        let (asked, steps) = self.asked()?;
        let weight =
            self.count.as_ref().map(|name| Weight { name: name.clone(), once: self.rounded_to.is_some() });
        let counted = runs::count(&self.file, &wanted(&asked, &steps), weight.as_ref())
            .map_err(|found| unread(&self.file, found))?;
        occurs(&counted.cube, &asked, !steps.is_empty())?;
        let Counted { cube, rows, digest } = counted;
        let found = measure(Source { cube: &cube, rows, sha256: digest.to_string() }, asked)
            .map_err(|fault| invalid(self.file.display().to_string(), fault.to_string()))?;
        if let Some(path) = &self.html {
            let text = page(session.lang(), &found).map_err(|error| Ending::Usage(error.to_string()))?;
            std::fs::write(path, text)
                .map_err(|error| Ending::Usage(format!("{}: {error}", path.display())))?;
            let file = path.display().to_string();
            eprintln!("{}", word(session.lang(), "audit-written", &[("file", file)]));
        }
        session.show(&found, || summary(session, &found))
    }

    /// The question, with the steps in order; refused where its columns cannot go together.
    fn asked(&self) -> Result<(Asked, Vec<String>), Ending> {
        let (step, steps) = match self.step.as_ref().and_then(|step| step.split_once('=')) {
            Some((column, order)) => {
                let steps = order.split(',').map(|one| one.trim().to_owned());
                (Some(column.trim().to_owned()), steps.filter(|one| !one.is_empty()).collect())
            }
            None => (self.step.clone(), Vec::new()),
        };
        let asked = Asked {
            outcome: self.outcome.clone(),
            truth: self.truth.clone(),
            attributes: self.attribute.clone(),
            references: self.reference.clone(),
            given: self.given.clone(),
            step,
            period: self.period.clone(),
            rounded_to: self.rounded_to,
        };
        match self.clash(&asked) {
            Some(words) => Err(Ending::Usage(words)),
            None => Ok((asked, steps)),
        }
    }

    /// What is wrong with the options together.
    fn clash(&self, asked: &Asked) -> Option<String> {
        if asked.attributes.is_empty() {
            return Some("nothing is compared: name at least one column with --attribute".to_owned());
        }
        let one = |name: &Option<String>, option| name.iter().map(|name| (name.clone(), option)).collect();
        let many = |names: &[String], option| names.iter().map(|name| (name.clone(), option)).collect();
        let truth = asked.truth.as_ref().map(|truth| truth.column.clone());
        let outcome = Some(asked.outcome.column.clone()).filter(|column| Some(column) != asked.step.as_ref());
        let used: [Vec<(String, &str)>; 7] = [
            one(&outcome, "--outcome"),
            one(&truth, "--truth"),
            many(&asked.attributes, "--attribute"),
            many(&asked.given, "--given"),
            one(&asked.step, "--step"),
            one(&asked.period, "--period"),
            one(&self.count, "--count"),
        ];
        let used = used.concat();
        for (place, (name, option)) in used.iter().enumerate() {
            if let Some((_, other)) = used.iter().take(place).find(|(before, _)| before == name) {
                return Some(format!(
                    "column `{name}` is named with {other} and with {option}: a column has one part to play; leave one out"
                ));
            }
        }
        let columns: Vec<&String> = asked.references.iter().map(|one| &one.column).collect();
        for (place, column) in columns.iter().enumerate() {
            if columns.iter().take(place).any(|before| before == column) {
                return Some(format!("column `{column}` has two references: give one --reference a column"));
            }
            if !asked.attributes.contains(column) {
                return Some(format!("--reference names column `{column}`: name it with --attribute too"));
            }
        }
        None
    }
}

/// The columns to count, each with its part.
fn wanted(asked: &Asked, steps: &[String]) -> Vec<Wanted> {
    let mut found: Vec<Wanted> = Vec::new();
    let truth = asked.truth.iter().map(|truth| &truth.column);
    let outcome = std::iter::once(&asked.outcome.column);
    let names =
        asked.attributes.iter().chain(&asked.given).chain(asked.period.iter()).chain(asked.step.iter());
    for name in names.chain(outcome).chain(truth) {
        if found.iter().any(|one| one.name == *name) {
            continue;
        }
        let (step, period) = (asked.step.as_ref() == Some(name), asked.period.as_ref() == Some(name));
        let picked = asked.outcome.column == *name;
        let told = picked || asked.truth.as_ref().is_some_and(|truth| truth.column == *name);
        found.push(Wanted {
            name: name.clone(),
            role: role(step, period, told),
            order: if step { steps.to_vec() } else { Vec::new() },
            last: (picked && !step).then(|| asked.outcome.value.clone()),
        });
    }
    found
}

/// Every value that was named must occur, and steps must have an order.
fn occurs(cube: &Cube, asked: &Asked, ordered: bool) -> Result<(), Ending> {
    let named = std::iter::once((&asked.outcome, "--outcome"));
    let named = named.chain(asked.truth.iter().map(|truth| (truth, "--truth")));
    for (one, option) in named.chain(asked.references.iter().map(|one| (one, "--reference"))) {
        let axis = cube.shape().axes().iter().find(|axis| axis.name == one.column);
        let levels = axis.map(|axis| axis.levels.as_slice()).unwrap_or_default();
        if !levels.contains(&one.value) {
            let shown: Vec<_> = levels.iter().take(20).map(|level| format!("`{level}`")).collect();
            let more = if levels.len() > 20 { ", ..." } else { "" };
            let message =
                format!("the value `{}` never occurs; the column has: {}{more}", one.value, shown.join(", "));
            return Err(invalid(format!("{option}, column `{}`", one.column), message));
        }
    }
    let axis =
        asked.step.as_ref().and_then(|step| cube.shape().axes().iter().find(|axis| axis.name == *step));
    let numbered = |level: &String| level.starts_with(|letter: char| letter.is_ascii_digit());
    match axis.filter(|axis| !ordered && !axis.levels.iter().all(numbered)) {
        Some(axis) => {
            let message = format!(
                "the order of the steps is not known: write --step {}=first,second,... with these values: {}",
                axis.name,
                axis.levels.join(", ")
            );
            Err(invalid(format!("--step, column `{}`", axis.name), message))
        }
        None => Ok(()),
    }
}

fn invalid(place: String, message: String) -> Ending {
    Ending::Problem(Problem::Invalid(vec![Invalid { place, message }]))
}

/// What the terminal shows: the answer, the groups, and what is not in the report.
fn summary(session: &Session, found: &Measured) -> String {
    let lang = session.lang();
    let mut lines = vec![word(lang, "audit-title", &[])];
    for section in told(lang, found) {
        match &section.absent {
            Some(why) => {
                lines.push(format!(
                    "\n{}\n{}",
                    section.title,
                    word(lang, "audit-not-here", &[("why", why.clone())])
                ));
            }
            None if section.id == "arithmetic" => {
                lines.push(format!("\n{}\n{}", section.title, section.words.join("\n")));
            }
            None => shown(&section, &mut lines),
        }
    }
    lines.join("\n")
}

fn shown(section: &Section, lines: &mut Vec<String>) {
    lines.push(format!("\n{}", section.title));
    lines.extend(section.words.iter().cloned());
    lines.extend(section.list.iter().map(|(name, words)| format!("  {name}: {words}")));
    lines.extend(section.after.iter().cloned());
    for table in &section.tables {
        lines.push(format!("\n  {}", table.title));
        let all: Vec<&Vec<String>> = std::iter::once(&table.head).chain(&table.rows).collect();
        let width = |column: usize| {
            all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.head.len()).map(width).collect();
        for row in all {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            lines.push(format!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end()));
        }
    }
}
