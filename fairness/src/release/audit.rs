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
    /// Counts that are never printed, but that a reader may be able to compute.
    pub implied: Vec<usize>,
    /// Counts to hold back for another reason than their size, such as a small change since the last release.
    pub held: Vec<usize>,
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
    let marked = |places: &[usize]| {
        let mut marks = vec![false; release.counts.len()];
        for place in places {
            if let Some(mark) = marks.get_mut(*place) {
                *mark = true;
            }
        }
        marks
    };
    let mut sums = vec![Vec::new(); release.counts.len()];
    for sum in &release.sums {
        for member in sum.members() {
            if let Some(list) = sums.get_mut(member) {
                list.push(sum);
            }
        }
    }
    let audit = Audit {
        release,
        policy,
        out: marked(&release.out),
        implied: marked(&release.implied),
        held: marked(&release.held),
        sums,
    };
    let mut shown: Vec<bool> = (0..release.counts.len()).map(|at| audit.printable(at)).collect();
    loop {
        // What was held back to protect another count must not be worked out either: it would give that one away.
        let close = audit.too_close(&shown);
        let Some(next) = audit.next(&shown, &close) else {
            return (shown, close.into_iter().filter(|finding| audit.delicate(finding.count)).collect());
        };
        if let Some(slot) = shown.get_mut(next) {
            *slot = false;
        }
    }
}

/// A release with its policy, and a mark for every count.
struct Audit<'a> {
    release: &'a Release,
    policy: Policy,
    out: Vec<bool>,
    implied: Vec<bool>,
    held: Vec<bool>,
    /// The sums that every count stands in.
    sums: Vec<Vec<&'a Sum>>,
}

impl Audit<'_> {
    fn count(&self, at: usize) -> u64 {
        self.release.counts.get(at).copied().unwrap_or(0)
    }

    /// Whether it must not be known: it is small, or held back for another reason.
    fn delicate(&self, at: usize) -> bool {
        self.held.get(at) == Some(&true) || (1..self.policy.threshold).contains(&self.count(at))
    }

    fn is_out(&self, at: usize) -> bool {
        self.out.get(at) == Some(&true)
    }

    fn is_implied(&self, at: usize) -> bool {
        self.implied.get(at) == Some(&true)
    }

    fn printable(&self, at: usize) -> bool {
        self.is_out(at) || !(self.delicate(at) || self.is_implied(at))
    }

    /// Counts that were held back and can be worked out more closely than the threshold. An implied count is only guarded
    /// when it is delicate: nobody held it back.
    fn too_close(&self, shown: &[bool]) -> Vec<Finding> {
        let ranges = ranges(self.release, self.policy, shown);
        let all = ranges.into_iter().zip(shown).enumerate();
        let found = all.filter_map(|(count, ((low, high), shown))| {
            let guarded = self.delicate(count) || !self.is_implied(count);
            let close = high.saturating_sub(low) < self.policy.threshold;
            (!shown && guarded && close).then_some(Finding { count, low, high })
        });
        found.collect()
    }

    /// The count to hold back next: for a count that a single sum gives away before one that only a chain of sums
    /// does, and for a delicate count before one that only protects.
    fn next(&self, shown: &[bool], close: &[Finding]) -> Option<usize> {
        let mut best: Option<((bool, bool), usize)> = None;
        for finding in close {
            let Some(((chained, ..), at)) = self.partner(shown, finding.count) else { continue };
            let rank = (chained, !self.delicate(finding.count));
            if best.is_none_or(|(other, _)| rank < other) {
                best = Some((rank, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// The next count to hold back so that another is safe: one that shares a sum with it, first a sum in which nothing else
    /// is held back. Parts before wholes, which carry most of what a table tells; people before noughts; one whose other
    /// sums are broken already before one that breaks more; the smallest of what is left.
    fn partner(&self, shown: &[bool], count: usize) -> Option<(Rank, usize)> {
        let sums = |at: usize| self.sums.get(at).into_iter().flatten();
        let hidden = |at: &usize| shown.get(*at) == Some(&false);
        let others = |sum: &Sum, but: usize| sum.members().filter(|at| *at != but && hidden(at)).count();
        let broken = |at: usize| {
            let mut mine = sums(at).filter(|sum| !sum.holds(count));
            mine.all(|sum| others(sum, at) > 0)
        };
        let mut best: Option<(Rank, usize)> = None;
        for sum in sums(count) {
            let pins = others(sum, count) == 0;
            for at in sum.members() {
                if at == count || shown.get(at) != Some(&true) || self.is_out(at) {
                    continue;
                }
                let people = self.count(at);
                let rank = (!pins, at == sum.whole, people == 0, !broken(at), people);
                if best.is_none_or(|(other, _)| rank < other) {
                    best = Some((rank, at));
                }
            }
        }
        best
    }
}

/// Whether something else in the sum is held back already, whether it is the whole, whether it is nought, whether it breaks
/// another sum, and its people: less is better.
type Rank = (bool, bool, bool, bool, u64);

impl Sum {
    fn members(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().copied().chain([self.whole])
    }

    fn holds(&self, at: usize) -> bool {
        self.whole == at || self.parts.contains(&at)
    }
}

/// The narrowest range of every count that a reader can work out.
fn ranges(release: &Release, policy: Policy, shown: &[bool]) -> Vec<(u64, u64)> {
    let half = policy.base / 2;
    let most = release.counts.iter().copied().max().unwrap_or(0).saturating_mul(2).max(policy.threshold);
    let known = |(count, shown): (&u64, &bool)| match shown {
        true if policy.base <= 1 => (*count, *count),
        true => (count.saturating_sub(half), count.saturating_add(half)),
        false => (0, most),
    };
    let mut ranges: Vec<(u64, u64)> = release.counts.iter().zip(shown).map(known).collect();
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
