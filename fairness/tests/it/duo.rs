//! The control of student grants in 2014 (Statistics Netherlands, for the study of Algorithm Audit): published counts,
//! every one rounded to tens, against the published ratios and against another implementation.

use crate::reference::{reference, rows};
use fairness::cube::{Axis, Role, RoundedCounts, RoundedTable, Span};
use fairness::measure::{Pooled, Stratum, pooled, rounded_ratio};
use fairness::{Check, Counts, Disparity, Figure, SMALLEST_GROUP, alike, compare};
use std::collections::BTreeMap;

const CLASSES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
const BASE: u64 = 10;

/// The published table: category and column to the printed number.
struct Published(BTreeMap<(String, String), u64>);

impl Published {
    fn read() -> Option<Self> {
        let text = reference("duo-cub/cbs_counts_2014.csv")?;
        let mut found = BTreeMap::new();
        for row in rows(&text).into_iter().filter(|row| row["table"] == "1") {
            for (column, cell) in
                row.iter().filter(|(column, _)| !["table", "Category"].contains(&column.as_str()))
            {
                found.insert((row["Category"].clone(), column.clone()), cell.parse().expect("a count"));
            }
        }
        Some(Self(found))
    }

    fn at(&self, category: &str, column: &str) -> u64 {
        self.0[&(category.to_owned(), column.to_owned())]
    }

    /// The sum of some categories for students whose origin lies outside Europe: born here or abroad.
    fn outside(&self, categories: &[&str]) -> Span {
        let columns = ["born_nl_origin_outside_europe", "born_abroad_origin_outside_europe"];
        let cells = categories.iter().flat_map(|one| columns.map(|column| self.at(one, column)));
        Span::sum(&cells.map(|cell| Span::rounded(cell, BASE)).collect::<Vec<_>>())
    }

    fn dutch(&self, categories: &[&str]) -> Span {
        let cells = categories.iter().map(|one| Span::rounded(self.at(one, "origin_nl"), BASE));
        Span::sum(&cells.collect::<Vec<_>>())
    }

    /// Students outside Europe and of Dutch origin: how many of some categories out of others.
    fn pair(&self, selected: &[&str], total: &[&str]) -> (RoundedCounts, RoundedCounts) {
        let group = RoundedCounts { selected: self.outside(selected), total: self.outside(total) };
        (group, RoundedCounts { selected: self.dutch(selected), total: self.dutch(total) })
    }
}

fn class(number: &str) -> String {
    format!("Risk category {number}")
}

fn picked(number: &str) -> String {
    format!("Risk category {number} & Selected for control: yes")
}

/// Name, selected, total and the ratio as it was published.
fn published() -> Vec<(&'static str, Vec<String>, Vec<String>, f64)> {
    let all = || vec!["Total".to_owned()];
    let of =
        |numbers: &[&str], name: fn(&str) -> String| numbers.iter().map(|one| name(one)).collect::<Vec<_>>();
    let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    vec![
        ("high risk", of(&["1", "2"], class), all(), 2.0),
        ("selected", words(&["Selected for control: yes"]), all(), 6.2),
        ("selected, high risk", of(&["1", "2"], picked), of(&["1", "2"], class), 5.5),
        ("selected, low risk", of(&["3", "4", "5"], picked), of(&["3", "4", "5"], class), 1.8),
        ("selected, unknown risk", of(&["6"], picked), of(&["6"], class), 2.3),
        ("wrong visit", words(&["Outcome house visit: duly", "Unduly, appeal successful"]), all(), 3.0),
    ]
}

