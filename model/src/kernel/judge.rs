//! The answer of a table to one set of rules that fits into a word, as a number: equal answers are equal numbers.

use super::aim::Aim;
use super::answers::{Answers, Kind};

/// In the place of an answer: none.
pub const UNDECIDED: i64 = i64::MIN;
/// One for each bit, and one for no bit at all.
const CODES: usize = 65;

/// A table that judges sets.
pub struct Judge<'k> {
    pub answers: &'k Answers,
    /// By code: equal numbers for equal answers.
    classes: Vec<i64>,
    /// By code: what may hold together with it.
    agree: Vec<u64>,
    /// By byte of the set.
    sums: Vec<[i64; 256]>,
    /// From where on sums and counts are all alike, and below which.
    cut: Option<i64>,
}

impl<'k> Judge<'k> {
    /// None where answers are lists, the rules do not fit into a word, or the aim cannot be told from a number.
    pub fn of(answers: &'k Answers, aim: &Aim<'_>) -> Option<Self> {
        if answers.kind == Kind::List || answers.rules() >= CODES - 1 {
            return None;
        }
        let adds = matches!(answers.kind, Kind::Sum | Kind::Count);
        let cut = if adds && !matches!(aim, Aim::Other) { Some(aim.cut(answers.scale)?) } else { None };
        let of_codes = answers.values.iter().zip(&answers.classes);
        let mut classes: Vec<i64> = of_codes.map(|(value, class)| aim.class(value, *class)).collect();
        classes.resize(CODES, UNDECIDED);
        let mark = 1_u64 << answers.rules();
        let agree = |code| answers.group(code).first().copied().unwrap_or_default() | mark;
        let sums = super::narrow::sums_by_byte(&answers.points);
        Some(Self { answers, classes, agree: (0..CODES).map(agree).collect(), sums, cut })
    }

    /// Every rule, and the mark.
    pub fn all(&self) -> u64 {
        u64::MAX >> (63 - self.answers.rules().min(63))
    }

    /// What others see: the place of the rule whose answer it is, a sum or a count.
    #[inline]
    pub fn units(&self, set: u64) -> i64 {
        match self.answers.kind {
            Kind::Sum => self.added(set),
            Kind::Count => self.counted(set),
            _ => i64::from(set.trailing_zeros()),
        }
    }

    /// The answer under the table's own policy.
    #[inline]
    pub fn answer(&self, set: u64) -> i64 {
        match self.answers.kind {
            Kind::First | Kind::List => self.first(set),
            Kind::Unique => self.unique(set),
            Kind::Any => self.any(set),
            Kind::Sum => self.sum(set),
            Kind::Count => self.count(set),
        }
    }

    #[inline]
    pub fn first(&self, set: u64) -> i64 {
        self.classes.get(code(set)).copied().unwrap_or(UNDECIDED)
    }

    #[inline]
    pub fn unique(&self, set: u64) -> i64 {
        // One rule and the mark, or the mark alone.
        if set.count_ones() <= 2 { self.first(set) } else { UNDECIDED }
    }

    #[inline]
    pub fn any(&self, set: u64) -> i64 {
        let agree = self.agree.get(code(set)).is_some_and(|agree| set & agree == set);
        if agree { self.first(set) } else { UNDECIDED }
    }

    #[inline]
    pub fn sum(&self, set: u64) -> i64 {
        self.sided(self.added(set))
    }

    #[inline]
    pub fn count(&self, set: u64) -> i64 {
        self.sided(self.counted(set))
    }

    #[inline]
    fn sided(&self, total: i64) -> i64 {
        self.cut.map_or(total, |cut| i64::from(total >= cut))
    }

    #[inline]
    fn added(&self, set: u64) -> i64 {
        let bytes = self.sums.iter().zip(set.to_le_bytes());
        // Every sum of points was proven to fit when the table was compiled.
        bytes.fold(0, |sum, (sums, byte)| {
            sum.wrapping_add(sums.get(usize::from(byte)).copied().unwrap_or_default())
        })
    }

    #[inline]
    fn counted(&self, set: u64) -> i64 {
        let groups = self.answers.groups.iter().filter_map(|group| group.first());
        i64::try_from(groups.filter(|group| set & **group != 0).count()).unwrap_or(i64::MAX)
    }
}

#[inline]
fn code(set: u64) -> usize {
    usize::try_from(set.trailing_zeros()).unwrap_or(CODES)
}
