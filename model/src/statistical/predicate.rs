//! Tests on facts, with three answers: it holds, it does not, or it cannot be said because a fact is missing.

use crate::DecimalError;
use crate::statistical::fact::Fact;
use crate::statistical::formula::{Formula, Marks};
use serde::Serialize;
use std::collections::BTreeSet;

/// How two facts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparison {
    /// =
    Equal,
    /// ≠
    Unequal,
    /// <
    Below,
    /// ≤
    AtMost,
    /// >
    Above,
    /// ≥
    AtLeast,
}

impl Comparison {
    const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "≠",
            Self::Below => "<",
            Self::AtMost => "≤",
            Self::Above => ">",
            Self::AtLeast => "≥",
        }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
            Self::Above => Self::AtMost,
            Self::AtLeast => Self::Below,
        }
    }

    fn holds(self, one: &Fact, two: &Fact) -> bool {
        let comparable = matches!((one, two), (Fact::Number(_), Fact::Number(_)));
        match self {
            Self::Equal => one == two,
            Self::Unequal => one != two,
            Self::Below => comparable && one < two,
            Self::AtMost => comparable && one <= two,
            Self::Above => comparable && one > two,
            Self::AtLeast => comparable && one >= two,
        }
    }
}

/// A test on facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Predicate {
    /// Always holds.
    Always,
    /// Never holds.
    Never,
    /// Compared with a constant.
    Compare {
        /// What is compared.
        of: Formula,
        /// How.
        how: Comparison,
        /// With what.
        with: Fact,
    },
    /// One of a list, or none of it.
    Among {
        /// What is looked for.
        of: Formula,
        /// The list.
        facts: Vec<Fact>,
        /// True: it is in the list.
        inside: bool,
    },
    /// Nothing is known, or something is.
    Missing {
        /// About what.
        of: Formula,
        /// True: nothing is known.
        missing: bool,
    },
    /// All hold.
    And(Vec<Predicate>),
    /// At least one holds.
    Or(Vec<Predicate>),
    /// An odd number of them holds.
    Xor(Vec<Predicate>),
    /// The first of them that can be answered.
    Surrogate(Vec<Predicate>),
}

impl Predicate {
    /// Whether it holds; none where that cannot be said.
    ///
    /// # Errors
    /// When a formula in it cannot be computed.
    pub fn holds(&self, facts: &[Fact]) -> Result<Option<bool>, DecimalError> {
        let known = |of: &Formula, judge: &dyn Fn(&Fact) -> bool| {
            of.value(facts).map(|fact| (fact != Fact::Missing).then(|| judge(&fact)))
        };
        match self {
            Self::Always => Ok(Some(true)),
            Self::Never => Ok(Some(false)),
            Self::Compare { of, how, with } => known(of, &|fact| how.holds(fact, with)),
            Self::Among { of, facts, inside } => known(of, &|fact| facts.contains(fact) == *inside),
            Self::Missing { of, missing } => {
                of.value(facts).map(|fact| Some((fact == Fact::Missing) == *missing))
            }
            Self::And(parts) => any(parts, facts, false).map(|found| found.map(|found| !found)),
            Self::Or(parts) => any(parts, facts, true),
            Self::Xor(parts) => parts.iter().try_fold(Some(false), |odd, part| {
                Ok(odd.zip(part.holds(facts)?).map(|(odd, holds)| odd != holds))
            }),
            Self::Surrogate(parts) => {
                for part in parts {
                    let answer = part.holds(facts)?;
                    if answer.is_some() {
                        return Ok(answer);
                    }
                }
                Ok(None)
            }
        }
    }