fn slices(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

#[test]
fn n08_the_six_published_ratios_come_out_of_published_counts_to_the_printed_digit() {
    let Some(table) = Published::read() else { return };
    for (name, selected, total, printed) in published() {
        let (group, reference) = table.pair(&slices(&selected), &slices(&total));
        let Disparity::Ratio(found) = compare(group.printed(), reference.printed()) else { panic!("{name}") };
        let Figure::Between { low, high } = rounded_ratio(group, reference) else { panic!("{name}") };
        println!(
            "{name}: {:.4} ({:.4}-{:.4}), with rounding {low:.4}-{high:.4}",
            found.estimate, found.low, found.high
        );
        assert_eq!(format!("{:.1}", found.estimate), format!("{printed:.1}"), "{name}");
        assert!(low < found.low && found.high < high, "rounding only widens: {name}");
    }
}

#[test]
fn n08_rounding_to_tens_makes_some_published_ratios_say_little() {
    let Some(table) = Published::read() else { return };
    let range = |index: usize| {
        let (_, selected, total, _) = published().remove(index);
        let (group, reference) = table.pair(&slices(&selected), &slices(&total));
        rounded_ratio(group, reference).bounds().expect("bounds")
    };
    // Picked at all: more than five times as often, whatever the rounding hides.
    let (low, high) = range(1);
    assert!(low > 5.5 && high < 7.0, "{low} {high}");
    // In the low and the unknown classes: no difference cannot be ruled out.
    for index in [3, 4] {
        let (low, high) = range(index);
        assert!(low < 1.35 && high > 2.5, "{index}: {low} {high}");
    }
}

fn strata(table: &Published) -> Vec<Stratum> {
    let of = |number: &&str| {
        let (group, reference) = table.pair(&[&picked(number)], &[&class(number)]);
        Stratum { group: group.printed(), reference: reference.printed() }
    };
    CLASSES.iter().map(of).collect()
}

#[test]
fn n04_at_equal_risk_class_the_gap_stays_and_differs_between_classes() {
    let Some(table) = Published::read() else { return };
    let Pooled { ratio, odds, gap, differs } = pooled(&strata(&table));
    let ratio = ratio.value().expect("a ratio");
    assert_eq!(format!("{:.4} {:.4} {:.4}", ratio.estimate, ratio.low, ratio.high), "3.6950 3.4099 4.0039");
    let (gap, differs): (Check, Check) = (gap.expect("a test"), differs.expect("a test"));
    assert_eq!(format!("{:.2} {:.2}", gap.statistic, differs.statistic), "1203.83 134.04");
    assert!((gap.freedom - 1.0).abs() < f64::EPSILON && (differs.freedom - 5.0).abs() < f64::EPSILON);
    assert!(gap.p > 0.0 && gap.p < 1e-260 && differs.p < 1e-25, "{gap:?} {differs:?}");
    let odds = odds.value().expect("odds");
    assert!((odds.estimate - 4.057_607_769_437_824).abs() < 1e-9, "{odds:?}");
}

#[test]
fn n08_the_pooled_ratio_has_its_rounding_range_too() {
    let Some(table) = Published::read() else { return };
    let range = fairness::measure::pooled_range(
        &CLASSES.map(|number| table.pair(&[&picked(number)], &[&class(number)])),
    );
    let (low, high) = range.bounds().expect("bounds");
    println!("pooled with rounding: {low:.4}-{high:.4}");
    assert!(low < 3.4099 && low > 2.5 && high > 4.0039 && high < 5.0, "{low} {high}");
}

#[test]
fn n08_a_published_table_is_just_another_cube() {
    let Some(table) = Published::read() else { return };
    // Given the workbook's cells by origin, risk class and selection.
    let origins = ["origin_nl", "born_nl_origin_outside_europe", "born_abroad_origin_outside_europe"];
    let axes = vec![
        Axis::new("origin", Role::Attribute, &origins),
        Axis::new("class", Role::Attribute, &CLASSES),
        Axis::new("selected", Role::Step, &["no", "yes"]),
    ];
    let mut cells = Vec::new();
    for (at, origin) in origins.iter().enumerate() {
        for (place, number) in CLASSES.iter().enumerate() {
            for (step, word) in ["no", "yes"].iter().enumerate() {
                let category = format!("Risk category {number} & Selected for control: {word}");
                cells.push((vec![at, place, step], table.at(&category, origin)));
            }
        }
    }
    let table = RoundedTable::new(axes, BASE, &cells).expect("a table");
    // When it is asked how many of Dutch origin in class 6 were selected: 50, between 45 and 55.
    let span = table.sum(|levels| levels == [0, 5, 1]);
    assert_eq!(span, Span { low: 45, printed: 50, high: 55 });
    // Then sums keep every cell's rounding, and nobody is added who was not printed.
    let all = table.sum(|levels| levels[2] == 1);
    assert_eq!((all.low, all.printed, all.high), (all.printed - 18 * 5, all.printed, all.printed + 18 * 5));
    assert_eq!(table.printed().missing(), [0, 0, 0]);
}

#[test]
fn what_was_found_by_risk_is_far_from_what_was_found_by_lot() {
    // 1,240 of 2,810 visits after selection against about 10 of 390 by lot (tables 1 and 3 of the study).
    let (risk, random) = (Counts { selected: 1_240, total: 2_810 }, Counts { selected: 10, total: 390 });
    let Disparity::Ratio(found) = compare(risk, random) else { panic!("a ratio") };
    assert!(found.low > 9.0 && random.total > SMALLEST_GROUP, "{found:?}");
    assert!(alike(risk, random).expect("a test").p < 1e-40);
}
