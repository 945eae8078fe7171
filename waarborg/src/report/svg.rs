//! Drawings: rows of dots with their ranges on one axis. Shape and hatching carry the meaning, colour only helps; the same
//! input gives the same bytes. It knows no fonts: widths are those of a narrow phone, and grow with the page.

use super::numbers::decimal;
use super::told::{Chart, Dot, Scale};
use crate::present::{Lang, word};
use fairness::Figure;
use std::fmt::Write;

const WIDTH: f64 = 360.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 352.0;
const ROW: f64 = 36.0;
const TOP: f64 = 6.0;
/// Letters stay readable where a line runs behind them.
const HALO: &str = "stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\"";
/// Letters that fit on a row beside the number of people.
const LETTERS: usize = 42;

/// Where figures fall on an axis, with its ticks.
pub struct Axis {
    scale: Scale,
    low: f64,
    high: f64,
    ticks: Vec<(f64, String)>,
}

impl Axis {
    /// One axis for all charts of a scale.
    pub fn of(lang: Lang, scale: Scale, charts: &[&Chart]) -> Self {
        let mine = charts.iter().filter(|chart| chart.scale == scale);
        let ends = mine.flat_map(|chart| chart.dots.iter()).filter_map(|dot| dot.figure.bounds());
        let finite: Vec<f64> =
            ends.flat_map(|(low, high)| [low, high]).filter(|end| end.is_finite()).collect();
        match scale {
            Scale::Thousand => Self::linear(lang, finite.iter().copied().fold(1.0, f64::max)),
            Scale::Times => Self::doubling(lang, &finite),
        }
    }

    fn linear(lang: Lang, most: f64) -> Self {
        let rough = most / 4.0;
        let size = 10.0_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|times| times * size);
        let step = step.into_iter().find(|step| *step >= rough).unwrap_or(rough);
        let digits = usize::from(step < 1.0 || (step - step.round()).abs() > 1e-9);
        let mut ticks = vec![(0.0, "0".to_owned())];
        let mut high = 0.0;
        while high < most && ticks.len() < 12 {
            high += step;
            ticks.push((high, decimal(lang, high, digits)));
        }
        Self { scale: Scale::Thousand, low: 0.0, high, ticks }
    }

    /// Each tick twice the one before: 1/2, same, 2x.
    fn doubling(lang: Lang, ends: &[f64]) -> Self {
        let least = ends.iter().copied().filter(|end| *end > 0.0).fold(0.5, f64::min).max(1.0 / 16.0);
        let most = ends.iter().copied().fold(2.0, f64::max).min(64.0);
        let mut ticks = Vec::new();
        for (power, down) in [(4, true), (3, true), (2, true), (1, true)] {
            let value = 0.5_f64.powi(power);
            if down && value * 2.0 > least {
                ticks.push((value, format!("1/{}", 1 << power)));
            }
        }
        ticks.push((1.0, word(lang, "audit-same", &[])));
        for power in 1..=6 {
            let value = 2.0_f64.powi(power);
            if value < most * 2.0 {
                ticks.push((value, format!("{}×", 1 << power)));
            }
        }
        let low = ticks.first().map_or(0.5, |tick| tick.0);
        let high = ticks.last().map_or(2.0, |tick| tick.0);
        Self { scale: Scale::Times, low, high, ticks }
    }

    fn x(&self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        let share = match self.scale {
            Scale::Thousand => value / self.high,
            Scale::Times => (value / self.low).ln() / (self.high / self.low).ln(),
        };
        LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }
}

