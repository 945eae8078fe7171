//! Orders of a supervisor. An order has a power, a reason and a scope, or it cannot be written down (O08).

use super::{Algorithm, Event};
use crate::{Digest, OrderId, Refusal, Stamp, Text, civil_date};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an order does to the running system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderKind {
    /// No new scores and selections while it is in force.
    Suspend,
}

/// What an order says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderTerms {
    /// What it does.
    pub kind: OrderKind,
    /// The model it stops; every model of the algorithm when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Digest>,
    /// The statute and article that give the power.
    pub power: Text,
    /// Why.
    pub reason: Text,
    /// The last day; until lifted when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

pub(super) fn issue(
    algorithm: &Algorithm,
    order: OrderId,
    terms: OrderTerms,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    if algorithm.orders.contains_key(&order) {
        return Err(Refusal::OrderExists { order });
    }
    if let Some(model) = terms.model.filter(|model| !algorithm.knows(*model)) {
        return Err(Refusal::UnknownModel { model });
    }
    match terms.until.filter(|until| *until < civil_date(stamp.at())) {
        Some(until) => Err(Refusal::OrderEnded { until }),
        None => Ok(vec![Event::OrderIssued { order, terms }]),
    }
}

pub(super) fn lift(
    algorithm: &Algorithm,
    order: OrderId,
    reason: Text,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let today = civil_date(stamp.at());
    match algorithm.orders.get(&order).filter(|found| found.in_force_on(today)) {
        Some(_) => Ok(vec![Event::OrderLifted { order, reason }]),
        None => Err(Refusal::OrderNotInForce { order }),
    }
}
