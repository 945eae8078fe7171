//! Orders of a supervisor. An order has a power, a reason and a scope, or it cannot be written down (O08).

use super::event::Event;
use super::facts::OrderTerms;
use super::state::Algorithm;
use crate::{OrderId, Refusal, Stamp, Text, civil_date};

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
