//! Disparities against published figures and other implementations, and in the words of the requirements.

#![cfg(test)]

mod compas;
mod course;
mod coverage;
mod cube;
mod duo;
mod oracles;
mod paths;
mod planted;
mod reference;
mod release;
mod statistics;

use fairness::{
    Counts, Disparity, Interval, Presumption, Rate, Reason, compare, difference, difference_by_score,
    presumption, rate,
};
use oracles::intervals::{KATZ, MIETTINEN, NEWCOMBE, SCORE, WILSON};
use proptest::prelude::*;

fn counts(selected: u64, total: u64) -> Counts {
    Counts::new(selected, total).expect("not more than there are")
}

fn share(selected: u64, total: u64) -> Interval {
    let Rate::Value(found) = rate(counts(selected, total)) else { panic!("a rate") };
    found
}

fn ratio(group: (u64, u64), reference: (u64, u64)) -> Interval {
    let Disparity::Ratio(found) = compare(counts(group.0, group.1), counts(reference.0, reference.1)) else {
        panic!("a ratio")
    };
    found
}

fn gap(group: (u64, u64), reference: (u64, u64)) -> Interval {
    let found = difference(counts(group.0, group.1), counts(reference.0, reference.1));
    let Disparity::Difference(found) = found else { panic!("a difference") };
    found
}

#[track_caller]
fn same(found: Interval, low: f64, high: f64, tolerance: f64) {
    let close = |one: f64, two: f64| (one - two).abs() <= tolerance * two.abs().max(1.0);
    assert!(close(found.low, low) && close(found.high, high), "{found:?}, expected {low} to {high}");
}

#[test]
fn rates_agree_with_other_implementations() {
    for (selected, total, low, high) in WILSON {
        same(share(selected, total), low, high, 1e-9);
    }
}

#[test]
fn ratios_agree_with_other_implementations() {
    for (a, b, c, d, low, high) in KATZ {
        same(ratio((a, b), (c, d)), low, high, 1e-9);
    }
}

#[test]
fn rare_ratios_agree_with_another_implementation() {
    for (a, b, c, d, low, high) in SCORE {
        same(ratio((a, b), (c, d)), low, high, 1e-7);
    }
}

#[test]
fn differences_agree_with_another_implementation() {
    for (a, b, c, d, low, high) in NEWCOMBE {
        same(gap((a, b), (c, d)), low, high, 1e-9);
    }
}

