//! An audit in words: sections that page and terminal both show. No verdict, and no chance before the last section.

mod parts;
mod rest;

use super::figures::{Attribute, Audit, Grade, Line};
use super::measured::strongest;
use super::numbers::{figure, interval};
use crate::present::{Lang, number, word};
use fairness::Figure;

/// Per thousand people.
const THOUSAND: f64 = 1_000.0;

/// A part of the report.
pub struct Section {
    pub id: &'static str,
    pub title: String,
    pub words: Vec<String>,
    /// One line a column: its name, and what was seen.
    pub list: Vec<(String, String)>,
    /// Words behind the list.
    pub after: Vec<String>,
    pub tables: Vec<Table>,
    /// Why it is not there.
    pub absent: Option<String>,
}

/// A table, with its drawing.
pub struct Table {
    pub title: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub chart: Option<Chart>,
}

/// What an axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Of every thousand people.
    Thousand,
    /// How many times as often.
    Times,
}

/// A row of dots with their ranges.
pub struct Chart {
    pub title: String,
    pub about: String,
    pub scale: Scale,
    pub dots: Vec<Dot>,
    /// The line to set the dots against, with its name.
    pub line: Option<(f64, String)>,
}

/// One row of a chart.
pub struct Dot {
    pub label: String,
    /// The people behind it.
    pub many: String,
    /// The figure; none: hatched, with the reason.
    pub figure: Figure,
    pub reason: String,
    pub is_reference: bool,
}

/// Words in one language.
#[derive(Clone, Copy)]
struct Say<'a> {
    lang: Lang,
    audit: &'a Audit,
}

/// All sections, in the order of the report.
pub fn told(lang: Lang, audit: &Audit) -> Vec<Section> {
    let say = Say { lang, audit };
    vec![
        say.answer(),
        say.path(),
        say.groups(),
        say.intersections(),
        say.circumstances(),
        say.absent("audit-proxies", "proxies"),
        say.time(),
        say.found(),
        say.absent("audit-clusters", "clusters"),
        say.limits(),
        say.arithmetic(),
    ]
}

