//! Whether 95 % intervals hold the truth in about 95 of 100 worlds, where rare selection makes simpler ones fail.

use fairness::measure::{Stratum, area, pooled};
use fairness::{Counts, Disparity, Figure, Interval, Rate, compare, difference, difference_by_score, rate};

/// Chance with a fixed seed (splitmix64): the same worlds on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Each of so many people is selected with so many chances in 1,000.
    fn group(&mut self, total: u64, permille: u64) -> Counts {
        let selected = (0..total).filter(|_| self.next() % 1_000 < permille).count();
        Counts { selected: selected as u64, total }
    }
}

/// The chance that an interval holds the truth, in worlds drawn with a fixed seed; what cannot be said is a miss.
fn holds(what: &str, worlds: u64, mut world: impl FnMut(&mut Dice) -> [bool; 3]) {
    let mut dice = Dice(20_261_124);
    let mut found = [0_u64; 3];
    for _ in 0..worlds {
        for (sum, held) in found.iter_mut().zip(world(&mut dice)) {
            *sum += u64::from(held);
        }
    }
    println!("{what}: {found:?} of {worlds}, seed 20261124");
    for one in found {
        assert!(one * 100 >= 94 * worlds && one * 100 <= 98 * worlds, "{what}: {one} of {worlds}");
    }
}

fn around(found: Option<Interval>, truth: f64) -> bool {
    found.is_some_and(|found| found.low <= truth && truth <= found.high)
}

fn inside(found: Disparity, truth: f64) -> bool {
    around(Figure::from(found).value(), truth)
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    for (sizes, permille, worlds) in
        [((60, 2_000), 50, 1_500), ((200, 5_000), 10, 1_500), ((1_000, 20_000), 6, 500)]
    {
        holds(&format!("ratio, differences; {sizes:?} at {permille} in 1,000"), worlds, |dice| {
            let (group, reference) = (dice.group(sizes.0, permille), dice.group(sizes.1, permille));
            [
                inside(compare(group, reference), 1.0),
                inside(difference(group, reference), 0.0),
                inside(difference_by_score(group, reference), 0.0),
            ]
        });
    }
}

#[test]
fn intervals_of_real_gaps_hold_the_truth_too() {
    for (sizes, rates, worlds) in [((300, 1_000), (90_u32, 50_u32), 1_500), ((800, 1_500), (300, 150), 700)] {
        let (one, two) = (f64::from(rates.0) / 1_000.0, f64::from(rates.1) / 1_000.0);
        holds(&format!("ratio, differences; {sizes:?} at {rates:?} in 1,000"), worlds, |dice| {
            let (group, reference) =
                (dice.group(sizes.0, rates.0.into()), dice.group(sizes.1, rates.1.into()));
            [
                inside(compare(group, reference), one / two),
                inside(difference(group, reference), one - two),
                inside(difference_by_score(group, reference), one - two),
            ]
        });
    }
}

/// Three strata in which the group is picked one and a half times as often; scores of which the group has higher ones.
#[test]
fn n04_pooled_ratios_areas_and_rates_hold_the_truth_as_often_as_they_say() {
    let strata = [((200, 1_000), 20), ((300, 400), 80), ((100, 800), 40)];
    let (mine, theirs) = ([1, 2, 3, 4_u32], [4, 3, 2, 1_u32]);
    let mut truth = 0.0;
    for (at, one) in mine.into_iter().enumerate() {
        let below: u32 = theirs.iter().take(at).sum();
        truth += f64::from(one) / 10.0 * (f64::from(below) + f64::from(theirs[at]) / 2.0) / 10.0;
    }
    holds("pooled ratio, area, rate", 800, |dice| {
        let stratum = |((group, reference), permille): ((u64, u64), u64), dice: &mut Dice| Stratum {
            group: dice.group(group, permille * 3 / 2),
            reference: dice.group(reference, permille),
        };
        let rows = strata.map(|one| stratum(one, dice));
        let mut bins = |shares: [u32; 4], people: u64| {
            let mut found = [0_u64; 4];
            for _ in 0..people {
                let mut lot = u32::try_from(dice.next() % 10).expect("small");
                let at = shares.iter().position(|share| {
                    let here = lot < *share;
                    lot = lot.saturating_sub(*share);
                    here
                });
                found[at.expect("a bin")] += 1;
            }
            found
        };
        let (one, two) = (bins(mine, 80), bins(theirs, 300));
        let Rate::Value(share) = rate(rows[1].group) else { panic!("a rate") };
        [
            around(pooled(&rows).ratio.value(), 1.5),
            around(area(&one, &two).value(), truth),
            around(Some(share), 0.12),
        ]
    });
}