#[test]
fn differences_by_score_agree_with_another_implementation() {
    for (a, b, c, d, low, high) in MIETTINEN {
        let Disparity::Difference(found) = difference_by_score(counts(a, b), counts(c, d)) else { panic!() };
        assert!((found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9, "{found:?} {low} {high}");
    }
    let Disparity::Difference(found) = difference_by_score(counts(60, 60), counts(0, 60)) else { panic!() };
    assert!(found.low > 0.9 && (found.high - 1.0).abs() < 1e-12, "{found:?}");
}

/// R. G. Newcombe, Statistics in Medicine 17, 1998: 857 (table I, method 3) and 873 (table II, method 10).
#[test]
fn published_figures_are_reached() {
    same(share(81, 263), 0.2553, 0.3662, 5e-5);
    same(share(15, 148), 0.0624, 0.1605, 5e-5);
    same(share(0, 20), 0.0, 0.1611, 5e-5);
    same(share(1, 29), 0.0061, 0.1718, 5e-5);
    same(gap((56, 70), (48, 80)), 0.0524, 0.3339, 5e-5);
    // A trial of aspirin among physicians, New England Journal of Medicine 321, 1989: 104 of 11,037 against 189 of 11,034.
    same(ratio((104, 11_037), (189, 11_034)), 0.43, 0.70, 5e-3);
}

#[test]
fn n09_a_ratio_above_a_quarter_more_with_its_interval_above_one_raises_a_presumption() {
    let of =
        |group: (u64, u64), reference: (u64, u64)| presumption(&Disparity::Ratio(ratio(group, reference)));
    assert_eq!(of((739, 15_022), (261, 44_978)), Presumption::Raised);
    assert_eq!(of((160, 1_000), (1_000, 10_000)), Presumption::Raised, "seeded ratio 1.6");
    assert_eq!(of((30, 100), (20, 100)), Presumption::NotRaised, "1.5, but it could be chance");
    assert_eq!(of((12_400, 100_000), (10_000, 100_000)), Presumption::NotRaised, "certain, but 1.24");
    assert_eq!(of((0, 5_000), (300, 5_000)), Presumption::NotRaised);
    assert_eq!(presumption(&compare(counts(1, 10), counts(20, 100))), Presumption::Undetermined);
    assert_eq!(presumption(&difference(counts(90, 100), counts(10, 100))), Presumption::Undetermined);
}

#[test]
fn n06_a_comparison_is_never_silently_missing() {
    assert_eq!(compare(counts(1, 49), counts(20, 100)), Disparity::TooFew { people: 49, needed: 50 });
    assert_eq!(difference(counts(1, 60), counts(0, 0)), Disparity::TooFew { people: 0, needed: 50 });
    assert_eq!(compare(counts(1, 50), counts(0, 100)), Disparity::NoReference);
    assert_eq!(rate(counts(0, 0)), Rate::Nobody);
    let (wrong, many) = (Counts { selected: 2, total: 1 }, Counts { selected: 1, total: u64::MAX });
    let reason = Reason::MoreSelectedThanThere;
    assert_eq!(compare(wrong, counts(1, 100)), Disparity::Undetermined { reason });
    assert_eq!(rate(wrong), Rate::Undetermined { reason });
    assert_eq!(compare(counts(1, 100), many), Disparity::Undetermined { reason: Reason::TooMany });
    assert_eq!(Counts::new(2, 1), None);
}

#[test]
fn nobody_selected_still_has_an_upper_end() {
    let found = ratio((0, 60), (40, 4_000));
    assert!(found.estimate == 0.0 && found.low == 0.0 && found.high > 1.0, "{found:?}");
    let everybody = ratio((60, 60), (60, 60));
    assert!(everybody.low < 1.0 && everybody.high > 1.0, "{everybody:?}");
}

/// A group and how many of it were selected.
fn group() -> impl Strategy<Value = (u64, u64)> {
    (50_u64..100_000).prop_flat_map(|total| (0..=total, Just(total)))
}

proptest! {
    #[test]
    fn every_interval_holds_its_estimate(a in group(), b in group()) {
        for found in [share(a.0, a.1), gap(a, b)] {
            prop_assert!(found.low <= found.estimate && found.estimate <= found.high, "{found:?}");
            prop_assert!(found.low >= -1.0 && found.high <= 1.0, "{found:?}");
        }
        prop_assume!(b.0 > 0);
        let found = ratio(a, b);
        prop_assert!(0.0 <= found.low && found.low <= found.estimate && found.estimate <= found.high && found.high.is_finite(), "{found:?}");
    }

    #[test]
    fn swapping_the_groups_turns_the_figures_over(a in group(), b in group()) {
        let (there, back) = (gap(a, b), gap(b, a));
        prop_assert!((there.low + back.high).abs() < 1e-12 && (there.estimate + back.estimate).abs() < 1e-12);
        prop_assume!(a.0 > 0 && b.0 > 0);
        let (there, back) = (ratio(a, b), ratio(b, a));
        prop_assert!((there.estimate * back.estimate - 1.0).abs() < 1e-9);
        prop_assert!((there.low * back.high - 1.0).abs() < 1e-7, "{there:?} {back:?}");
    }

    #[test]
    fn more_people_at_the_same_rates_narrow_the_interval(a in group(), times in 2_u64..50) {
        let (few, many) = (share(a.0, a.1), share(a.0 * times, a.1 * times));
        prop_assert!(many.high - many.low < few.high - few.low);
    }
}
