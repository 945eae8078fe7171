//! Checking a proof of "no" without the solver: each learned clause must follow by unit propagation alone.
//!
//! It shares no code with the search. Clauses and proof are numbers as in the DIMACS and DRAT formats, so that foreign
//! checkers can read them too.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why something cannot be: the clauses, what follows from them step by step, and the clause to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What is given, each clause as numbers from 1, negative if negated.
    pub clauses: Vec<Vec<i64>>,
    /// What follows, one after the other.
    pub steps: Vec<Vec<i64>>,
    /// The clause that is shown: the last step, or the empty clause.
    pub shows: Vec<i64>,
}

/// The first step that does not follow, counted from 0; the number of steps where the last one is missing.
pub type Misstep = usize;

impl Proof {
    /// Whether every step follows, and the clause to be shown is among what followed.
    ///
    /// # Errors
    /// The first step that does not follow.
    pub fn check(&self) -> Result<(), Misstep> {
        let mut known = Known::default();
        self.clauses.iter().for_each(|clause| known.add(clause));
        for (place, step) in self.steps.iter().enumerate() {
            if !known.follows(step) {
                return Err(place);
            }
            known.add(step);
        }
        if known.follows(&self.shows) { Ok(()) } else { Err(self.steps.len()) }
    }

    /// The clauses in the DIMACS format, for foreign checkers.
    #[must_use]
    pub fn dimacs(&self) -> String {
        let most =
            self.clauses.iter().chain(&self.steps).flatten().map(|literal| literal.unsigned_abs()).max();
        let shown = self.shows.iter().map(|literal| format!("{} 0\n", -literal));
        let head = format!("p cnf {} {}\n", most.unwrap_or(0), self.clauses.len() + self.shows.len());
        std::iter::once(head).chain(self.clauses.iter().map(|clause| line(clause))).chain(shown).collect()
    }

    /// The steps in the DRAT format, ending in the empty clause.
    #[must_use]
    pub fn drat(&self) -> String {
        self.steps.iter().map(|step| line(step)).chain(["0\n".to_owned()]).collect()
    }
}

fn line(clause: &[i64]) -> String {
    let numbers: Vec<String> = clause.iter().map(ToString::to_string).collect();
    format!("{} 0\n", numbers.join(" "))
}

/// Clauses by the literals in them.
#[derive(Default)]
struct Known {
    clauses: Vec<Vec<i64>>,
    with: BTreeMap<i64, Vec<usize>>,
    alone: Vec<i64>,
    broken: bool,
}

impl Known {
    fn add(&mut self, clause: &[i64]) {
        match clause {
            [] => self.broken = true,
            [only] => self.alone.push(*only),
            _ => {
                for literal in clause {
                    self.with.entry(*literal).or_default().push(self.clauses.len());
                }
                self.clauses.push(clause.to_vec());
            }
        }
    }

    /// Whether assuming the opposite of the clause leads to a contradiction by unit propagation.
    fn follows(&self, clause: &[i64]) -> bool {
        if self.broken {
            return true;
        }
        let mut holds: BTreeMap<i64, bool> = BTreeMap::new();
        let mut open: Vec<i64> =
            self.alone.iter().copied().chain(clause.iter().map(|literal| -literal)).collect();
        while let Some(literal) = open.pop() {
            match holds.insert(literal.abs(), literal > 0) {
                Some(before) if before != (literal > 0) => return true,
                Some(_) => continue,
                None => {}
            }
            for number in self.with.get(&-literal).into_iter().flatten() {
                match self.left(*number, &holds) {
                    Left::Nothing => return true,
                    Left::One(last) => open.push(last),
                    Left::Open => {}
                }
            }
        }
        false
    }

    fn left(&self, number: usize, holds: &BTreeMap<i64, bool>) -> Left {
        let mut last = None;
        for literal in self.clauses.get(number).into_iter().flatten() {
            match holds.get(&literal.abs()) {
                Some(flag) if *flag == (*literal > 0) => return Left::Open,
                Some(_) => {}
                None if last.is_some() => return Left::Open,
                None => last = Some(*literal),
            }
        }
        last.map_or(Left::Nothing, Left::One)
    }
}

/// What is left of a clause.
enum Left {
    Nothing,
    One(i64),
    Open,
}
