//! Holding back cells until nobody can be computed. The audit does what a reader can do: it takes every published sum and
//! works out the narrowest range of every cell that was held back, again and again, until nothing moves.
//! It follows one sum at a time; combinations of several sums that only a linear program finds are not tried.

use serde::Serialize;

/// Rounds of working out ranges at most; each narrows at least one range.
const ROUNDS: usize = 1_000;

/// When a count is too small to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// Counts from 1 up to and without this are held back, and every range that is left is at least this wide.
    pub threshold: u64,
    /// Counts are published in multiples of this; 1 is exact.
    pub base: u64,
}

impl Default for Policy {
    /// Ten people, as Statistics Netherlands does; exact counts.
    fn default() -> Self {
        Self { threshold: 10, base: 1 }
    }
}

/// One count is the sum of others. Counts are named by their place in the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The whole.
    pub whole: usize,
    /// Its parts.
    pub parts: Vec<usize>,
}

/// Counts that a reader can relate to each other: all tables of a release, and those published before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Release {
    /// The true counts.
    pub counts: Vec<u64>,
    /// What is a sum of what.
    pub sums: Vec<Sum>,
    /// Counts that were published before and cannot be taken back.
    pub out: Vec<usize>,
    /// Counts that are never printed, but that a reader can compute by subtraction.
    pub implied: Vec<usize>,
}

/// A count that can still be worked out too closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which count.
    pub count: usize,
    /// It is no lower than this.
    pub low: u64,
    /// It is no higher than this.
    pub high: u64,
}

/// Which counts are published, and which small ones can be worked out all the same because too much was published before.
#[must_use]
pub fn protect(release: &Release, policy: Policy) -> (Vec<bool>, Vec<Finding>) {
    let fixed = |at: usize| release.out.contains(&at);
    let implied = |at: usize| release.implied.contains(&at);
    let small = |count: u64| count > 0 && count < policy.threshold;
    let all = release.counts.iter().enumerate();
    let mut shown: Vec<bool> = all.map(|(at, count)| fixed(at) || !(small(*count) || implied(at))).collect();
    loop {
        // What was held back to protect another count must not be worked out either: it would give that one away.
        let close = too_close(release, policy, &shown);
        let Some(next) = next(release, &shown, &close) else {
            let count = |finding: &Finding| release.counts.get(finding.count).copied().unwrap_or(0);
            return (shown, close.into_iter().filter(|finding| small(count(finding))).collect());
        };
        if let Some(slot) = shown.get_mut(next) {
            *slot = false;
        }
    }
}

/// Counts that were held back and can be worked out more closely than the threshold. An implied count is only guarded when
/// it is small: nobody held it back.
fn too_close(release: &Release, policy: Policy, shown: &[bool]) -> Vec<Finding> {
    let ranges = ranges(release, policy, shown);
    let all = ranges.iter().zip(&release.counts).zip(shown).enumerate();
    let found = all.filter_map(|(at, (((low, high), count), shown))| {
        let small = *count > 0 && *count < policy.threshold;
        let guarded = small || !release.implied.contains(&at);
        let close = high.saturating_sub(*low) < policy.threshold;
        (!shown && guarded && close).then_some(Finding { count: at, low: *low, high: *high })
    });
    found.collect()
}

/// The narrowest range of every count that a reader can work out.
fn ranges(release: &Release, policy: Policy, shown: &[bool]) -> Vec<(u64, u64)> {
    let half = policy.base / 2;
    let most = release.counts.iter().copied().max().unwrap_or(0).saturating_mul(2).max(policy.threshold);
    let known = |(at, (count, shown)): (usize, (&u64, &bool))| match (shown, release.out.contains(&at)) {
        (true, _) if policy.base <= 1 => (*count, *count),
        (true, _) => (count.saturating_sub(half), count.saturating_add(half)),
        (false, _) => (0, most),
    };
    let mut ranges: Vec<(u64, u64)> = release.counts.iter().zip(shown).enumerate().map(known).collect();
    for _ in 0..ROUNDS {
        let before = ranges.clone();
        for sum in &release.sums {
            narrow(sum, &mut ranges);
        }
        if ranges == before {
            break;
        }
    }
    ranges
}

/// What one sum says about its whole and each of its parts.
fn narrow(sum: &Sum, ranges: &mut [(u64, u64)]) {
    let at = |ranges: &[(u64, u64)], place: usize| ranges.get(place).copied().unwrap_or((0, u64::MAX));
    let total = |ranges: &[(u64, u64)], pick: fn((u64, u64)) -> u64| {
        sum.parts.iter().map(|part| pick(at(ranges, *part))).fold(0, u64::saturating_add)
    };
    let (lows, highs) = (total(ranges, |range| range.0), total(ranges, |range| range.1));
    let (low, high) = at(ranges, sum.whole);
    let whole = (low.max(lows), high.min(highs));
    if let Some(slot) = ranges.get_mut(sum.whole) {
        *slot = whole;
    }
    for part in &sum.parts {
        let (low, high) = at(ranges, *part);
        // The whole less all others at their highest, and less all others at their lowest.
        let others = (lows.saturating_sub(low), highs.saturating_sub(high));
        let (new_low, new_high) = (whole.0.saturating_sub(others.1), whole.1.saturating_sub(others.0));
        if let Some(slot) = ranges.get_mut(*part) {
            *slot = (low.max(new_low), high.min(new_high));
        }
    }
}

/// The count to hold back next: for a count that a single sum gives away, before one that only a chain of sums does.
fn next(release: &Release, shown: &[bool], close: &[Finding]) -> Option<usize> {
    let mut best: Option<(bool, usize)> = None;
    for finding in close {
        let Some(((chained, ..), at)) = partner(release, shown, finding.count) else { continue };
        if best.is_none_or(|(other, _)| !chained && other) {
            best = Some((chained, at));
        }
    }
    best.map(|(_, at)| at)
}

/// Whether something else in the sum is held back already, whether it is the whole, whether it is nought, whether it breaks
/// another sum, and its people: less is better.
type Rank = (bool, bool, bool, bool, u64);

/// The next count to hold back so that another is safe: one that shares a sum with it, first a sum in which nothing else is
/// held back. Parts before wholes, which carry most of what a table tells; people before noughts; one whose other sums
/// are broken already before one that breaks more; the smallest of what is left.
fn partner(release: &Release, shown: &[bool], count: usize) -> Option<(Rank, usize)> {
    let hidden = |at: &usize| shown.get(*at) == Some(&false);
    let holds = |sum: &&Sum| sum.whole == count || sum.parts.contains(&count);
    let others = |sum: &Sum, but: usize| {
        sum.parts.iter().chain([&sum.whole]).filter(|at| **at != but && hidden(at)).count()
    };
    let broken = |at: usize| {
        let mine = release.sums.iter().filter(|sum| sum.whole == at || sum.parts.contains(&at));
        mine.filter(|sum| !holds(sum)).all(|sum| others(sum, at) > 0)
    };
    let mut best: Option<(Rank, usize)> = None;
    for sum in release.sums.iter().filter(holds) {
        let pins = others(sum, count) == 0;
        for at in sum.parts.iter().chain([&sum.whole]).copied() {
            if at == count || shown.get(at) != Some(&true) || release.out.contains(&at) {
                continue;
            }
            let people = release.counts.get(at).copied().unwrap_or(0);
            let rank = (!pins, at == sum.whole, people == 0, !broken(at), people);
            if best.is_none_or(|(other, _)| rank < other) {
                best = Some((rank, at));
            }
        }
    }
    best
}
