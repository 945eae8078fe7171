//! Whether 95 % intervals hold the truth in about 95 of 100 worlds, where rare selection makes simpler ones fail.

use fairness::{Counts, Disparity, compare, difference};

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

/// In how many of so many worlds with equal rates the two intervals hold the truth; what cannot be said is a miss.
fn covered(sizes: (u64, u64), permille: u64, worlds: u64) -> (u64, u64) {
    let mut dice = Dice(20_261_124);
    let (mut ratios, mut differences) = (0, 0);
    for _ in 0..worlds {
        let (group, reference) = (dice.group(sizes.0, permille), dice.group(sizes.1, permille));
        ratios += u64::from(
            matches!(compare(group, reference), Disparity::Ratio(found) if found.low <= 1.0 && 1.0 <= found.high),
        );
        differences += u64::from(
            matches!(difference(group, reference), Disparity::Difference(found) if found.low <= 0.0 && 0.0 <= found.high),
        );
    }
    println!(
        "{sizes:?} at {permille} in 1,000, seed 20261124: ratio {ratios}, difference {differences} of {worlds}"
    );
    (ratios, differences)
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    for (sizes, permille, worlds) in
        [((60, 2_000), 50, 1_500), ((200, 5_000), 10, 1_500), ((1_000, 20_000), 6, 500)]
    {
        let (ratios, differences) = covered(sizes, permille, worlds);
        for found in [ratios, differences] {
            assert!(found * 100 >= 94 * worlds && found * 100 <= 98 * worlds, "{found} of {worlds}");
        }
    }
}
