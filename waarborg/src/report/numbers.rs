//! Figures as a reader of the language writes them, no finer than their interval supports.

use crate::present::{Lang, number, word};
use fairness::{Figure, Reason};

/// A number with so many digits behind the point.
pub fn decimal(lang: Lang, value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("\u{2212}", whole));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |value| number(lang, value));
    let point = if lang == Lang::Nl { "," } else { "." };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{rest}") }
}

/// Digits behind the point that an interval supports.
fn digits(low: f64, high: f64) -> usize {
    let width = (high - low).abs();
    if width >= 4.0 || width.is_nan() {
        0
    } else if width >= 0.4 {
        1
    } else {
        2
    }
}

/// The figure itself, times a factor: the estimate, or the bounds; and words where there is neither.
pub fn figure(lang: Lang, figure: Figure, factor: f64) -> String {
    match figure.times(factor) {
        Figure::Value(interval) => decimal(lang, interval.estimate, digits(interval.low, interval.high)),
        Figure::Between { low, high } => range(lang, low, high),
        other => absent(lang, other),
    }
}

/// From what to what the figure can reasonably be; nothing where there is no figure.
pub fn interval(lang: Lang, figure: Figure, factor: f64) -> String {
    figure.times(factor).bounds().map_or_else(String::new, |(low, high)| range(lang, low, high))
}

fn range(lang: Lang, low: f64, high: f64) -> String {
    let digits = digits(low, high);
    let words = [("low", decimal(lang, low, digits)), ("high", decimal(lang, high, digits))];
    if high.is_finite() { word(lang, "audit-range", &words) } else { word(lang, "audit-at-least", &words) }
}

/// Why there is no figure.
pub fn absent(lang: Lang, figure: Figure) -> String {
    let key = match figure {
        Figure::TooFew { people, needed } => {
            let words = [("people", number(lang, people)), ("needed", number(lang, needed))];
            return word(lang, "audit-none-too-few", &words);
        }
        Figure::NoReference => "audit-none-no-reference",
        Figure::Suppressed => "audit-none-suppressed",
        Figure::Undetermined { reason } => match reason {
            Reason::Nobody => "audit-none-nobody",
            Reason::NoRandomSample => "audit-none-no-random-sample",
            Reason::NotVisible => "audit-none-not-visible",
            Reason::TooFewPeriods => "audit-none-too-few-periods",
            Reason::NoVariation => "audit-none-no-variation",
            Reason::MoreSelectedThanThere | Reason::TooMany | Reason::DoesNotFit => "audit-none-does-not-fit",
        },
        Figure::Value(_) | Figure::Between { .. } => return String::new(),
    };
    word(lang, key, &[])
}
