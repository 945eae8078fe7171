//! `list[…]`: items by place or by a condition.

use super::{Answer, Machine};
use crate::feel::value::Expression;
use crate::feel::value::Feel;
use crate::feel::value::Scope;

impl Machine<'_> {
    pub(super) fn filter(&self, parts: &[Expression; 2], scope: &Scope) -> Answer {
        let [list, condition] = parts;
        match self.evaluate(list, scope)? {
            Feel::List(items) => self.filtered(&items, condition, scope),
            // Nothing filtered is nothing.
            Feel::Null => self.filtered(&[], condition, scope),
            single => self.filtered(&[single], condition, scope),
        }
    }

    fn filtered(&self, items: &[Feel], condition: &Expression, scope: &Scope) -> Answer {
        if let Expression::Literal(Feel::Number(_)) | Expression::Minus(_) = condition {
            return Ok(place(items, &self.evaluate(condition, scope)?));
        }
        let mut kept = vec![];
        for item in items {
            match self.evaluate(condition, &scope.with_item(item.clone()))? {
                Feel::Boolean(true) => kept.push(item.clone()),
                // A number that is the same for all items: a place.
                number @ Feel::Number(_) => return Ok(place(items, &number)),
                _ => {}
            }
        }
        if items.is_empty() && matches!(self.evaluate(condition, scope)?, Feel::Number(_)) {
            return Ok(Feel::Null);
        }
        Ok(Feel::list(kept))
    }
}

/// The item at a place from 1, or from the end below zero.
fn place(items: &[Feel], number: &Feel) -> Feel {
    let Feel::Number(number) = number else { return Feel::Null };
    let Some(place) = number.as_whole() else { return Feel::Null };
    let index = match usize::try_from(place.unsigned_abs()) {
        Ok(0) | Err(_) => return Feel::Null,
        Ok(size) if place > 0 => size - 1,
        Ok(size) => match items.len().checked_sub(size) {
            Some(index) => index,
            None => return Feel::Null,
        },
    };
    items.get(index).cloned().unwrap_or(Feel::Null)
}