/// A chart as SVG; the name makes its ids its own.
pub fn chart(lang: Lang, name: &str, chart: &Chart, axis: &Axis) -> String {
    let mut foot = TOP;
    let mut rows = String::new();
    for dot in &chart.dots {
        row(lang, &mut rows, dot, axis, (foot, name));
        foot += ROW;
    }
    let height = foot + 44.0;
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{name}-t {name}-d\"><title id=\"{name}-t\">{}</title><desc id=\"{name}-d\">{}</desc>",
        escape(&chart.title),
        escape(&chart.about)
    );
    let _ = write!(
        out,
        "<defs><pattern id=\"{name}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><path d=\"M0 0V6\" stroke=\"#8a96a3\" stroke-width=\"2\"/></pattern></defs>"
    );
    grid(&mut out, axis, foot);
    if let Some((value, label)) = &chart.line {
        let x = axis.x(*value);
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {TOP:.0}V{foot:.1}\" stroke=\"#1b2733\" stroke-width=\"1.2\" stroke-dasharray=\"4 3\"/>"
        );
        if axis.scale == Scale::Thousand {
            let (at, anchor) = if x > WIDTH / 2.0 { (x - 3.0, "end") } else { (x + 3.0, "start") };
            let _ = write!(
                out,
                "<text x=\"{at:.1}\" y=\"{:.1}\" font-size=\"10\" text-anchor=\"{anchor}\">{}</text>",
                foot + 9.0,
                escape(label)
            );
        }
    }
    let unit = if axis.scale == Scale::Thousand { "audit-axis-thousand" } else { "audit-axis-times" };
    let _ = write!(
        out,
        "{rows}<text x=\"{RIGHT:.0}\" y=\"{:.1}\" font-size=\"10\" text-anchor=\"end\">{}</text></svg>",
        foot + 37.0,
        escape(&word(lang, unit, &[]))
    );
    out
}

fn grid(out: &mut String, axis: &Axis, foot: f64) {
    let last = axis.ticks.len().saturating_sub(1);
    for (place, (value, label)) in axis.ticks.iter().enumerate() {
        let x = axis.x(*value);
        let anchor = if place == 0 {
            "start"
        } else if place == last {
            "end"
        } else {
            "middle"
        };
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {TOP:.0}V{:.1}\" stroke=\"#dde3e9\"/><text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"10.5\" text-anchor=\"{anchor}\">{}</text>",
            foot + 12.0,
            foot + 23.0,
            escape(label)
        );
    }
}

fn row(lang: Lang, out: &mut String, dot: &Dot, axis: &Axis, (top, name): (f64, &str)) {
    let weight = if dot.is_reference { " font-weight=\"700\"" } else { "" };
    let _ = write!(
        out,
        "<text x=\"{LEFT:.0}\" y=\"{:.1}\" font-size=\"11.5\"{weight} {HALO}>{}</text>",
        top + 12.0,
        escape(&shortened(&dot.label))
    );
    if !dot.many.is_empty() {
        let many = if dot.many.chars().next().is_some_and(|letter| letter.is_ascii_digit()) {
            word(lang, "audit-people-short", &[("many", dot.many.clone())])
        } else {
            dot.many.clone()
        };
        let _ = write!(
            out,
            "<text x=\"{RIGHT:.0}\" y=\"{:.1}\" font-size=\"10.5\" text-anchor=\"end\" fill=\"#45525e\">{}</text>",
            top + 12.0,
            escape(&many)
        );
    }
    mark(out, dot, axis, (top + 23.0, name));
}

/// The dot with its range; a bar where only limits are known; hatching where there is no figure.
fn mark(out: &mut String, dot: &Dot, axis: &Axis, (y, name): (f64, &str)) {
    let Some((low, high)) = dot.figure.bounds() else {
        let _ = write!(
            out,
            "<rect x=\"{LEFT:.0}\" y=\"{:.1}\" width=\"{:.0}\" height=\"13\" fill=\"url(#{name}-h)\"/><text x=\"{:.0}\" y=\"{:.1}\" font-size=\"10\" stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\">{}</text>",
            y - 7.0,
            RIGHT - LEFT,
            LEFT + 5.0,
            y + 3.5,
            escape(&dot.reason)
        );
        return;
    };
    let (from, to) = (axis.x(low), axis.x(high));
    let Figure::Value(interval) = dot.figure else {
        let width = (to - from).max(2.0);
        let _ = write!(
            out,
            "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"7\" rx=\"3\" fill=\"#14496f\"/>",
            y - 3.5
        );
        return;
    };
    let (x, top, foot) = (axis.x(interval.estimate), y - 4.0, y + 4.0);
    let _ = write!(
        out,
        "<path d=\"M{from:.1} {y:.1}H{to:.1}M{from:.1} {top:.1}V{foot:.1}M{to:.1} {top:.1}V{foot:.1}\" stroke=\"#14496f\" stroke-width=\"2\" fill=\"none\"/>"
    );
    if dot.is_reference {
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z\" fill=\"#fff\" stroke=\"#14496f\" stroke-width=\"2\"/>",
            y - 6.0,
            x + 6.0,
            y + 6.0,
            x - 6.0
        );
    } else {
        let _ = write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"#14496f\"/>");
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

/// Text that is safe between and inside tags.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
