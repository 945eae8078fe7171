//! The parts that need more than groups: the path, intersections, circumstances, periods.

use super::super::asked::Part;
use super::super::figures::{Crossing, Equal, Of, Step, Within};
use super::super::numbers::{absent, decimal, interval};
use super::{Chart, Dot, Say, Scale, Section, THOUSAND, Table};
use fairness::Figure;

impl Say<'_> {
    /// A group with what it is set against.
    fn versus<T>(self, of: &Of<T>) -> String {
        let reference = of.reference.clone().unwrap_or_else(|| self.w("audit-others"));
        let facts = [("column", of.column.clone()), ("group", of.value.clone()), ("reference", reference)];
        self.with("audit-versus", &facts)
    }

    fn ranged(self, figure: Figure) -> String {
        let range = interval(self.lang, figure, 1.0);
        match figure {
            Figure::Value(_) => format!("{} ({range})", self.times(figure)),
            _ => self.times(figure),
        }
    }

    pub(super) fn path(self) -> Section {
        let mut section = self.section("path", "audit-path");
        match &self.audit.path {
            Part::Absent(why) => section.absent = Some(self.w(why.key())),
            Part::Measured(paths) => {
                section.words.push(self.w("audit-path-lead"));
                section.tables = paths.iter().map(|of| self.passages(of)).collect();
            }
        }
        section
    }

    fn passages(self, of: &Of<Vec<Step>>) -> Table {
        let part = |counts: Option<fairness::Counts>| {
            let Some(counts) = counts else { return self.w("audit-held") };
            let facts = [("selected", self.n(counts.selected)), ("total", self.n(counts.total))];
            self.with("audit-of", &facts)
        };
        let row = |one: &Step| {
            vec![
                one.name.clone(),
                part(one.group),
                part(one.reference),
                self.ranged(one.adds),
                self.ranged(one.from_start),
                self.thousand(one.share),
            ]
        };
        let dot = |one: &Step| Dot {
            label: one.name.clone(),
            many: part(one.group),
            figure: one.adds,
            reason: absent(self.lang, one.adds),
            is_reference: false,
        };
        Table {
            title: self.versus(of),
            head: self.heads(&[
                "audit-head-step",
                "audit-head-group",
                "audit-head-reference",
                "audit-head-adds",
                "audit-head-from-start",
                "audit-head-share",
            ]),
            rows: of.found.iter().map(row).collect(),
            chart: Some(self.times_chart(
                self.with("audit-chart-path", &[("versus", self.versus(of))]),
                of.found.iter().map(dot).collect(),
            )),
        }
    }

    fn times_chart(self, title: String, dots: Vec<Dot>) -> Chart {
        Chart {
            title,
            about: self.w("audit-chart-times-about"),
            scale: Scale::Times,
            dots,
            line: Some((1.0, self.w("audit-same"))),
        }
    }

    pub(super) fn intersections(self) -> Section {
        let mut section = self.section("intersections", "audit-intersections");
        match &self.audit.intersections {
            Part::Absent(why) => section.absent = Some(self.w(why.key())),
            Part::Measured(seen) => {
                let many = u64::try_from(seen.compared).unwrap_or(0);
                section.words.push(self.with("audit-intersections-lead", &[("many", self.n(many))]));
                let kept: Vec<&Crossing> = seen.found.iter().filter(|one| one.chance < 0.05).collect();
                if kept.is_empty() {
                    section.words.push(self.w("audit-intersections-none"));
                } else {
                    section.tables.push(self.crossings(&kept));
                }
            }
        }
        section
    }

    pub(super) fn who(self, one: &Crossing) -> String {
        let level = |(column, value): &(String, Option<String>)| {
            format!("{column}: {}", self.value(value.as_deref()))
        };
        one.who.iter().map(level).collect::<Vec<_>>().join("; ")
    }

    /// The values alone: on a drawing there is no room for the columns.
    fn who_shortly(self, one: &Crossing) -> String {
        let level = |(column, value): &(String, Option<String>)| {
            value.clone().unwrap_or_else(|| format!("{column} {}", self.w("audit-unknown")))
        };
        one.who.iter().map(level).collect::<Vec<_>>().join(" + ")
    }

    fn total(self, one: &Crossing) -> String {
        one.counts.map_or_else(|| self.w("audit-held"), |counts| self.n(counts.total))
    }

    fn crossings(self, kept: &[&Crossing]) -> Table {
        let row = |one: &&Crossing| {
            vec![
                self.who(one),
                self.total(one),
                one.counts.map_or_else(|| self.w("audit-held"), |counts| self.n(counts.selected)),
                self.thousand(one.rate),
                interval(self.lang, one.rate, THOUSAND),
                self.ranged(one.ratio),
                one.excess.map_or_else(|| self.w("audit-held"), |excess| decimal(self.lang, excess, 0)),
            ]
        };
        let dot = |one: &&Crossing| Dot {
            label: self.who_shortly(one),
            many: self.total(one),
            figure: one.rate.times(THOUSAND),
            reason: absent(self.lang, one.rate),
            is_reference: false,
        };
        let everybody = self.audit.everybody.value().map(|interval| interval.estimate * THOUSAND);
        Table {
            title: self.w("audit-intersections-table"),
            head: self.heads(&[
                "audit-head-group",
                "audit-head-people",
                "audit-head-outcome",
                "audit-head-rate",
                "audit-head-range",
                "audit-head-times-others",
                "audit-head-excess",
            ]),
            rows: kept.iter().map(row).collect(),
            chart: Some(Chart {
                title: self.w("audit-intersections-table"),
                about: self.w("audit-chart-about"),
                scale: Scale::Thousand,
                dots: kept.iter().map(dot).collect(),
                line: everybody.map(|share| (share, self.w("audit-everybody"))),
            }),
        }
    }

    pub(super) fn circumstances(self) -> Section {
        let mut section = self.section("circumstances", "audit-circumstances");
        match &self.audit.circumstances {
            Part::Absent(why) => section.absent = Some(self.w(why.key())),
            Part::Measured(all) => {
                let given = self.audit.asked.given.join(", ");
                section.words.push(self.with("audit-circumstances-lead", &[("given", given)]));
                for of in all.iter().filter(|of| of.found.pooled.differs.is_some_and(|test| test.p < 0.05)) {
                    section
                        .words
                        .push(self.with("audit-circumstances-differ", &[("versus", self.versus(of))]));
                }
                section.tables.push(self.equal(all));
            }
        }
        section
    }

    fn equal(self, all: &[Of<Equal>]) -> Table {
        let row = |of: &Of<Equal>| {
            let range = of.found.range.map_or_else(String::new, |range| self.times(range));
            vec![self.versus(of), self.ranged(of.found.crude), self.ranged(of.found.pooled.ratio), range]
        };
        let dot = |of: &Of<Equal>| {
            let figure = of.found.range.unwrap_or(of.found.pooled.ratio);
            Dot {
                label: format!("{}: {}", of.column, of.value),
                many: String::new(),
                figure,
                reason: absent(self.lang, figure),
                is_reference: false,
            }
        };
        Table {
            title: self.w("audit-circumstances"),
            head: self.heads(&[
                "audit-head-group",
                "audit-head-crude",
                "audit-head-equal",
                "audit-head-with-rounding",
            ]),
            rows: all.iter().map(row).collect(),
            chart: Some(self.times_chart(self.w("audit-chart-equal"), all.iter().map(dot).collect())),
        }
    }

    pub(super) fn time(self) -> Section {
        let mut section = self.section("time", "audit-time");
        match &self.audit.time {
            Part::Absent(why) => section.absent = Some(self.w(why.key())),
            Part::Measured(courses) => {
                section.words.push(self.w("audit-time-lead"));
                section.tables = courses.iter().map(|of| self.course(of)).collect();
            }
        }
        section
    }

    fn course(self, of: &Of<Vec<Within>>) -> Table {
        let row = |one: &Within| {
            let range = self.around(one.rate);
            vec![one.name.clone(), self.thousand(one.rate), range, self.ranged(one.ratio)]
        };
        let dot = |one: &Within| Dot {
            label: one.name.clone(),
            many: String::new(),
            figure: one.ratio,
            reason: absent(self.lang, one.ratio),
            is_reference: false,
        };
        Table {
            title: self.versus(of),
            head: self.heads(&[
                "audit-head-period",
                "audit-head-rate",
                "audit-head-range",
                "audit-head-times",
            ]),
            rows: of.found.iter().map(row).collect(),
            chart: Some(self.times_chart(
                self.with("audit-chart-time", &[("versus", self.versus(of))]),
                of.found.iter().map(dot).collect(),
            )),
        }
    }
}
