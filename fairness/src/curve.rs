//! Quantiles and tails of the distributions in use: the normal, chi-square, Student's and beta distribution.
//! The calculation is `statrs`; this room fixes what an argument outside its domain gives.

use statrs::distribution::{Beta, ChiSquared, Continuous, ContinuousCDF, Normal, StudentsT};

pub use statrs::function::gamma::ln_gamma;

/// The standard normal value below which this share lies.
#[must_use]
pub fn normal_quantile(share: f64) -> f64 {
    if share <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if share >= 1.0 { f64::INFINITY } else { Normal::standard().inverse_cdf(share) }
}

/// The share of a standard normal distribution above a value.
#[must_use]
pub fn normal_tail(value: f64) -> f64 {
    Normal::standard().sf(value)
}

/// The density of a standard normal distribution at a value.
#[must_use]
pub fn normal_density(value: f64) -> f64 {
    Normal::standard().pdf(value)
}

/// The share of a chi-square distribution above a statistic; 1 when there is no freedom.
#[must_use]
pub fn chi_square_tail(statistic: f64, freedom: f64) -> f64 {
    if statistic <= 0.0 {
        return 1.0;
    }
    ChiSquared::new(freedom).map_or(1.0, |law| law.sf(statistic))
}

/// The value of a chi-square distribution below which this share lies; 0 when there is no freedom.
#[must_use]
pub fn chi_square_quantile(share: f64, freedom: f64) -> f64 {
    ChiSquared::new(freedom).map_or(0.0, |law| law.inverse_cdf(share))
}

/// The share of Student's distribution outside plus and minus a value.
#[must_use]
pub fn student_two_sided(value: f64, freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(1.0, |law| 2.0 * law.sf(value.abs()))
}

/// The value of Student's distribution below which this share lies; infinite when there is no freedom.
#[must_use]
pub fn student_quantile(share: f64, freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |law| law.inverse_cdf(share))
}

/// The value of a beta distribution below which this share lies.
#[must_use]
pub fn beta_quantile(share: f64, one: f64, two: f64) -> f64 {
    Beta::new(one, two).map_or(f64::NAN, |law| law.inverse_cdf(share))
}
