//! Predictions of reoffending (COMPAS): published error rates, and clusters against another implementation.

use crate::oracles::split::HELD_OUT;
use crate::reference::{reference, rows};
use fairness::cube::{Axis, Builder, Column, Cube, Role, WIDEST};
use fairness::measure::{measures, rates};
use fairness::search::{Cell, Limits, cells, cluster, confirm, stability};
use fairness::{Confusion, Counts, Figure, Group, Question, Tally};
use std::collections::{BTreeMap, BTreeSet};

/// A cube over some columns of a table, their levels in alphabetical order.
fn cube(rows: &[BTreeMap<String, String>], columns: &[(&str, Role)]) -> Cube {
    let mut axes = Vec::new();
    let mut codes = Vec::new();
    for (name, role) in columns {
        let levels: BTreeSet<&str> = rows.iter().map(|row| row[*name].as_str()).collect();
        let levels: Vec<&str> = levels.into_iter().collect();
        let code = |row: &BTreeMap<String, String>| {
            levels.iter().position(|level| *level == row[*name]).expect("a level")
        };
        codes.push(rows.iter().map(|row| u32::try_from(code(row)).expect("small")).collect::<Vec<u32>>());
        axes.push(Axis::new(name, *role, &levels));
    }
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    let columns: Vec<Column<'_>> = codes.iter().map(|codes| Column::from(codes.as_slice())).collect();
    builder.count(&columns).expect("rows");
    builder.finish().expect("a cube")
}

fn predictions() -> Option<Tally> {
    let text = reference("compas/compas_for_aequitas.csv")?;
    let attributes = ["race", "sex", "age_cat"].map(|name| (name, Role::Attribute));
    let all = [&attributes[..], &[("score", Role::Step), ("label_value", Role::Outcome)]].concat();
    let cube = cube(&rows(&text), &all);
    Some(Tally::new(&cube, Question { picked: (3, 1), truth: Some((4, 1)) }).expect("a tally"))
}

fn race(tally: &Tally, name: &str) -> Confusion {
    let level = tally.shape().axes()[0].level(name).expect("a level");
    tally.group(&Group::of(&[(0, level)]))
}

#[test]
fn n06_the_published_error_rates_come_out() {
    let Some(tally) = predictions() else { return };
    let (black, white) = (race(&tally, "African-American"), race(&tally, "Caucasian"));
    let four = |figure: Figure| format!("{:.4}", figure.value().expect("a value").estimate);
    let found = measures(black, white);
    assert_eq!(
        (four(found.group.false_alarm), four(found.reference.false_alarm)),
        ("0.4485".into(), "0.2345".into())
    );
    assert_eq!((four(found.group.missed), four(found.reference.missed)), ("0.2799".into(), "0.4772".into()));
    let gap = found.false_alarm_gap.value().expect("a gap");
    assert!(gap.low > 0.17 && gap.high < 0.26, "{gap:?}");
    assert!(found.missed_gap.value().expect("a gap").high < -0.15);
}

/// A test of false alarms must look at people with nothing to find, and one of misses at people with something.
#[test]
fn equal_error_rates_are_not_called_different_because_precision_differs() {
    let group = Confusion { found: 2_500, wrong: 500, missed: 2_500, spared: 4_500, ..Confusion::default() };
    let reference = Confusion { found: 500, wrong: 900, missed: 500, spared: 8_100, ..Confusion::default() };
    let found = measures(group, reference);
    for gap in [found.false_alarm_gap, found.missed_gap] {
        let gap = gap.value().expect("a gap");
        assert!(gap.low < 0.0 && gap.high > 0.0 && gap.estimate.abs() < 1e-12, "{gap:?}");
    }
    assert!(found.hit_gap.value().expect("a gap").low > 0.4, "what differs is how often a pick is right");
}

/// Truth known only of those who were picked: error rates are bounds, not values.
#[test]
fn n07_without_a_random_sample_error_rates_are_only_bounds() {
    let group = Confusion { found: 40, wrong: 60, left_open: 900, ..Confusion::default() };
    let found = rates(group);
    assert_eq!(found.hit.value().expect("measurable always").estimate.to_bits(), 0.4_f64.to_bits());
    let Figure::Between { low, high } = found.missed else { panic!("{found:?}") };
    assert!(low.abs() < f64::EPSILON && (high - 900.0 / 940.0).abs() < 1e-12);
    assert!(
        matches!(measures(group, group).missed_gap, Figure::Between { low, high } if low < -0.9 && high > 0.9)
    );
}

