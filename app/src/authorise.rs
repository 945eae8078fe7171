//! May this caller do this to that? Asked of the policies in `policies/`, once, before anything else happens.

use crate::account::Caller;
use crate::clock::Clock;
use crate::problem::{Problem, fault};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request, RestrictedExpression,
};
use domain::{Actor, Stamp};
use std::collections::{HashMap, HashSet};

const POLICIES: &str = include_str!("../policies/waarborg.cedar");

/// The policies, read once.
pub struct Gatekeeper {
    policies: PolicySet,
    authorizer: Authorizer,
}

/// What is acted on.
#[derive(Debug, Clone, Copy)]
pub enum Resource<'a> {
    /// One algorithm.
    Algorithm(&'a str),
    /// The public body as a whole.
    Body,
}

impl Gatekeeper {
    pub fn new() -> Result<Self, Problem> {
        let policies = POLICIES.parse().map_err(|error| fault("read the policies", &error))?;
        Ok(Self { policies, authorizer: Authorizer::new() })
    }

    /// Lets the caller through with a stamp, or answers who may not do what.
    pub fn stamp(
        &self,
        caller: &Caller,
        action: &str,
        resource: Resource<'_>,
        clock: &dyn Clock,
    ) -> Result<Stamp, Problem> {
        let forbidden =
            || Problem::Forbidden { role: caller.role_word().to_owned(), action: action.to_owned() };
        let account = caller.account().ok_or_else(forbidden)?;
        let request = || -> Result<bool, Box<dyn std::error::Error>> {
            let principal = uid("Account", &account.id.to_string())?;
            let role = RestrictedExpression::new_string(account.role.word().to_owned());
            let entity =
                Entity::new(principal.clone(), HashMap::from([("role".to_owned(), role)]), HashSet::new())?;
            let target = match resource {
                Resource::Algorithm(id) => uid("Algorithm", id)?,
                Resource::Body => uid("Body", "body")?,
            };
            let request = Request::new(principal, uid("Action", action)?, target, Context::empty(), None)?;
            let entities = Entities::from_entities([entity], None)?;
            Ok(self.authorizer.is_authorized(&request, &self.policies, &entities).decision()
                == Decision::Allow)
        };
        if request().map_err(|error| fault("ask the policies", &error))? {
            return Ok(Stamp::new(Actor { account: account.id, role: account.role }, clock.now()));
        }
        Err(forbidden())
    }
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, Box<dyn std::error::Error>> {
    Ok(EntityUid::from_type_name_and_id(kind.parse()?, id.parse()?))
}

#[cfg(test)]
mod tests;
