//! Whether clauses can be satisfied together: conflict-driven search with learning, and a proof of every no.
//!
//! A small solver of our own, because a "no" about people must come with a proof that somebody else can check: every
//! clause that it learns follows by unit propagation from those before it. It knows nothing of models.

use super::heap::Heap;

/// A variable or its negation: twice its number, plus one if negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal(pub u32);

impl Literal {
    /// The variable itself.
    pub const fn of(variable: u32) -> Self {
        Self(variable * 2)
    }

    const fn variable(self) -> usize {
        (self.0 / 2) as usize
    }

    const fn place(self) -> usize {
        self.0 as usize
    }

    /// As in the DIMACS format: counted from 1, negative if negated.
    pub fn signed(self) -> i64 {
        let variable = i64::from(self.0 / 2) + 1;
        if self.0.is_multiple_of(2) { variable } else { -variable }
    }
}

impl std::ops::Not for Literal {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// What a question came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes; one value a variable.
    Yes(Vec<bool>),
    /// No, and the learned clauses up to here prove it.
    No,
    /// Not within the conflicts that were allowed.
    Unknown,
}

const NONE: u32 = u32::MAX;

/// Clauses, and what was learned from them.
#[derive(Debug, Default)]
pub struct Solver {
    clauses: Vec<Vec<Literal>>,
    /// For each literal the clauses that watch it.
    watches: Vec<Vec<u32>>,
    /// 0 unknown, 1 true, 2 false.
    values: Vec<u8>,
    level: Vec<u32>,
    reason: Vec<u32>,
    saved: Vec<bool>,
    seen: Vec<bool>,
    trail: Vec<Literal>,
    /// Where each level starts on the trail.
    starts: Vec<usize>,
    next: usize,
    order: Heap,
    broken: bool,
    /// Which clauses were given; the others were learned.
    given: Vec<u32>,
    learned: Vec<Vec<Literal>>,
}

impl Solver {
    /// A new variable.
    pub fn variable(&mut self) -> Literal {
        let variable = u32::try_from(self.values.len()).unwrap_or(u32::MAX / 4);
        self.values.push(0);
        self.level.push(0);
        self.reason.push(NONE);
        self.saved.push(false);
        self.seen.push(false);
        self.watches.push(vec![]);
        self.watches.push(vec![]);
        self.order.grow();
        Literal::of(variable)
    }

    /// Every clause that was given, for whoever checks the proof.
    pub fn given(&self) -> impl Iterator<Item = &[Literal]> {
        self.given.iter().filter_map(|number| self.clauses.get(*number as usize)).map(Vec::as_slice)
    }

    /// What was learned, in its order: each follows by unit propagation from what stands before it.
    pub fn proof(&self) -> &[Vec<Literal>] {
        &self.learned
    }

    /// At least one of these holds.
    pub fn add(&mut self, literals: impl IntoIterator<Item = Literal>) {
        let mut clause: Vec<Literal> = literals.into_iter().collect();
        clause.sort_unstable();
        clause.dedup();
        if clause.windows(2).any(|pair| matches!(pair, [one, two] if *two == !*one)) {
            return;
        }
        let number = self.attach(clause);
        self.given.push(number);
        // What is known already may decide the new clause: everything is concluded anew.
        self.next = 0;
    }

    fn attach(&mut self, clause: Vec<Literal>) -> u32 {
        let number = u32::try_from(self.clauses.len()).unwrap_or(NONE - 1);
        match clause.as_slice() {
            [] => self.broken = true,
            [only] => {
                let only = *only;
                match self.value(only) {
                    2 => self.broken = true,
                    0 if self.starts.is_empty() => self.set(only, NONE),
                    _ => {}
                }
            }
            [first, second, ..] => {
                let (first, second) = (*first, *second);
                self.watch(first, number);
                self.watch(second, number);
            }
        }
        self.clauses.push(clause);
        number
    }

