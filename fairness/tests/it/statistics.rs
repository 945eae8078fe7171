//! Tests, trends and corrections against other implementations, and against counting every table of few people.

#![expect(clippy::cast_precision_loss, reason = "small counts")]

use crate::oracles::checks::{AREA, BH, EXACT, HOLM, INFORMATION, ODDS, POOLED, RAND, TABLES, TAILS, TRENDS};
use crate::oracles::fisher::BLOCKS;
use fairness::cube::{Axis, Builder, Role, WIDEST};
use fairness::measure::{
    Stratum, area, conditional_disparity, detectable, detectable_among, pooled, proxy, strata as read,
};
use fairness::search::adjusted_rand;
use fairness::time::trend;
use fairness::{
    Check, Comparison, Counts, Figure, Group, Origin, Question, Rate, Reason, Tally, adjusted, alike,
    benjamini_hochberg, fisher, guaranteed, holm, independent,
};

fn counts(selected: u64, total: u64) -> Counts {
    Counts { selected, total }
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance * expected.abs().max(1e-300),
        "{found}, expected {expected}"
    );
}

fn strata() -> Vec<Stratum> {
    let rows =
        [((12, 60), (30, 400)), ((45, 300), (90, 1_200)), ((3, 40), (8, 350)), ((150, 900), (140, 1_500))];
    rows.map(|(one, two)| Stratum { group: counts(one.0, one.1), reference: counts(two.0, two.1) }).to_vec()
}

#[test]
fn n04_pooled_figures_agree_with_other_implementations() {
    let found = pooled(&strata());
    let odds = found.odds.value().expect("odds");
    for (found, expected) in [(odds.estimate, ODDS[0]), (odds.low, ODDS[1]), (odds.high, ODDS[2])] {
        near(found, expected, 1e-9);
    }
    let (gap, differs) = (found.gap.expect("a test"), found.differs.expect("a test"));
    for (found, expected) in
        [(gap.statistic, ODDS[3]), (gap.p, ODDS[4]), (differs.statistic, POOLED[1]), (differs.p, POOLED[2])]
    {
        near(found, expected, 1e-8);
    }
    near(found.ratio.value().expect("a ratio").estimate, POOLED[0], 1e-12);
}

/// A gap that only the circumstances make: everywhere alike, but the group is more often where more are picked.
#[test]
fn n04_circumstances_can_make_a_gap_that_vanishes_within_them() {
    let rows = [((200, 1_000), (40, 200)), ((10, 200), (50, 1_000))];
    let strata =
        rows.map(|(one, two)| Stratum { group: counts(one.0, one.1), reference: counts(two.0, two.1) });
    let found = pooled(&strata).ratio.value().expect("a ratio");
    assert!(found.low < 1.0 && found.high > 1.0 && (found.estimate - 1.0).abs() < 1e-12, "{found:?}");
    assert!(conditional_disparity(&strata).expect("a disparity").abs() < 1e-12);
    let none = pooled(&[Stratum { group: counts(5, 100), reference: counts(0, 100) }]);
    assert_eq!(none.ratio, Figure::NoReference);
    assert_eq!(pooled(&[]).ratio, Figure::Undetermined { reason: Reason::Nobody });
}

#[test]
fn trends_tables_areas_and_groupings_agree_with_other_implementations() {
    let levels = [(12, 200), (15, 220), (25, 240), (31, 210), (40, 260)].map(|(one, two)| counts(one, two));
    let found = trend(&levels).expect("a trend");
    near(found.check.statistic, TRENDS[0], 1e-12);
    near(found.check.p, TRENDS[1], 1e-9);
    near(found.rising, TRENDS[1] / 2.0, 1e-9);
    let table = [[30, 12, 55], [14, 60, 8], [5, 9, 20], [70, 66, 3]].map(|row| row.to_vec());
    let check = independent(&table).expect("a test");
    near(check.statistic, TABLES[0], 1e-12);
    near(check.p, TABLES[1], 1e-9);
    let found = area(&[30, 55, 80, 40, 12], &[90, 120, 75, 31, 4]).value().expect("an area");
    near(found.estimate, AREA[0], 1e-12);
    assert!(found.low < AREA[0] && AREA[0] < found.high && found.high - found.low < 0.11, "{found:?}");
    let grouped = [vec![25, 5, 0], vec![0, 30, 10], vec![0, 0, 10]];
    near(adjusted_rand(&grouped), RAND[0], 1e-12);
    let tails = [(3.84, 1.0), (1_203.83, 1.0), (134.04, 5.0), (40.0, 30.0)];
    for ((statistic, freedom), expected) in tails.into_iter().zip(TAILS) {
        near(Check::chi_square(statistic, freedom).p, expected, 1e-9);
    }
}