fn held_out() -> Vec<bool> {
    let digits = HELD_OUT.concat();
    let bits = |digit: char| {
        let value = digit.to_digit(16).expect("a digit");
        [8, 4, 2, 1].map(|bit| value & bit != 0)
    };
    digits.chars().flat_map(bits).take(7_214).collect()
}

/// The cells of the training rows and of the held-out rows, as the published audit split them.
fn halves() -> Option<(Vec<Cell>, Vec<Cell>)> {
    let text = reference("compas/compas_small.csv")?;
    let all = rows(&text);
    let held = held_out();
    assert_eq!((all.len(), held.iter().filter(|held| **held).count()), (7_214, 1_443));
    let names = ["age_cat", "sex", "race", "c_charge_degree", "is_recid", "score_text"];
    let columns: Vec<_> = names
        .map(|name| (name, Role::Attribute))
        .into_iter()
        .chain([("false_positive", Role::Step)])
        .collect();
    let part = |wanted: bool| {
        let mine: Vec<_> =
            all.iter().zip(&held).filter(|(_, held)| **held == wanted).map(|(row, _)| row.clone()).collect();
        let tally =
            Tally::new(&cube(&mine, &columns), Question { picked: (6, 1), truth: None }).expect("a tally");
        cells(&tally, &[0, 1, 2, 3, 4, 5], Confusion::picked).expect("cells")
    };
    Some((part(false), part(true)))
}

/// Three splits at most, and at least a hundredth of the people in each part.
const LIMITS: Limits = Limits { splits: 3, smallest: 58 };

#[test]
fn clusters_have_the_published_scores_to_eight_decimals() {
    let Some((training, held_out)) = halves() else { return };
    let found = cluster(&training, LIMITS);
    let scores: Vec<String> = found.clusters.iter().map(|one| format!("{:.8}", one.score)).collect();
    assert_eq!(scores, ["0.05290941", "-0.02457072", "-0.05428006"]);
    assert_eq!(found.clusters.iter().map(|one| one.counts.total).collect::<Vec<_>>(), [4_626, 127, 1_018]);
    // Then the people who were held out fall where the published audit puts them: 83 of 1,169 against 4 of 274.
    let mut sums = [Counts { selected: 0, total: 0 }; 3];
    for cell in &held_out {
        let sum = &mut sums[found.of(&cell.levels)];
        *sum = sum.with(cell.counts);
    }
    assert_eq!(
        (sums[0], sums[1].with(sums[2])),
        (Counts { selected: 83, total: 1_169 }, Counts { selected: 4, total: 274 })
    );
}

/// A person's cluster does not depend on who else is asked about.
#[test]
fn one_person_alone_falls_into_the_same_cluster() {
    let cell = |levels: [usize; 2], selected| Cell {
        levels: levels.to_vec(),
        counts: Counts { selected, total: 1 },
    };
    let all = [
        cell([0, 1], 0),
        cell([0, 2], 0),
        cell([0, 0], 0),
        cell([1, 4], 1),
        cell([1, 5], 1),
        cell([1, 3], 1),
    ];
    let found = cluster(&all, Limits { splits: 1, smallest: 1 });
    assert_eq!(
        found.clusters.iter().map(|one| one.counts).collect::<Vec<_>>(),
        [Counts { selected: 3, total: 3 }, Counts { selected: 0, total: 3 }]
    );
    assert_eq!(all.iter().map(|cell| found.of(&cell.levels)).collect::<Vec<_>>(), [1, 1, 1, 0, 0, 0]);
}

#[test]
fn n06_a_cluster_stands_on_people_who_were_not_searched() {
    let Some((training, _)) = halves() else { return };
    let (found, confirmed) = confirm(&training, Limits { smallest: 29, ..LIMITS }, 20_261_124);
    println!("{:?} {confirmed:?}", found.clusters);
    assert!(confirmed[0].p < 0.01 && confirmed[0].ratio.value().expect("a ratio").low > 1.0, "{confirmed:?}");
    let (least, mean) = stability(&training, LIMITS, 20, 20_261_124);
    println!("stability over 20 pairs of halves: least {least:.3}, mean {mean:.3}");
    assert!(mean > 0.5 && least <= mean && mean <= 1.0, "{least} {mean}");
}