    /// What holds where this does not, as long as nothing is missing.
    #[must_use]
    pub fn negated(&self) -> Self {
        let each = |parts: &[Self]| parts.iter().map(Self::negated).collect();
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Compare { of, how, with } => {
                Self::Compare { of: of.clone(), how: how.opposite(), with: with.clone() }
            }
            Self::Among { of, facts, inside } => {
                Self::Among { of: of.clone(), facts: facts.clone(), inside: !inside }
            }
            Self::Missing { of, missing } => Self::Missing { of: of.clone(), missing: !missing },
            Self::And(parts) => Self::Or(each(parts)),
            Self::Or(parts) => Self::And(each(parts)),
            Self::Surrogate(parts) => Self::Surrogate(each(parts)),
            Self::Xor(parts) => Self::Xor(parts.iter().cloned().chain([Self::Always]).collect()),
        }
    }

    fn parts(&self) -> &[Self] {
        match self {
            Self::And(parts) | Self::Or(parts) | Self::Xor(parts) | Self::Surrogate(parts) => parts,
            _ => &[],
        }
    }

    /// Adds where the answer can change.
    pub fn mark(&self, marks: &mut Marks) {
        match self {
            Self::Compare { of, with, .. } => of.mark(std::slice::from_ref(with), marks),
            Self::Among { of, facts, .. } => of.mark(facts, marks),
            Self::Missing { of, .. } => of.mark(&[], marks),
            _ => self.parts().iter().for_each(|part| part.mark(marks)),
        }
    }

    /// The inputs that it reads.
    #[must_use]
    pub fn inputs(&self) -> BTreeSet<usize> {
        match self {
            Self::Compare { of, .. } | Self::Among { of, .. } | Self::Missing { of, .. } => of.inputs(),
            _ => self.parts().iter().flat_map(Self::inputs).collect(),
        }
    }

    /// Gives every input its new place.
    pub fn renumber(&mut self, place: &dyn Fn(usize) -> usize) {
        match self {
            Self::Always | Self::Never => {}
            Self::Compare { of, .. } | Self::Among { of, .. } | Self::Missing { of, .. } => {
                of.renumber(place);
            }
            Self::And(parts) | Self::Or(parts) | Self::Xor(parts) | Self::Surrogate(parts) => {
                for part in parts {
                    part.renumber(place);
                }
            }
        }
    }

    /// How many facts are compared with.
    #[must_use]
    pub fn conditions(&self) -> usize {
        match self {
            Self::Always | Self::Never => 0,
            Self::Compare { .. } | Self::Missing { .. } => 1,
            Self::Among { facts, .. } => facts.len(),
            _ => self.parts().iter().map(Self::conditions).sum(),
        }
    }

    /// The test in signs, with the names of the inputs.
    #[must_use]
    pub fn text(&self, names: &[&str]) -> String {
        let joined = |parts: &[Self], between: &str| {
            let parts: Vec<_> = parts.iter().map(|part| part.text(names)).collect();
            format!("({})", parts.join(between))
        };
        let list = |facts: &[Fact]| facts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Self::Always => "true".to_owned(),
            Self::Never => "false".to_owned(),
            Self::Compare { of, how, with } => format!("{} {} {with}", named(of, names), how.sign()),
            Self::Among { of, facts, inside } => {
                format!("{} {} {{{}}}", named(of, names), if *inside { "∈" } else { "∉" }, list(facts))
            }
            Self::Missing { of, missing } => {
                format!("{} is {}", named(of, names), if *missing { "missing" } else { "known" })
            }
            Self::And(parts) => joined(parts, " and "),
            Self::Or(parts) => joined(parts, " or "),
            Self::Xor(parts) => joined(parts, " xor "),
            Self::Surrogate(parts) => joined(parts, ", else "),
        }
    }
}

/// Whether one part answers `wanted`; where none does, whether all answered.
fn any(parts: &[Predicate], facts: &[Fact], wanted: bool) -> Result<Option<bool>, DecimalError> {
    let mut unknown = false;
    for part in parts {
        match part.holds(facts)? {
            Some(answer) if answer == wanted => return Ok(Some(true)),
            Some(_) => {}
            None => unknown = true,
        }
    }
    Ok((!unknown).then_some(false))
}

/// The inputs of a formula, as words.
#[must_use]
pub fn named(of: &Formula, names: &[&str]) -> String {
    let inputs: Vec<_> = of.inputs().iter().filter_map(|place| names.get(*place).copied()).collect();
    match of {
        Formula::Input(_) => inputs.concat(),
        _ => format!("f({})", inputs.join(", ")),
    }
}
