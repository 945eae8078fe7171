//! A table of more rules than a word holds: sets of many words, looked up by range.

use super::answers::{Answers, Kind};
use super::lanes::Levels;
use super::narrow::Decisions;
use super::sets::Sets;

/// Words that are put together before they are looked at, so that they go through vector registers.
const TOGETHER: usize = 8;

/// The outcome of one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The bit of the rule whose answer it is; the number of rules for the default.
    Code(usize),
    /// A sum or a count.
    Total(i64),
    /// Several answers.
    Listed,
}

/// What a set answers; none where the row must be decided by itself.
pub fn found(answers: &Answers, set: &[u64]) -> Option<Found> {
    let rules = answers.rules();
    let fit = set.get(rules / 64).is_some_and(|word| word >> (rules % 64) & 1 == 1);
    if !fit {
        return None;
    }
    let code = first(set)?;
    let nothing = code == rules;
    match answers.kind {
        Kind::Sum => Some(Found::Total(total(answers, set))),
        Kind::Count => {
            let held =
                answers.groups.iter().filter(|group| set.iter().zip(*group).any(|(one, two)| one & two != 0));
            i64::try_from(held.count()).ok().map(Found::Total)
        }
        _ if nothing && answers.values.len() == rules => None,
        Kind::List => Some(Found::Listed),
        Kind::First => Some(Found::Code(code)),
        // One rule and the mark, or the mark alone.
        Kind::Unique => {
            let held: u32 = set.iter().map(|word| word.count_ones()).sum();
            (held <= 2).then_some(Found::Code(code))
        }
        Kind::Any => {
            let mark = |word: usize| if word == rules / 64 { 1 << (rules % 64) } else { 0 };
            let group = answers.group(code).iter().enumerate();
            let agree = set.iter().zip(group).all(|(set, (word, group))| set & !(group | mark(word)) == 0);
            agree.then_some(Found::Code(code))
        }
    }
}

fn first(set: &[u64]) -> Option<usize> {
    let (place, word) = set.iter().enumerate().find(|(_, word)| **word != 0)?;
    Some(place * 64 + usize::try_from(word.trailing_zeros()).ok()?)
}

fn total(answers: &Answers, set: &[u64]) -> i64 {
    let mut sum = 0_i64;
    for (word, points) in set.iter().zip(answers.points.chunks(64)) {
        let mut left = *word;
        while left != 0 {
            let bit = usize::try_from(left.trailing_zeros()).unwrap_or(usize::MAX);
            sum = sum.wrapping_add(points.get(bit).copied().unwrap_or_default());
            left &= left - 1;
        }
    }
    sum
}

/// The set of one row: what all sources let pass. `places` are the ranges, in the order of `sets`.
pub fn set(sets: &[Sets], places: &[usize], out: &mut [u64]) {
    out.fill(u64::MAX);
    for (sets, place) in sets.iter().zip(places) {
        let passed = sets.of(*place);
        if passed.is_empty() {
            out.fill(0);
        }
        for (out, passed) in out.iter_mut().zip(passed) {
            *out &= passed;
        }
    }
}

/// Decides a block of rows; each set is handed to `keep`.
pub fn decide(
    table: (&Answers, &[Sets]),
    levels: &Levels,
    out: &mut Decisions<'_>,
    mut keep: impl FnMut(&[u64]),
) {
    let (answers, sets) = table;
    let words = answers.rules() / 64 + 1;
    let mut row_set = vec![0; words];
    let mut columns: Vec<&[u64]> = vec![];
    let rows = out.codes.iter_mut().zip(&mut *out.totals).zip(&mut *out.apart).enumerate();
    for (row, ((code, sum), apart)) in rows {
        columns.clear();
        for sets in sets {
            let level = levels.get(sets.source).and_then(|levels| levels.get(row)).copied().unwrap_or(-1);
            columns.push(usize::try_from(level).map_or(&[], |place| sets.of(place)));
        }
        let fits = columns.iter().all(|column| !column.is_empty());
        if fits {
            together(&columns, answers, &mut row_set);
        } else {
            row_set.fill(0);
        }
        match found(answers, &row_set) {
            Some(Found::Code(found)) => *code = i32::try_from(found).unwrap_or(i32::MAX),
            Some(Found::Total(found)) => *sum = found,
            Some(Found::Listed) => {}
            None => *apart = 1,
        }
        keep(&row_set);
    }
}

/// Puts the sets of all columns together, eight words at a time.
fn together(columns: &[&[u64]], answers: &Answers, out: &mut [u64]) {
    if columns.is_empty() {
        for (word, out) in out.iter_mut().enumerate() {
            let bits = (answers.rules() + 1).saturating_sub(word * 64);
            *out = if bits >= 64 { u64::MAX } else { (1 << bits) - 1 };
        }
        return;
    }
    let (blocks, rest) = out.as_chunks_mut::<TOGETHER>();
    let done = blocks.len() * TOGETHER;
    for (place, block) in blocks.iter_mut().enumerate() {
        let mut all = [u64::MAX; TOGETHER];
        for column in columns {
            let Some(eight) = column.get(place * TOGETHER..).and_then(|from| from.first_chunk::<TOGETHER>())
            else {
                continue;
            };
            for (all, one) in all.iter_mut().zip(eight) {
                *all &= one;
            }
        }
        *block = all;
    }
    for (place, word) in (done..).zip(rest) {
        *word = columns.iter().filter_map(|column| column.get(place)).fold(u64::MAX, |all, one| all & one);
    }
}
