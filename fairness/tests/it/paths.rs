//! The path through a process, scores, test persons in pairs, and what is said when there is no number.

use crate::reference::{reference, rows};
use fairness::cube::{Axis, Builder, Cube, Role, WIDEST};
use fairness::measure::{Against, Measures, calibration, differential, passages, score_gaps, survey};
use fairness::release::printed_ratio;
use fairness::search::{worst, worst_of_marginals};
use fairness::{Counts, Figure, Group, Question, Reason, SMALLEST_GROUP, Tally, alike, paired};

/// People by the last step they reached.
fn walked(last: [u64; 4]) -> Cube {
    let steps = ["population", "selected", "visited", "found unduly"];
    let mut builder = Builder::new(vec![Axis::new("step", Role::Step, &steps)], WIDEST).expect("axes");
    for (step, people) in last.into_iter().enumerate() {
        builder.add(&[step], people).expect("a cell");
    }
    builder.finish().expect("a cube")
}

fn estimate(figure: Figure) -> f64 {
    figure.value().expect("a value").estimate
}

/// The students of 2014, outside Europe against Dutch origin: which step of the process adds how much.
#[test]
fn n06_every_step_shows_what_it_adds_manual_ones_too() {
    let Some(text) = reference("duo-cub/cbs_counts_2014.csv") else { return };
    let all = rows(&text);
    let at = |category: &str, columns: &[&str]| -> u64 {
        let row = all.iter().find(|row| row["table"] == "1" && row["Category"] == category).expect("a row");
        columns.iter().map(|column| row[*column].parse::<u64>().expect("a count")).sum()
    };
    let last = |columns: &[&str]| {
        walked([
            at("Selected for control: no", columns),
            at("Outcome house visit: could not take place", columns),
            at("Outcome house visit: duly", columns),
            at("Outcome house visit: unduly", columns),
        ])
    };
    let outside = last(&["born_nl_origin_outside_europe", "born_abroad_origin_outside_europe"]);
    let found = passages(&outside, &last(&["origin_nl"]), 0).expect("passages");
    assert_eq!(
        found.iter().map(|one| one.step.as_str()).collect::<Vec<_>>(),
        ["selected", "visited", "found unduly"]
    );
    assert_eq!(found[0].given_before, found[0].from_start);
    assert!((estimate(found[0].from_start) - 6.2).abs() < 0.2, "{:?}", found[0]);
    // What the steps add, multiplied, is the whole; outcomes, each rounded, add up to 2,030 instead of 2,010.
    let steps: f64 = found.iter().map(|one| estimate(one.given_before)).product();
    assert!((steps - estimate(found[2].from_start)).abs() < 1e-9);
    let shares: Vec<f64> = found.iter().map(|one| estimate(one.share)).collect();
    // Of all students less than a quarter, of those found more than 88 in 100.
    assert!(shares[0] > 0.6 && shares[1] > 0.6 && shares[2] > 0.88, "{shares:?}");
}

#[test]
fn scores_are_compared_by_who_has_the_higher_one() {
    let found = score_gaps(&[50, 100, 150, 200], &[200, 150, 100, 50]);
    assert!(found.higher.value().expect("an area").low > 0.7, "{found:?}");
    assert!((found.top_share - 0.25).abs() < 1e-12, "the smallest top that holds a tenth is the last bin");
    assert!((estimate(found.top) - 4.0).abs() < 1e-12);
    let alike = score_gaps(&[10, 20, 30], &[100, 200, 300]);
    assert!((estimate(alike.higher) - 0.5).abs() < 1e-12);
    assert_eq!(score_gaps(&[0], &[5]).higher, Figure::Undetermined { reason: Reason::Nobody });
    let apart = score_gaps(&[0, 60], &[60, 0]).higher.value().expect("an area");
    assert!((apart.estimate - 1.0).abs() < f64::EPSILON && apart.low < 0.96, "never certain: {apart:?}");
    let bins = calibration(&[Counts { selected: 5, total: 50 }], &[Counts { selected: 0, total: 0 }]);
    assert!((estimate(bins[0].group) - 0.1).abs() < 1e-12 && bins[0].reference.value().is_none());
}

/// The same persons scored twice belong together: a paired test sees what an unpaired one does not.
#[test]
fn n01_test_persons_in_pairs_show_a_small_difference() {
    let found = paired(60, 25).expect("a test");
    let unpaired = alike(Counts { selected: 1_060, total: 5_000 }, Counts { selected: 1_025, total: 5_000 })
        .expect("a test");
    assert!(found.p < 0.001 && unpaired.p > 0.3, "{found:?} {unpaired:?}");
    // By hand: three heads and one of four coins: outside 2/16 + 8/16 halved.
    assert!((paired(3, 1).expect("a test").p - (2.0 + 8.0 / 2.0) / 16.0).abs() < 1e-12);
    assert!((paired(1, 1).expect("a test").p - 1.0).abs() < 1e-12);
    assert_eq!(paired(0, 0), None);
    assert!(paired(1_000_000, 990_000).expect("a test").p < 1e-10);
}

