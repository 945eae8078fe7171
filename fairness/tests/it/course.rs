//! The course over time: alarms that hold however often one looks, zooming in, and loops.

use fairness::cube::{Axis, Builder, MISSING, Role, WIDEST};
use fairness::time::{
    DriftWatch, Evidence, Looked, Loop, Period, Reading, drift, feedback, periods, series, slope, together,
    zooming,
};
use fairness::{Counts, Dice, Figure, Group, e_benjamini_hochberg};

fn drawn(dice: &mut Dice, people: u64, permille: u64) -> Counts {
    let selected = (0..people).filter(|_| dice.below(1_000) < permille).count() as u64;
    Counts { selected, total: people }
}

/// 500 people of each group a month, 5 % picked, five years.
#[test]
fn n09_looking_sixty_times_gives_a_false_alarm_in_at_most_five_of_a_hundred() {
    let mut dice = Dice::new(20_261_124);
    let worlds = 1_000;
    let (mut alarms, mut naive) = (0, 0);
    for _ in 0..worlds {
        let mut evidence = Evidence::default();
        let (mut mine, mut theirs) = (Counts { selected: 0, total: 0 }, Counts { selected: 0, total: 0 });
        let mut fooled = false;
        for _ in 0..60 {
            let (one, two) = (drawn(&mut dice, 500, 50), drawn(&mut dice, 500, 50));
            evidence.add(one, two);
            (mine, theirs) = (mine.with(one), theirs.with(two));
            fooled |= fairness::alike(mine, theirs).is_some_and(|check| check.p < 0.05);
        }
        alarms += u32::from(evidence.alarm(0.05));
        naive += u32::from(fooled);
    }
    println!("false alarms in {worlds} worlds over 60 looks: {alarms}; a test repeated each month: {naive}");
    assert!(alarms * 20 <= worlds, "{alarms}");
    assert!(naive * 5 > worlds, "the naive way is fooled: {naive}");
}

#[test]
fn n09_a_planted_ratio_is_found_within_months_and_its_range_holds_at_all_times() {
    let mut dice = Dice::new(3);
    let (mut months, mut covered) = (Vec::new(), 0);
    for _ in 0..100 {
        let mut evidence = Evidence::default();
        let (mut first, mut always) = (None, true);
        for month in 1..=60 {
            evidence.add(drawn(&mut dice, 500, 65), drawn(&mut dice, 500, 50));
            if first.is_none() && evidence.alarm(0.05) {
                first = Some(month);
            }
            let range = evidence.ratio(0.05).value().expect("a range");
            always &= range.low <= 1.3 && 1.3 <= range.high;
        }
        months.extend(first);
        covered += u32::from(always);
    }
    months.sort_unstable();
    println!(
        "ratio 1.3: found in {} of 100, median month {}; range held over 60 looks in {covered}",
        months.len(),
        months[months.len() / 2]
    );
    assert!(months.len() >= 99 && months[months.len() / 2] <= 16, "{months:?}");
    assert!(covered >= 94, "{covered}");
}

/// By hand: one period, three of four picked from the group, both groups of the same size.
#[test]
fn evidence_is_the_mean_over_the_prior_by_hand() {
    let mut evidence = Evidence::default();
    evidence.add(Counts { selected: 3, total: 100 }, Counts { selected: 1, total: 100 });
    let (mut sum, mut weights) = (0.0, 0.0);
    for at in -120..=120 {
        let theta = f64::from(at) * 0.025;
        let weight = (-theta * theta / 0.5).exp();
        let p = theta.exp() / (theta.exp() + 1.0);
        sum += weight * (p / 0.5).powi(3) * ((1.0 - p) / 0.5);
        weights += weight;
    }
    assert!((evidence.value() - sum / weights).abs() < 1e-12, "{}", evidence.value());
    let before = evidence.value();
    evidence.add(Counts { selected: 0, total: 0 }, Counts { selected: 1, total: 100 });
    assert!((evidence.value() - before).abs() < 1e-15, "a period without people says nothing");
    assert!(matches!(Evidence::default().ratio(0.05), Figure::Undetermined { .. }));
    assert_eq!(e_benjamini_hochberg(&[100.0, 1.0, 45.0, 0.2], 0.05), [true, false, true, false]);
    assert!((together(&[3.0, 1.0]) - 2.0).abs() < 1e-12);
}

/// A year in which checks of the group rise; the share found by lot and by risk in the group moves as told.
fn year(
    checks: impl Fn(u64) -> u64,
    by_risk: u64,
    by_lot: impl Fn(u64) -> u64,
    random: u64,
    seed: u64,
) -> Vec<Period> {
    let mut dice = Dice::new(seed);
    let month = |month: u64| {
        let risk = drawn(&mut dice, 5_000, checks(month)).selected;
        let others = drawn(&mut dice, 45_000, 20).selected;
        Period {
            group: Looked {
                people: 5_000,
                risk: drawn(&mut dice, risk, by_risk),
                random: drawn(&mut dice, random, by_lot(month)),
            },
            others: Looked {
                people: 45_000,
                risk: drawn(&mut dice, others, 300),
                random: drawn(&mut dice, random * 9, 50),
            },
        }
    };
    (0..12).map(month).collect()
}