    fn watch(&mut self, literal: Literal, clause: u32) {
        if let Some(list) = self.watches.get_mut(literal.place()) {
            list.push(clause);
        }
    }

    fn value(&self, literal: Literal) -> u8 {
        match self.values.get(literal.variable()).copied().unwrap_or(0) {
            0 => 0,
            value => {
                if (value == 1) == literal.0.is_multiple_of(2) {
                    1
                } else {
                    2
                }
            }
        }
    }

    fn set(&mut self, literal: Literal, reason: u32) {
        let (variable, level) = (literal.variable(), u32::try_from(self.starts.len()).unwrap_or(NONE));
        let value = if literal.0.is_multiple_of(2) { 1 } else { 2 };
        put(&mut self.values, variable, value);
        put(&mut self.level, variable, level);
        put(&mut self.reason, variable, reason);
        self.trail.push(literal);
    }

    /// Draws every conclusion; the clause that cannot hold, if there is one.
    fn propagate(&mut self) -> Option<u32> {
        while let Some(literal) = self.trail.get(self.next).copied() {
            self.next += 1;
            let falsified = !literal;
            let mut list = self.watches.get_mut(falsified.place()).map(std::mem::take).unwrap_or_default();
            let (mut kept, mut conflict) = (0, None);
            for place in 0..list.len() {
                let Some(number) = list.get(place).copied() else { break };
                if conflict.is_none() && self.moves(number, falsified) {
                    continue;
                }
                put(&mut list, kept, number);
                kept += 1;
                if conflict.is_none() {
                    conflict = self.concludes(number);
                }
            }
            list.truncate(kept);
            // New watches of the same literal cannot have come meanwhile: it is false.
            put(&mut self.watches, falsified.place(), list);
            if conflict.is_some() {
                return conflict;
            }
        }
        None
    }

    /// Finds the clause another literal to watch than the falsified one, if there is one.
    fn moves(&mut self, number: u32, falsified: Literal) -> bool {
        let Some(mut clause) = self.clauses.get_mut(number as usize).map(std::mem::take) else {
            return false;
        };
        if clause.first() == Some(&falsified) {
            clause.swap(0, 1);
        }
        let mut moved = false;
        if clause.first().is_none_or(|first| self.value(*first) != 1) {
            let other = clause.iter().skip(2).position(|literal| self.value(*literal) != 2);
            if let Some(other) = other {
                clause.swap(1, other + 2);
                if let Some(watched) = clause.get(1).copied() {
                    self.watch(watched, number);
                }
                moved = true;
            }
        }
        put(&mut self.clauses, number as usize, clause);
        moved
    }

    fn concludes(&mut self, number: u32) -> Option<u32> {
        let first = self.clauses.get(number as usize)?.first().copied()?;
        match self.value(first) {
            1 => None,
            2 => Some(number),
            _ => {
                self.set(first, number);
                None
            }
        }
    }

    fn cancel(&mut self, level: usize) {
        if self.starts.len() <= level {
            return;
        }
        let start = self.starts.get(level).copied().unwrap_or(0);
        for literal in self.trail.drain(start..) {
            let variable = literal.variable();
            put(&mut self.saved, variable, literal.0.is_multiple_of(2));
            put(&mut self.values, variable, 0);
            self.order.insert(variable);
        }
        self.starts.truncate(level);
        self.next = self.next.min(self.trail.len());
    }