#[test]
fn n03_proxy_strength_agrees_with_other_implementations() {
    let axes = vec![
        Axis::new("field", Role::Attribute, &["a", "b", "c", "d"]),
        Axis::new("origin", Role::Attribute, &["x", "y", "z"]),
    ];
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    for (row, cells) in [[30, 12, 55], [14, 60, 8], [5, 9, 20], [70, 66, 3]].iter().enumerate() {
        for (column, people) in cells.iter().enumerate() {
            builder.add(&[row, column], *people).expect("a cell");
        }
    }
    let found = proxy(&builder.finish().expect("a cube"), &[0], 1, 1).expect("a proxy");
    near(found.v.value().expect("a value").estimate, TABLES[2], 1e-12);
    let people = 352.0;
    let expected = (INFORMATION[0] - 6.0 / (2.0 * people)) / INFORMATION[1];
    near(found.information.value().expect("a value").estimate, expected, 1e-12);
    assert!(found.right.value().expect("a share").estimate > found.right_blind, "{found:?}");
}

#[test]
fn corrections_agree_with_another_implementation() {
    let shares = [0.001, 0.2, 0.012, 0.04, 0.9, 0.012, 0.000_4, 0.33, 0.049];
    for (found, expected) in
        holm(&shares).into_iter().zip(HOLM).chain(benjamini_hochberg(&shares).into_iter().zip(BH))
    {
        near(found, expected, 1e-12);
    }
    // A comparison is corrected with those of its family and origin only; a value of another attribute is another one.
    let one = |family: &str, origin, p| Comparison { family: family.into(), origin, p };
    let list = [
        one("single parent", Origin::Named, 0.03),
        one("migrant", Origin::Named, 0.001),
        one("migrant", Origin::Searched, 0.04),
        one("migrant", Origin::Searched, 0.001),
        one("migrant", Origin::Standard, 0.04),
        one("migrant", Origin::Standard, 0.04),
    ];
    assert_eq!(adjusted(&list), [0.03, 0.001, 0.04, 0.002, 0.04, 0.04]);
}

#[test]
fn guaranteed_intervals_agree_with_another_implementation() {
    let rates = [(0, 50), (1, 60), (25, 100), (50, 50), (999, 1_000), (345, 60_000), (1, 1), (0, 1)];
    for ((selected, total), ends) in rates.into_iter().zip(EXACT.chunks(2)) {
        let Rate::Value(found) = guaranteed(counts(selected, total)) else { panic!("a rate") };
        assert!(
            (found.low - ends[0]).abs() < 1e-9 && (found.high - ends[1]).abs() < 1e-9,
            "{found:?} {ends:?}"
        );
    }
}

struct Bits(u64);

impl Bits {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// As `scripts/fairness-oracles` draws it.
    fn table(&mut self) -> [u64; 4] {
        let sizes = [(); 2].map(|()| {
            let size = self.next();
            1 + size % (1 << (1 + self.next() % 19))
        });
        let rate = self.next() % 1_001;
        let [one, two] = sizes.map(|size| {
            let root = size.isqrt();
            let selected =
                (size * rate / 1_000 + self.next() % (2 * root + 1)).saturating_sub(root).min(size);
            [selected, size - selected]
        });
        [one[0], one[1], two[0], two[1]]
    }
}

#[test]
fn exact_tests_of_ten_thousand_tables_agree_with_another_implementation() {
    let mut bits = Bits(20_261_124);
    for (at, (sum, logarithms)) in BLOCKS.into_iter().enumerate() {
        let found: Vec<f64> = (0..50).map(|_| fisher(bits.table()).p).collect();
        let (mine, logs) = (found.iter().sum::<f64>(), found.iter().map(|p| p.ln()).sum::<f64>());
        assert!((mine - sum).abs() < 1e-9, "block {at}: {mine}, expected {sum}");
        assert!((logs - logarithms).abs() < 1e-8, "block {at}: {logs}, expected {logarithms}");
    }
}

#[test]
fn exact_tests_hold_where_another_library_fails() {
    near(fisher([90, 50, 12_960, 16_330]).p, 2.2e-6, 0.02);
    assert!((fisher([0, 0, 0, 0]).p - 1.0).abs() < f64::EPSILON);
    assert!((fisher([5, 0, 0, 0]).p - 1.0).abs() < f64::EPSILON);
}