#[test]
fn n06_what_is_held_back_is_not_taken_for_nought() {
    assert_eq!(printed_ratio((None, Some(100)), (Some(10), Some(100))), Figure::Suppressed);
    assert!(printed_ratio((Some(20), Some(100)), (Some(10), Some(100))).value().is_some());
    assert_eq!(printed_ratio((Some(2), Some(100)), (Some(0), Some(100))), Figure::NoReference);
    let few = Figure::TooFew { people: 3, needed: SMALLEST_GROUP };
    assert_eq!((few.times(1_000.0), few.bounds(), few.value()), (few, None, None));
    let range = Figure::Between { low: 0.5, high: 1.5 };
    assert_eq!(range.times(2.0), Figure::Between { low: 1.0, high: 3.0 });
}

fn small_world() -> Tally {
    let axes = vec![
        Axis::new("origin", Role::Attribute, &["nl", "out"]),
        Axis::new("income", Role::Attribute, &["low", "high"]),
        Axis::new("step", Role::Step, &["no", "yes"]),
    ];
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    let cells =
        [([0, 0], 40, 960), ([0, 1], 80, 3_920), ([1, 0], 90, 510), ([1, 1], 12, 388), ([2, 1], 0, 30)];
    for (levels, yes, no) in cells {
        builder.add(&[levels[0], levels[1], 1], yes).expect("a cell");
        builder.add(&[levels[0], levels[1], 0], no).expect("a cell");
    }
    Tally::new(&builder.finish().expect("a cube"), Question { picked: (2, 1), truth: None }).expect("a tally")
}

#[test]
fn n06_the_standard_set_leaves_no_group_out() {
    let tally = small_world();
    let lines = survey(&tally, &[0, 1], 2, &Against::Rest).expect("a survey");
    // Three origins (one missing), two incomes, and five pairs that have people.
    assert_eq!(lines.len(), 3 + 2 + 5);
    let of = |group: &Group| -> Measures {
        lines.iter().find(|line| line.group == *group).expect("a line").measures
    };
    let low_outside = of(&Group::of(&[(0, 1), (1, 0)]));
    assert!(estimate(low_outside.ratio) > 5.0);
    let excess = low_outside.excess.value().expect("an excess");
    let reference = 132.0 / 5_430.0;
    assert!((excess.estimate - (90.0 - 600.0 * reference)).abs() < 1e-9, "{excess:?}");
    assert_eq!(of(&Group::of(&[(0, 2)])).ratio, Figure::TooFew { people: 30, needed: SMALLEST_GROUP });
    // Against one named group, which is not compared with itself.
    let named = Group::of(&[(0, 0)]);
    let lines = survey(&tally, &[0, 1], 1, &Against::One(named.clone())).expect("a survey");
    assert!(lines.len() == 4 && lines.iter().all(|line| line.group != named));
    assert!(
        differential(&[Counts { selected: 10, total: 100 }, Counts { selected: 20, total: 100 }])
            .is_some_and(|gap| gap > 0.5)
    );
    assert_eq!(differential(&[]), None);
}

/// Too wide for one cube: the search over marginals finds what the search over the whole finds.
#[test]
fn n06_the_search_also_works_where_the_whole_is_too_wide() {
    let axes = vec![
        Axis::new("origin", Role::Attribute, &["nl", "out"]),
        Axis::new("income", Role::Attribute, &["low", "high"]),
        Axis::new("step", Role::Step, &["no", "yes"]),
    ];
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    for (levels, people) in [
        ([0, 0, 0], 900),
        ([0, 0, 1], 40),
        ([0, 1, 0], 3_900),
        ([0, 1, 1], 90),
        ([1, 0, 0], 500),
        ([1, 0, 1], 90),
    ] {
        builder.add(&levels, people).expect("a cell");
    }
    let cube = builder.finish().expect("a cube");
    let question = Question { picked: (2, 1), truth: None };
    let whole = worst(&Tally::new(&cube, question).expect("a tally"), &[0, 1], (2, 50, 4)).expect("a search");
    let sets = [vec![0, 2], vec![1, 2], vec![0, 1, 2]];
    let cubes: Vec<(Vec<usize>, Cube)> =
        sets.into_iter().map(|set| (set.clone(), cube.marginal(&set).expect("axes"))).collect();
    let found = worst_of_marginals(&cubes, question, (50, 4)).expect("a search");
    assert_eq!(found.worst.len(), whole.worst.len());
    for (one, two) in found.worst.iter().zip(&whole.worst) {
        assert!((one.standing - two.standing).abs() < 1e-12, "{one:?} {two:?}");
    }
}