#[test]
fn n07_zooming_in_is_seen_when_checks_rise_and_the_random_sample_does_not() {
    let zoomed = year(|month| 20 + 4 * month, 300, |_| 50, 100, 1);
    let found = zooming(&zoomed, 0.05);
    assert_eq!(found.answer, Loop::Seen, "{found:?}");
    assert!(found.alarm.is_some_and(|month| month <= 6), "{found:?}");
    assert_eq!(feedback(&zoomed), Loop::Seen, "what is found only follows looking");
    // When there really is ever more to find, it is not zooming in.
    let truth = year(|month| 20 + 4 * month, 300, |month| 20 + 20 * month, 100, 2);
    assert_eq!(zooming(&truth, 0.05).answer, Loop::NotSeen);
    assert_eq!(feedback(&truth), Loop::NotSeen);
    // When nothing moves, nothing is seen.
    let steady = year(|_| 20, 300, |_| 50, 100, 3);
    let found = zooming(&steady, 0.05);
    assert_eq!((found.answer, found.alarm, feedback(&steady)), (Loop::NotSeen, None, Loop::NotSeen));
    // And without a random sample it cannot be told.
    let blind = year(|month| 20 + 4 * month, 300, |_| 50, 0, 4);
    assert_eq!(
        (zooming(&blind, 0.05).answer, feedback(&blind)),
        (Loop::NoRandomSample, Loop::NoRandomSample)
    );
    assert!(zooming(&blind, 0.05).alarm.is_some(), "the gap itself still raises the alarm");
}

#[test]
fn n07_four_series_a_period_each_with_its_range() {
    let points = series(&year(|_| 20, 300, |_| 50, 100, 5));
    assert_eq!(points.len(), 12);
    for point in points {
        let share = point.share_of_people.value().expect("a share");
        assert!((share.estimate - 0.1).abs() < 1e-12);
        for figure in [point.share_of_checks, point.hit_by_risk, point.hit_by_lot, point.checked, point.ratio]
        {
            let found = figure.value().expect("a value");
            assert!(found.low < found.high, "{found:?}");
        }
    }
}

#[test]
fn a_ratio_that_moves_has_a_slope() {
    let mut dice = Dice::new(9);
    let moving: Vec<_> = (0..24)
        .map(|month| (drawn(&mut dice, 4_000, 40 + 2 * month), drawn(&mut dice, 20_000, 40)))
        .collect();
    let found = slope(&moving).factor.value().expect("a slope");
    assert!(found.low > 1.01 && found.high < 1.06, "{found:?}");
    assert!(matches!(slope(&moving[..2]).factor, Figure::Undetermined { .. }));
}

#[test]
fn drift_of_a_field_is_seen_and_steady_fields_raise_no_alarm() {
    let mut dice = Dice::new(13);
    let people = |shares: [u64; 3], dice: &mut Dice| {
        let mut found = [0_u64; 3];
        for _ in 0..1_000 {
            let lot = dice.below(100);
            found[if lot < shares[0] {
                0
            } else if lot < shares[0] + shares[1] {
                1
            } else {
                2
            }] += 1;
        }
        found
    };
    let reference = [500_000, 300_000, 200_000];
    let mut alarms = 0;
    for _ in 0..200 {
        let mut watch = DriftWatch::new(&reference);
        for _ in 0..24 {
            watch.add(&people([50, 30, 20], &mut dice));
        }
        alarms += u32::from(watch.alarm(0.05));
    }
    assert!(alarms <= 16, "{alarms} of 200");
    let mut watch = DriftWatch::new(&reference);
    let mut month = 0;
    while !watch.alarm(0.05) && month < 24 {
        watch.add(&people([44, 34, 22], &mut dice));
        month += 1;
    }
    assert!(month <= 6 && watch.value() > 20.0, "month {month}");
    let (still, moved) =
        (drift(&[500, 300, 200], &[510, 295, 195]), drift(&[500, 300, 200], &[300, 300, 400]));
    assert!(still.index < 0.01 && moved.index > 0.2 && moved.check.expect("a test").p < 1e-9);
    assert!(still.check.expect("a test").p > 0.5 && still.index_by_chance > 0.0);
}

#[test]
fn n07_the_series_come_from_the_cube() {
    let axes = vec![
        Axis::new("origin", Role::Attribute, &["nl", "out"]),
        Axis::new("month", Role::Period, &["1", "2"]),
        Axis::new("check", Role::Step, &["none", "by lot", "by risk"]),
        Axis::new("outcome", Role::Outcome, &["nothing", "something"]),
    ];
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    let people: [([u32; 4], usize); 8] = [
        ([1, 0, 2, 1], 7),
        ([1, 0, 2, 0], 5),
        ([1, 0, 1, 0], 3),
        ([1, 0, 0, MISSING], 11),
        ([0, 0, 2, 0], 13),
        ([MISSING, 1, 1, 1], 2),
        ([1, 1, 2, MISSING], 4),
        ([1, MISSING, 2, 1], 17),
    ];
    for (levels, many) in people {
        for _ in 0..many {
            let columns = levels.map(|level| [level]);
            let columns: Vec<_> = columns.iter().map(|column| column.as_slice().into()).collect();
            builder.count(&columns).expect("a row");
        }
    }
    let cube = builder.finish().expect("a cube");
    let reading = Reading { period: 1, check: (2, 2, 1), truth: (3, 1) };
    let found = periods(&cube, &Group::of(&[(0, 1)]), reading).expect("periods");
    let counts = |selected, total| Counts { selected, total };
    let (one, two) = (found[0], found[1]);
    assert_eq!(one.group, Looked { people: 26, risk: counts(7, 12), random: counts(0, 3) });
    assert_eq!(one.others, Looked { people: 13, risk: counts(0, 13), random: counts(0, 0) });
    assert_eq!(two.group, Looked { people: 4, risk: counts(0, 0), random: counts(0, 0) });
    assert_eq!(two.others, Looked { people: 2, risk: counts(0, 0), random: counts(2, 2) });
    assert!(periods(&cube, &Group::default(), Reading { period: 9, ..reading }).is_err());
}
