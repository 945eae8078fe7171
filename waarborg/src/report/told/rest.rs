//! What was found, what is unknown, and the arithmetic behind it all.

use super::super::asked::Part;
use super::super::figures::{Attribute, Line};
use super::super::measured::SEED;
use super::super::numbers::{decimal, figure, interval};
use super::{Say, Section, THOUSAND, Table};
use fairness::Figure;

impl Say<'_> {
    fn per_thousand(self, of: Figure) -> String {
        let range = interval(self.lang, of, THOUSAND);
        match of {
            Figure::Value(_) => format!("{} ({range})", self.thousand(of)),
            _ => self.thousand(of),
        }
    }

    pub(super) fn found(self) -> Section {
        let mut section = self.section("found", "audit-found");
        if let Part::Absent(why) = &self.audit.found {
            section.absent = Some(self.w(why.key()));
            return section;
        }
        let truth = self.audit.asked.truth.as_ref();
        let truth = truth.map(|named| {
            self.with("audit-is", &[("column", named.column.clone()), ("value", named.value.clone())])
        });
        let facts = [("truth", truth.unwrap_or_default()), ("outcome", self.outcome())];
        section.words.push(self.with("audit-found-lead", &facts));
        section.words.push(self.w("audit-found-limit"));
        section.tables = self.audit.attributes.iter().map(|one| self.found_table(one)).collect();
        section
    }

    fn found_table(self, attribute: &Attribute) -> Table {
        let row = |line: &Line| {
            let figures = line.errors.map(|errors| {
                let group = errors.group;
                [group.hit, group.wrong, group.false_alarm, group.missed].map(|one| {
                    let few = line.counts.is_none_or(|counts| counts.total < self.audit.smallest_group);
                    if few { self.thousand(line.rate) } else { self.per_thousand(one) }
                })
            });
            let figures = figures.map_or_else(|| vec![self.w("audit-held"); 4], Vec::from);
            [vec![self.value(line.value.as_deref())], figures].concat()
        };
        Table {
            title: attribute.column.clone(),
            head: self.heads(&[
                "audit-head-group",
                "audit-head-hit",
                "audit-head-wrong",
                "audit-head-false-alarm",
                "audit-head-missed",
            ]),
            rows: attribute.lines.iter().map(row).collect(),
            chart: None,
        }
    }

    pub(super) fn limits(self) -> Section {
        let mut section = self.section("limits", "audit-limits");
        section.words.push(self.w("audit-limits-lead"));
        let missing = self.audit.missing.iter();
        section.tables.push(Table {
            title: self.w("audit-missing"),
            head: self.heads(&["audit-head-column", "audit-head-missing"]),
            rows: missing
                .map(|(column, people)| {
                    vec![column.clone(), people.map_or_else(|| self.w("audit-held"), |people| self.n(people))]
                })
                .collect(),
            chart: None,
        });
        section.tables.extend(self.audit.attributes.iter().map(|one| self.limit_table(one)));
        section
    }

    fn limit_table(self, attribute: &Attribute) -> Table {
        let rows = attribute.lines.iter().filter(|line| !line.is_reference).map(|line| {
            let seen = match line.could_see {
                Figure::Between { low, .. } => decimal(self.lang, low, 1),
                other => figure(self.lang, other, 1.0),
            };
            let unknown = if attribute.reference.is_some() && line.value.is_some() {
                figure(self.lang, line.with_unknowns, 1.0)
            } else {
                "\u{2013}".to_owned()
            };
            vec![self.value(line.value.as_deref()), seen, unknown]
        });
        Table {
            title: attribute.column.clone(),
            head: self.heads(&["audit-head-group", "audit-head-could-see", "audit-head-unknowns"]),
            rows: rows.collect(),
            chart: None,
        }
    }

    pub(super) fn arithmetic(self) -> Section {
        let mut section = self.section("arithmetic", "audit-arithmetic");
        let audit = self.audit;
        let facts = [
            ("version", audit.version.to_owned()),
            ("sha256", audit.sha256.clone()),
            ("rows", self.n(audit.rows)),
            ("seed", SEED.to_string()),
            ("comparisons", self.n(u64::try_from(audit.comparisons).unwrap_or(0))),
            ("smallest", self.n(audit.smallest_group)),
        ];
        for key in ["audit-record", "audit-methods", "audit-correction", "audit-protection"] {
            section.words.push(self.with(key, &facts));
        }
        section.tables = audit.attributes.iter().map(|one| self.counted(one)).collect();
        section
    }

    fn counted(self, attribute: &Attribute) -> Table {
        let row = |line: &Line| {
            let held = || self.w("audit-held");
            let chance = match line.chance.filter(|_| line.counts.is_some()) {
                Some(chance) if chance < 0.001 => self.w("audit-chance-tiny"),
                Some(chance) => decimal(self.lang, chance, 3),
                None => "\u{2013}".to_owned(),
            };
            vec![
                self.value(line.value.as_deref()),
                line.counts.map_or_else(held, |counts| self.n(counts.selected)),
                line.counts.map_or_else(held, |counts| self.n(counts.total)),
                self.per_thousand(line.difference),
                self.times(line.excess),
                chance,
            ]
        };
        Table {
            title: attribute.column.clone(),
            head: self.heads(&[
                "audit-head-group",
                "audit-head-outcome",
                "audit-head-people",
                "audit-head-difference",
                "audit-head-excess",
                "audit-head-chance",
            ]),
            rows: attribute.lines.iter().map(row).collect(),
            chart: None,
        }
    }
}
