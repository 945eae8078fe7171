//! Counts in, disparities with honest uncertainty out.