/// Every table of few people: the exact test by counting all ways to choose who was picked.
#[test]
fn exact_tests_agree_with_counting_every_choice() {
    fn choose(from: u64, take: u64) -> u64 {
        (0..take).fold(1, |ways, at| ways * (from - at) / (at + 1))
    }
    for (row, rest) in (0..=8).flat_map(|row| (0..=8).map(move |rest| (row, rest))) {
        for picked in 0..=(row + rest) {
            let ways: Vec<(u64, u64)> = (0..=row.min(picked))
                .filter(|k| picked - k <= rest)
                .map(|k| (k, choose(row, k) * choose(rest, picked - k)))
                .collect();
            let all: u64 = ways.iter().map(|(_, ways)| ways).sum();
            for (k, mine) in &ways {
                let share = |wanted: &dyn Fn(u64, u64) -> bool| {
                    let sum: u64 =
                        ways.iter().filter(|(k, ways)| wanted(*k, *ways)).map(|(_, ways)| ways).sum();
                    sum as f64 / all as f64
                };
                let found = fisher([*k, row - k, picked - k, rest + k - picked]);
                near(found.p, share(&|_, ways| ways <= *mine), 1e-12);
                near(found.more, share(&|other, _| other >= *k), 1e-12);
                near(found.fewer, share(&|other, _| other <= *k), 1e-12);
                near(
                    found.mid_p,
                    share(&|_, ways| ways <= *mine) - share(&|_, ways| ways == *mine) / 2.0,
                    1e-12,
                );
            }
        }
    }
}

#[test]
fn small_tables_are_tested_exactly_and_large_ones_by_the_score() {
    let few = alike(counts(3, 20), counts(1, 60)).expect("a test");
    assert!(few.freedom.abs() < f64::EPSILON && (few.p - fisher([3, 17, 1, 59]).mid_p).abs() < 1e-15);
    let many = alike(counts(300, 2_000), counts(1_000, 6_000)).expect("a test");
    let table = [vec![300, 1_700], vec![1_000, 5_000]];
    near(many.statistic, independent(&table).expect("a test").statistic, 1e-9);
    assert_eq!(alike(counts(0, 0), counts(1, 60)), None);
}

/// The design's table of what could have been seen, to the digits it prints.
#[test]
fn n06_silence_is_not_fairness_the_smallest_visible_ratio_is_said() {
    let ratio = |figure: Figure| figure.bounds().expect("a ratio").0;
    for (rate, group, alone, among) in [
        (0.005, 200, "4.8", "7.1"),
        (0.005, 1_000, "2.5", "3.5"),
        (0.005, 5_000, "1.6", "2.1"),
        (0.005, 20_000, "1.3", "1.6"),
        (0.05, 200, "2.0", "2.6"),
        (0.05, 1_000, "1.4", "1.7"),
        (0.2, 200, "1.4", "1.7"),
    ] {
        assert_eq!(format!("{:.1}", ratio(detectable(group, 100_000, rate))), alone, "{rate} {group}");
        assert_eq!(
            format!("{:.1}", ratio(detectable_among(group, 100_000, rate, 473))),
            among,
            "{rate} {group}"
        );
    }
    assert_eq!(detectable(3, 100, 0.5), Figure::Undetermined { reason: Reason::NotVisible });
    assert_eq!(detectable(100, 100, 0.0), Figure::NoReference);
}

#[test]
fn n04_strata_are_read_from_the_cube() {
    let axes = vec![
        Axis::new("group", Role::Attribute, &["mine", "theirs", "others"]),
        Axis::new("class", Role::Attribute, &["1", "2", "3", "4"]),
        Axis::new("step", Role::Step, &["no", "yes"]),
    ];
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    for (class, one) in strata().into_iter().enumerate() {
        for (side, counts) in [one.group, one.reference, counts(1, 9)].into_iter().enumerate() {
            builder.add(&[side, class, 1], counts.selected).expect("a cell");
            builder.add(&[side, class, 0], counts.others()).expect("a cell");
        }
    }
    let cube = builder.finish().expect("a cube");
    let tally = Tally::new(&cube, Question { picked: (2, 1), truth: None }).expect("a tally");
    let found = read(&tally, &Group::of(&[(0, 0)]), &Group::of(&[(0, 1)]), &[1]).expect("strata");
    assert_eq!(found, strata());
}