    /// From a conflict to the clause that would have prevented it, and the level to go back to.
    fn learn(&mut self, conflict: u32) -> (Vec<Literal>, usize) {
        let (mut learned, mut open, mut clause) = (vec![Literal(0)], 0_usize, conflict);
        let (mut at, current) = (self.trail.len(), self.starts.len());
        let mut pivot = None;
        let mut touched = vec![];
        loop {
            let literals = self.clauses.get(clause as usize).cloned().unwrap_or_default();
            for literal in literals.into_iter().filter(|literal| Some(*literal) != pivot) {
                let variable = literal.variable();
                let level = self.level.get(variable).copied().unwrap_or(0) as usize;
                if level == 0 || self.seen.get(variable) == Some(&true) {
                    continue;
                }
                put(&mut self.seen, variable, true);
                touched.push(variable);
                self.order.bump(variable);
                if level == current { open += 1 } else { learned.push(literal) }
            }
            let next = loop {
                at = at.saturating_sub(1);
                let literal = self.trail.get(at).copied().unwrap_or(Literal(0));
                if at == 0 || self.seen.get(literal.variable()) == Some(&true) {
                    break literal;
                }
            };
            open = open.saturating_sub(1);
            pivot = Some(next);
            put(&mut self.seen, next.variable(), false);
            if open == 0 {
                put(&mut learned, 0, !next);
                break;
            }
            clause = self.reason.get(next.variable()).copied().unwrap_or(NONE);
        }
        for variable in touched {
            put(&mut self.seen, variable, false);
        }
        let level = |literal: &Literal| self.level.get(literal.variable()).copied().unwrap_or(0);
        let second = learned.iter().enumerate().skip(1).max_by_key(|(_, literal)| level(literal));
        let (place, back) = second.map_or((0, 0), |(place, literal)| (place, level(literal) as usize));
        if place > 1 {
            learned.swap(1, place);
        }
        (learned, back)
    }

    /// Whether all clauses can hold together with the assumptions.
    pub fn ask(&mut self, assumptions: &[Literal], most_conflicts: u64) -> Answer {
        self.cancel(0);
        if self.broken {
            return Answer::No;
        }
        let (mut conflicts, mut restart) = (0_u64, 100_u64);
        loop {
            if let Some(conflict) = self.propagate() {
                if self.starts.is_empty() {
                    self.broken = true;
                    self.learned.push(vec![]);
                    return Answer::No;
                }
                let (clause, back) = self.learn(conflict);
                self.cancel(back);
                self.keep(clause);
                if self.broken {
                    self.learned.push(vec![]);
                    return Answer::No;
                }
                self.order.decay();
                conflicts += 1;
                if conflicts >= most_conflicts {
                    self.cancel(0);
                    return Answer::Unknown;
                }
                if conflicts >= restart {
                    restart += 100 + restart / 2;
                    self.cancel(0);
                }
                continue;
            }
            match self.decide(assumptions) {
                Decision::Made => {}
                Decision::Done => {
                    let found = self.values.iter().map(|value| *value == 1).collect();
                    self.cancel(0);
                    return Answer::Yes(found);
                }
                Decision::Against => {
                    // The clauses contradict the assumptions: that too follows by propagation.
                    self.learned.push(assumptions.iter().map(|literal| !*literal).collect());
                    self.cancel(0);
                    return Answer::No;
                }
            }
        }
    }

    fn keep(&mut self, clause: Vec<Literal>) {
        self.learned.push(clause.clone());
        let first = clause.first().copied();
        let alone = clause.len() == 1;
        let number = self.attach(clause);
        if let Some(first) = first.filter(|_| !alone) {
            self.set(first, number);
        }
    }

    fn decide(&mut self, assumptions: &[Literal]) -> Decision {
        while let Some(assumed) = assumptions.get(self.starts.len()) {
            match self.value(*assumed) {
                2 => return Decision::Against,
                1 => self.starts.push(self.trail.len()),
                _ => {
                    self.starts.push(self.trail.len());
                    self.set(*assumed, NONE);
                    return Decision::Made;
                }
            }
        }
        while let Some(variable) = self.order.pop() {
            if self.values.get(variable) == Some(&0) {
                let saved = self.saved.get(variable) == Some(&true);
                let literal = Literal::of(u32::try_from(variable).unwrap_or(0));
                self.starts.push(self.trail.len());
                self.set(if saved { literal } else { !literal }, NONE);
                return Decision::Made;
            }
        }
        Decision::Done
    }
}

enum Decision {
    Made,
    Done,
    Against,
}

fn put<T>(list: &mut [T], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}
