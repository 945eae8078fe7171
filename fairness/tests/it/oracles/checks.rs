//! Written by `scripts/fairness-oracles checks`; do not edit.

#![expect(clippy::unreadable_literal, reason = "as the other implementation prints them")]

/// `mantelhaen.test` of R: common odds ratio, its interval, statistic, p.
pub const ODDS: [f64; 5] =
    [2.07474053100919, 1.70074329804965, 2.53098058710482, 53.974318775279, 2.0312728099159e-13];

/// statsmodels: pooled ratio, Breslow-Day-Tarone, its p.
pub const POOLED: [f64; 3] = [1.8991138705925066, 2.00675487625816, 0.5710058890361096];

/// `prop.trend.test` of R: chi-square, p.
pub const TRENDS: [f64; 2] = [16.4413199489732, 5.01794151397286e-05];

/// `p.adjust` of R, holm.
pub const HOLM: [f64; 9] = [0.008, 0.6, 0.084, 0.2, 0.9, 0.084, 0.0036, 0.66, 0.2];

/// `p.adjust` of R, BH.
pub const BH: [f64; 9] = [0.0045, 0.257142857142857, 0.027, 0.072, 0.9, 0.027, 0.0036, 0.37125, 0.0735];

/// `binom.test` of R for the rates below a million: low and high.
pub const EXACT: [f64; 16] = [
    0.0,
    0.0711217364641976,
    0.000421874452342009,
    0.0893990500574871,
    0.168779738099342,
    0.346552495758808,
    0.928878263535802,
    1.0,
    0.994441075720173,
    0.999974682512509,
    0.00516067505519096,
    0.00638787225965459,
    0.025,
    1.0,
    0.0,
    0.975,
];

/// `SciPy`: chi-square of a table, p, bias-corrected V.
pub const TABLES: [f64; 3] = [157.64813925076578, 1.8640064392105433e-31, 0.46542379126025024];

/// scikit-learn: mutual information; `SciPy`: entropy of the columns.
pub const INFORMATION: [f64; 2] = [0.23913253066004075, 1.075610853397677];

/// `SciPy`: area from the Mann-Whitney statistic.
pub const AREA: [f64; 1] = [0.6514400921658986];

/// scikit-learn: adjusted Rand index.
pub const RAND: [f64; 1] = [0.5438408896492729];

/// `SciPy`: tails of chi-square: 3.84 with 1, 1203.83 with 1, 134.04 with 5, 40 with 30.
pub const TAILS: [f64; 4] =
    [0.05004352124870519, 8.9729323035046e-264, 3.303220724834617e-27, 0.10486428110798468];
