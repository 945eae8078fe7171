//! Values within values: how many and how deep, known at once, so that nothing grows beyond all measure.

use super::Feel;
use std::ops::Deref;
use std::sync::Arc;

/// Lists and contexts within each other.
const DEEPEST: u16 = 64;
/// A value holds at most so many others, counted each time that they occur.
const HEAVIEST: u64 = 1_000_000;

/// Items with their measure.
#[derive(Debug, Clone)]
pub struct Measured<T> {
    items: Vec<T>,
    weight: u64,
    depth: u16,
}

/// What a measured item holds.
pub trait Holds {
    /// Its value.
    fn value(&self) -> &Feel;
}

impl Holds for Feel {
    fn value(&self) -> &Feel {
        self
    }
}

impl Holds for (Arc<str>, Feel) {
    fn value(&self) -> &Feel {
        &self.1
    }
}

impl<T: Holds> Measured<T> {
    /// None where there would be too many or they would be too deep.
    pub fn new(items: Vec<T>) -> Option<Self> {
        let weight = items.iter().map(|item| item.value().weight()).fold(1, u64::saturating_add);
        let depth = items.iter().map(|item| item.value().depth()).max().unwrap_or(0) + 1;
        (weight <= HEAVIEST && depth <= DEEPEST).then_some(Self { items, weight, depth })
    }

    /// Adds an item; false where it is too much.
    pub fn push(&mut self, item: T) -> bool {
        self.weight = self.weight.saturating_add(item.value().weight());
        self.depth = self.depth.max(item.value().depth() + 1);
        let fits = self.weight <= HEAVIEST && self.depth <= DEEPEST;
        if fits {
            self.items.push(item);
        }
        fits
    }

    /// The items alone.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }
}

impl<T> Deref for Measured<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl Feel {
    /// How much it holds.
    pub(crate) fn weight(&self) -> u64 {
        match self {
            Self::Text(text) => 1 + u64::try_from(text.len() / 16).unwrap_or(u64::MAX),
            Self::List(items) => items.weight,
            Self::Context(entries) => entries.weight,
            Self::Range(range) => range.low.weight().saturating_add(range.high.weight()),
            _ => 1,
        }
    }

    /// How deep it is.
    pub(crate) fn depth(&self) -> u16 {
        match self {
            Self::List(items) => items.depth,
            Self::Context(entries) => entries.depth,
            Self::Range(range) => range.low.depth().max(range.high.depth()) + 1,
            Self::Function(function) => function.depth(),
            _ => 0,
        }
    }

    /// The value, unless it is too deep or holds too much: then null.
    pub(crate) fn bounded(self) -> Self {
        if self.depth() <= DEEPEST && self.weight() <= HEAVIEST { self } else { Self::Null }
    }
}
