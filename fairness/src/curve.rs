//! Quantiles and tails of the distributions in use: the normal, chi-square and beta distribution.
//! The calculation is `statrs`; this room fixes what an argument outside its domain gives.

use statrs::distribution::{Beta, ChiSquared, ContinuousCDF, Normal};

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

/// The value of a beta distribution below which this share lies.
#[must_use]
pub fn beta_quantile(share: f64, one: f64, two: f64) -> f64 {
    Beta::new(one, two).map_or(f64::NAN, |law| law.inverse_cdf(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `SciPy` 1.17.1.
    #[test]
    fn quantiles_agree_with_another_implementation() {
        for (share, expected) in [
            (0.025, -1.959_963_984_540_054_5),
            (0.9999, 3.719_016_485_455_709),
            (1e-10, -6.361_340_902_404_056),
            (1.0 - 0.05 / 473.0 / 2.0, 3.877_101_550_019_482_5),
        ] {
            assert!((normal_quantile(share) - expected).abs() < 1e-9, "{share}: {}", normal_quantile(share));
        }
        assert!(normal_quantile(0.0).is_infinite() && normal_quantile(1.0).is_infinite());
        assert!((chi_square_quantile(0.975, 6.0) - 14.449_375_335_447_92).abs() < 1e-7);
    }
}
