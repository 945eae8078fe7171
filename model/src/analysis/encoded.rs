//! Words for the solver: places on an axis in order, tests as stretches, and equivalences for and, or.

use super::Proof;
use super::solver::{Answer, Literal, Solver};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Clauses under construction, and the questions about them.
#[derive(Debug, Default)]
pub struct Clauses {
    solver: Solver,
    /// For each axis, for each place but the first: that the value lies there or further.
    axes: Vec<Vec<Literal>>,
    known: BTreeMap<(usize, Vec<bool>), Literal>,
    always: Option<Literal>,
}

/// An axis with its places in order.
pub type AxisId = usize;

/// What a question came to: places on every axis, or a proof that there are none.
#[derive(Debug, Clone)]
pub enum Told {
    /// For each axis the place.
    Places(Vec<usize>),
    /// There are none.
    Never(Arc<Proof>),
    /// Not within the conflicts allowed.
    Unknown,
}

impl Clauses {
    /// What always holds.
    pub fn always(&mut self) -> Literal {
        if let Some(always) = self.always {
            return always;
        }
        let always = self.solver.variable();
        self.solver.add([always]);
        self.always = Some(always);
        always
    }

    /// A new axis with so many places.
    pub fn axis(&mut self, places: usize) -> AxisId {
        let further: Vec<Literal> = (1..places).map(|_| self.solver.variable()).collect();
        for pair in further.windows(2) {
            if let [near, far] = pair {
                self.solver.add([!*far, *near]);
            }
        }
        self.axes.push(further);
        self.axes.len() - 1
    }

    /// That the value lies at this place or further.
    pub fn from(&mut self, axis: AxisId, place: usize) -> Literal {
        if place == 0 {
            return self.always();
        }
        let found = self.axes.get(axis).and_then(|further| further.get(place - 1)).copied();
        match found {
            Some(literal) => literal,
            None => !self.always(),
        }
    }

    /// That the value lies at one of the open places.
    pub fn inside(&mut self, axis: AxisId, open: &[bool]) -> Literal {
        let key = (axis, open.to_vec());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let mut runs = vec![];
        let mut start = None;
        for place in 0..=open.len() {
            match (start, open.get(place) == Some(&true)) {
                (None, true) => start = Some(place),
                (Some(first), false) => {
                    let (low, high) = (self.from(axis, first), self.from(axis, place));
                    runs.push(self.all(&[low, !high]));
                    start = None;
                }
                _ => {}
            }
        }
        let literal = self.any(&runs);
        self.known.insert(key, literal);
        literal
    }

    /// That all of these hold.
    pub fn all(&mut self, parts: &[Literal]) -> Literal {
        let always = self.always();
        let mut parts: Vec<Literal> = parts.iter().copied().filter(|part| *part != always).collect();
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => always,
            _ if parts.contains(&!always) => !always,
            [only] => *only,
            _ => {
                let whole = self.solver.variable();
                for part in &parts {
                    self.solver.add([!whole, *part]);
                }
                self.solver.add(parts.iter().map(|part| !*part).chain([whole]));
                whole
            }
        }
    }

    /// That at least one of these holds.
    pub fn any(&mut self, parts: &[Literal]) -> Literal {
        let opposite: Vec<Literal> = parts.iter().map(|part| !*part).collect();
        !self.all(&opposite)
    }

    /// At least one of these must hold from now on.
    pub fn must(&mut self, parts: impl IntoIterator<Item = Literal>) {
        self.solver.add(parts);
    }

    /// Whether there is a value on every axis under these assumptions.
    pub fn ask(&mut self, assumptions: &[Literal], most_conflicts: u64) -> Told {
        match self.solver.ask(assumptions, most_conflicts) {
            Answer::Unknown => Told::Unknown,
            Answer::No => Told::Never(Arc::new(self.proof(assumptions))),
            Answer::Yes(values) => {
                let holds = |literal: &Literal| values.get((literal.0 / 2) as usize) == Some(&true);
                let place =
                    |further: &Vec<Literal>| further.iter().take_while(|literal| holds(literal)).count();
                Told::Places(self.axes.iter().map(place).collect())
            }
        }
    }

    /// Whether there is none, without keeping why.
    pub fn never(&mut self, assumptions: &[Literal], most_conflicts: u64) -> bool {
        self.solver.ask(assumptions, most_conflicts) == Answer::No
    }

    fn proof(&self, assumptions: &[Literal]) -> Proof {
        let signed = |clause: &[Literal]| clause.iter().map(|literal| literal.signed()).collect::<Vec<_>>();
        Proof {
            clauses: self.solver.given().map(signed).collect(),
            steps: self.solver.proof().iter().map(|clause| signed(clause)).collect(),
            shows: assumptions.iter().map(|literal| (!*literal).signed()).collect(),
        }
    }
}
