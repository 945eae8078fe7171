//! Disparities against SciPy, and in the words of the requirements.

#![cfg(test)]

use fairness::{Counts, Disparity, Presumption, compare, presumption, rate};
use proptest::prelude::*;

fn counts(selected: u64, total: u64) -> Counts {
    Counts::new(selected, total).expect("not more than there are")
}

fn close(one: f64, two: f64) -> bool {
    (one - two).abs() <= 1e-9 * two.abs().max(1.0)
}

/// `scipy.stats.binomtest(k, n).proportion_ci(0.95, 'wilson')` of SciPy 1.x: k, n, low, high.
const WILSON: [(u64, u64, f64, f64); 5] = [
    (0, 50, 0.0, 0.071_347_599_133_358_72),
    (1, 60, 0.002_948_159_794_786_249_5, 0.088_551_297_275_900_61),
    (25, 100, 0.175_452_113_622_876_77, 0.343_044_635_480_616_1),
    (999, 1000, 0.994_357_441_402_042_1, 0.999_823_453_629_373_9),
    (345, 60000, 0.005_175_836_096_098_813, 0.006_387_447_886_258_586),
];

/// `scipy.stats.contingency.relative_risk(a, b, c, d)` with its 95 % interval: a, b, c, d, ratio, low, high.
const KATZ: [(u64, u64, u64, u64, f64, f64, f64); 3] = [
    (30, 100, 20, 100, 1.5, 0.915_960_829_322_365_9, 2.456_436_921_723_568),
    (739, 15022, 261, 44978, 8.477_666_217_261_937, 7.370_779_630_946_555, 9.750_776_456_475_7),
    (60, 600, 10, 500, 5.0, 2.587_227_284_374_200_6, 9.662_854_187_952_416),
];

#[test]
fn wilson_agrees_with_scipy() {
    for (selected, total, low, high) in WILSON {
        let found = rate(counts(selected, total)).expect("people");
        assert!(close(found.low, low) && close(found.high, high), "{selected} of {total}: {found:?}");
    }
}

#[test]
fn katz_agrees_with_scipy() {
    for (a, b, c, d, ratio, low, high) in KATZ {
        let Disparity::Ratio(found) = compare(counts(a, b), counts(c, d)) else { panic!("a ratio") };
        assert!(
            close(found.estimate, ratio) && close(found.low, low) && close(found.high, high),
            "{found:?}"
        );
    }
}

#[test]
fn n09_a_ratio_above_a_quarter_more_with_its_interval_above_one_raises_a_presumption() {
    assert_eq!(presumption(&compare(counts(739, 15022), counts(261, 44978))), Presumption::Raised);
    assert_eq!(presumption(&compare(counts(30, 100), counts(20, 100))), Presumption::NotRaised);
    assert_eq!(presumption(&compare(counts(1, 10), counts(20, 100))), Presumption::Undetermined);
}

#[test]
fn n06_a_comparison_is_never_silently_missing() {
    assert_eq!(compare(counts(1, 49), counts(20, 100)), Disparity::TooFew { people: 49, needed: 50 });
    assert_eq!(compare(counts(1, 50), counts(0, 100)), Disparity::NoReference);
    assert_eq!(compare(counts(0, 50), counts(1, 100)), Disparity::Nobody);
    assert_eq!(rate(counts(0, 0)), None);
    assert_eq!(Counts::new(2, 1), None);
}

proptest! {
    #[test]
    fn every_interval_holds_its_estimate(a in 1_u64..500, b in 500_u64..5000, c in 1_u64..500, d in 500_u64..5000) {
        let found = rate(counts(a, b)).expect("people");
        prop_assert!(found.low <= found.estimate && found.estimate <= found.high);
        let (Disparity::Ratio(there), Disparity::Ratio(back)) = (compare(counts(a, b), counts(c, d)), compare(counts(c, d), counts(a, b))) else {
            panic!("ratios");
        };
        prop_assert!(there.low <= there.estimate && there.estimate <= there.high);
        prop_assert!(close(there.estimate * back.estimate, 1.0) && close(there.low * back.high, 1.0));
    }
}