impl Say<'_> {
    fn w(self, key: &str) -> String {
        word(self.lang, key, &[])
    }

    fn with(self, key: &str, values: &[(&str, String)]) -> String {
        word(self.lang, key, values)
    }

    fn n(self, count: u64) -> String {
        number(self.lang, count)
    }

    fn thousand(self, of: Figure) -> String {
        figure(self.lang, of, THOUSAND)
    }

    fn times(self, of: Figure) -> String {
        figure(self.lang, of, 1.0)
    }

    /// The limits of a figure of every thousand; nothing where the figure itself is its limits.
    fn around(self, of: Figure) -> String {
        of.value().map_or_else(String::new, |_| interval(self.lang, of, THOUSAND))
    }

    fn outcome(self) -> String {
        let outcome = &self.audit.asked.outcome;
        self.with("audit-is", &[("column", outcome.column.clone()), ("value", outcome.value.clone())])
    }

    fn value(self, value: Option<&str>) -> String {
        value.map_or_else(|| self.w("audit-unknown"), str::to_owned)
    }

    fn reference(self, attribute: &Attribute) -> String {
        attribute.reference.clone().unwrap_or_else(|| self.w("audit-others"))
    }

    /// How many times as often, with the numbers as printed where they are rounded.
    fn ratio(self, line: &Line) -> String {
        match line.ratio_as_printed {
            Some(printed) => super::numbers::decimal(self.lang, printed, 1),
            None => self.times(line.ratio),
        }
    }

    fn section(self, id: &'static str, title: &str) -> Section {
        Section {
            id,
            title: self.w(title),
            words: Vec::new(),
            list: Vec::new(),
            after: Vec::new(),
            tables: Vec::new(),
            absent: None,
        }
    }

    fn absent(self, title: &str, id: &'static str) -> Section {
        let mut section = self.section(id, title);
        section.absent = Some(self.w(super::asked::Why::NotMade.key()));
        section
    }

    fn answer(self) -> Section {
        let mut section = self.section("answer", "audit-answer");
        let audit = self.audit;
        let facts = [
            ("outcome", self.outcome()),
            ("people", self.n(audit.people)),
            ("rate", self.thousand(audit.everybody)),
        ];
        section.words.push(self.with("audit-question", &facts));
        section.words.push(self.with("audit-people", &facts));
        if let Some(base) = audit.asked.rounded_to {
            section.words.push(self.with("audit-rounded", &[("base", self.n(base))]));
        }
        section.words.push(self.w("audit-answer-lead"));
        for attribute in &audit.attributes {
            section.list.push((attribute.column.clone(), self.headline(attribute)));
        }
        section.after.push(self.w("audit-says-not"));
        section.after.push(self.w("audit-contact"));
        section
    }

    /// The strongest comparison of a column in three sentences.
    fn headline(self, attribute: &Attribute) -> String {
        let Some(line) = strongest(attribute) else {
            return self.w("audit-headline-none");
        };
        let facts = [
            ("group", self.value(line.value.as_deref())),
            ("reference", self.reference(attribute)),
            ("rate", self.thousand(line.rate)),
            ("other", self.thousand(line.reference_rate)),
            ("times", self.ratio(line)),
            ("range", interval(self.lang, line.ratio, 1.0)),
        ];
        [self.with("audit-headline", &facts), self.grade(line)].join(" ")
    }

    fn grade(self, line: &Line) -> String {
        let key = match line.grade {
            Grade::Shown => "audit-grade-shown",
            Grade::Indication => "audit-grade-indication",
            Grade::Undetermined => "audit-grade-undetermined",
            Grade::NotShown if self.audit.asked.rounded_to.is_some() => {
                let range = interval(self.lang, line.ratio, 1.0);
                return self.with("audit-grade-not-shown-rounded", &[("range", range)]);
            }
            Grade::NotShown => {
                let Some((seen, _)) = line.could_see.bounds() else {
                    return self.w("audit-grade-not-visible");
                };
                let seen = super::numbers::decimal(self.lang, seen, 1);
                return self.with("audit-grade-not-shown", &[("times", seen)]);
            }
        };
        self.w(key)
    }

    fn groups(self) -> Section {
        let mut section = self.section("groups", "audit-groups");
        section.words.push(self.with("audit-groups-lead", &[("outcome", self.outcome())]));
        if self.audit.asked.rounded_to.is_some() {
            section.words.push(self.w("audit-groups-rounded"));
        }
        section.tables = self.audit.attributes.iter().map(|attribute| self.group_table(attribute)).collect();
        section
    }

    fn group_table(self, attribute: &Attribute) -> Table {
        let mut lines: Vec<&Line> = attribute.lines.iter().collect();
        let top = |line: &Line| line.rate.bounds().map_or(-1.0, |(low, high)| f64::midpoint(low, high));
        lines.sort_by(|one, two| top(two).total_cmp(&top(one)));
        let facts = [("column", attribute.column.clone()), ("outcome", self.outcome())];
        let everybody = self.audit.everybody.bounds().map(|(low, high)| f64::midpoint(low, high));
        let everybody = self.audit.everybody.value().map(|interval| interval.estimate).or(everybody);
        Table {
            title: attribute.column.clone(),
            head: self.heads(&[
                "audit-head-group",
                "audit-head-people",
                "audit-head-outcome",
                "audit-head-rate",
                "audit-head-range",
                "audit-head-times",
                "audit-head-range",
                "audit-head-sure",
            ]),
            rows: lines.iter().map(|line| self.group_row(attribute, line)).collect(),
            chart: Some(Chart {
                title: self.with("audit-chart-rates", &facts),
                about: self.w("audit-chart-about"),
                scale: Scale::Thousand,
                dots: lines.iter().map(|line| self.dot(line)).collect(),
                line: everybody.map(|share| (share * THOUSAND, self.w("audit-everybody"))),
            }),
        }
    }

    fn heads(self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.w(key)).collect()
    }

    fn group_row(self, attribute: &Attribute, line: &Line) -> Vec<String> {
        let held = || self.w("audit-held");
        let mut row = vec![
            self.value(line.value.as_deref()),
            line.counts.map_or_else(held, |counts| self.n(counts.total)),
            line.counts.map_or_else(held, |counts| self.n(counts.selected)),
            self.thousand(line.rate),
            self.around(line.rate),
        ];
        if line.is_reference {
            row.extend([self.w("audit-is-reference"), String::new(), String::new()]);
        } else {
            let against = [("times", self.ratio(line)), ("reference", self.reference(attribute))];
            let times = if line.ratio.bounds().is_some() {
                self.with("audit-times-as", &against)
            } else {
                "\u{2013}".to_owned()
            };
            row.extend([times, interval(self.lang, line.ratio, 1.0), self.grade(line)]);
        }
        row
    }

    fn dot(self, line: &Line) -> Dot {
        Dot {
            label: self.value(line.value.as_deref()),
            many: line.counts.map_or_else(|| self.w("audit-held"), |counts| self.n(counts.total)),
            figure: line.rate.times(THOUSAND),
            reason: super::numbers::absent(self.lang, line.rate),
            is_reference: line.is_reference,
        }
    }
}
