//! The questions that the solver answers: about one case, and about two cases that differ in one input.

use super::encoded::{AxisId, Clauses, Told};
use super::graph::{Graph, write};
use super::overlaps;
use super::report::{
    Analysis, AnalysisLimits, Bound, Finding, How, Influence, Monotony, Overlap, Reached, RuleAt, Shown,
};
use super::solver::Literal;
use super::space::Stretches;
use super::witness::{at_the_end, witness};
use crate::declaration::InputType;
use crate::dmn::{HitPolicy, Table};
use crate::frozen::Model;
use crate::{Decimal, Value};

pub struct Questions<'a> {
    model: &'a Model,
    space: &'a [Stretches],
    limits: &'a AnalysisLimits,
}

/// Two copies of a model, and what compares them.
struct Two {
    clauses: Clauses,
    axes: [Vec<AxisId>; 2],
    /// For each input: both copies have it alike.
    alike: Vec<Literal>,
    /// For each input: the first copy has at most as much of it.
    at_most: Vec<Literal>,
    differs: Literal,
    /// Both decide, and the second outcome is the higher one; the lower one.
    higher: Literal,
    lower: Literal,
    numbers: bool,
}

impl<'a> Questions<'a> {
    pub const fn new(model: &'a Model, space: &'a [Stretches], limits: &'a AnalysisLimits) -> Self {
        Self { model, space, limits }
    }

    /// Gaps, contradictions, overlaps, idle rules and outcomes.
    pub fn tables(&mut self, found: &mut Analysis) {
        let mut clauses = Clauses::default();
        let axes = axes(&mut clauses, self.space);
        let graph = match write(&mut clauses, self.model, &axes, self.space) {
            Ok(graph) => graph,
            Err(why) => return self.untold(&why, found),
        };
        self.overlaps(found, |table, rules| {
            let holds = graph.tables.get(table).map(|coded| &coded.holds);
            let both = rules.map(|rule| holds.and_then(|holds| holds.get(rule)).copied());
            let [Some(one), Some(two)] = both else { return Shown::not("a rule is missing") };
            self.one(&mut clauses, &axes, &[one, two])
        });
        for (place, (node, _)) in self.model.tables_in_order().iter().enumerate() {
            let Some(coded) = graph.tables.get(place) else { continue };
            let name = || self.model.node_name(*node).to_owned();
            let gap = self.one(&mut clauses, &axes, &[coded.nothing]);
            found.gaps.push(Finding { table: name(), shown: gap });
            let contradiction = self.one(&mut clauses, &axes, &[coded.contradiction]);
            found.contradictions.push(Finding { table: name(), shown: contradiction });
            for (rule, decides) in (1..).zip(&coded.decides) {
                let shown = self.one(&mut clauses, &axes, &[*decides]);
                if shown.cases().is_empty() {
                    found.idle.push(RuleAt { table: name(), rule, shown });
                }
            }
            if place + 1 == table_count(self.model) {
                for (outcome, literal) in coded.outcomes.clone() {
                    let shown = self.one(&mut clauses, &axes, &[literal, !graph.undecided]);
                    found.outcomes.push(Reached { outcome, shown });
                }
            }
        }
    }

    fn untold(&self, why: &str, found: &mut Analysis) {
        self.overlaps(found, |_, _| Shown::not(why));
        for (node, _) in self.model.tables_in_order() {
            let finding =
                || Finding { table: self.model.node_name(*node).to_owned(), shown: Shown::not(why) };
            found.gaps.push(finding());
            found.contradictions.push(finding());
        }
    }

    /// `together` tells whether two rules of a table, counted from 0, ever hold together.
    fn overlaps(&self, found: &mut Analysis, mut together: impl FnMut(usize, [usize; 2]) -> Shown) {
        let meant = |table: &Table| {
            matches!(table.policy, HitPolicy::Collect(_) | HitPolicy::RuleOrder | HitPolicy::OutputOrder)
        };
        // Where all rules that hold are put together, holding together is what they are for.
        let tables = self.model.tables_in_order().iter().enumerate();
        let mut room = self.limits.overlaps;
        for (place, (node, table)) in tables.filter(|(_, (_, table))| !meant(table)) {
            let pairs = overlaps::pairs(self.model, table, self.space);
            found.overlapping += pairs.len();
            let shown = pairs.len().min(room);
            room -= shown;
            for (one, two) in pairs.into_iter().take(shown) {
                let shown = together(place, [one, two]);
                if shown.is_never() {
                    found.overlapping -= 1;
                    continue;
                }
                found.overlaps.push(Overlap {
                    table: self.model.node_name(*node).to_owned(),
                    first: one + 1,
                    second: two + 1,
                    differ: overlaps::differ(table, one, two),
                    shown,
                });
            }
        }
    }

    fn one(&self, clauses: &mut Clauses, axes: &[AxisId], assumptions: &[Literal]) -> Shown {
        self.shown(clauses.ask(assumptions, self.limits.conflicts), &[axes])
    }

    fn shown(&self, told: Told, copies: &[&[AxisId]]) -> Shown {
        match told {
            Told::Unknown => Shown::not(format!("not within {} conflicts", self.limits.conflicts)),
            Told::Never(proof) => {
                let (clauses, steps) = (proof.clauses.len(), proof.steps.len());
                Shown::Never { by: How::Proof { clauses, steps, proof } }
            }
            Told::Places(places) => {
                let place = |axis: &AxisId| places.get(*axis).copied().unwrap_or(0);
                let cases = copies.iter().map(|axes| {
                    let at: Vec<usize> = axes.iter().map(place).collect();
                    witness(self.model, self.space, &at)
                });
                Shown::Found { cases: cases.collect() }
            }
        }
    }

    /// Influence, direction and bounds, where they cannot be told.
    pub fn nothing(&self, why: &str, found: &mut Analysis) {
        for input in self.model.inputs() {
            found.influences.push(Influence { input: input.name.clone(), shown: Shown::not(why) });
            if input.kind == InputType::Number {
                let (rises, falls) = (Shown::not(why), Shown::not(why));
                found.monotony.push(Monotony { input: input.name.clone(), rises, falls });
            }
        }
    }

    /// Influence, direction and bounds, by two cases that differ in one input.
    pub fn pairs(&mut self, found: &mut Analysis) {
        let mut two = match Two::new(self.model, self.space) {
            Ok(two) => two,
            Err(why) => return self.nothing(&why, found),
        };
        let mut room = self.limits.bounds;
        for (place, input) in self.model.inputs().iter().enumerate() {
            let others = two.others(place);
            let asked = |literals: &[Literal]| [others.as_slice(), literals].concat();
            let different = asked(&[two.differs]);
            let influence = self.two(&mut two, &different);
            let idle = influence.is_never();
            found.influences.push(Influence { input: input.name.clone(), shown: influence });
            if input.kind != InputType::Number {
                continue;
            }
            if two.numbers {
                let rising = asked(&[two.at_most.get(place).copied().unwrap_or(two.differs), two.higher]);
                let falling = asked(&[two.at_most.get(place).copied().unwrap_or(two.differs), two.lower]);
                let (rises, falls) = (self.two(&mut two, &rising), self.two(&mut two, &falling));
                found.monotony.push(Monotony { input: input.name.clone(), rises, falls });
            }
            let Some(stretches) = self.space.get(place).filter(|_| !idle) else { continue };
            for at in 1..stretches.values.len() {
                if room == 0 {
                    break;
                }
                room -= 1;
                let mut asked = others.clone();
                asked.extend(two.across(place, at));
                asked.push(two.differs);
                let shown = self.next_to(place, self.two(&mut two, &asked));
                let (Some(below), Some(above)) = (stretches.ends.get(at - 1), stretches.values.get(at))
                else {
                    continue;
                };
                let (below, above) = (below.clone(), above.clone());
                found.bounds.push(Bound { input: input.name.clone(), below, above, shown });
            }
        }
    }

    /// The first case moves to the end of its stretch, next to the bound: there the model says the same.
    fn next_to(&self, input: usize, shown: Shown) -> Shown {
        let Shown::Found { mut cases } = shown else { return shown };
        if let Some(first) = cases.first_mut() {
            *first = at_the_end(self.model, self.space, first, input);
        }
        Shown::Found { cases }
    }

    fn two(&self, two: &mut Two, assumptions: &[Literal]) -> Shown {
        let told = two.clauses.ask(assumptions, self.limits.conflicts);
        let [one, other] = &two.axes;
        self.shown(told, &[one, other])
    }
}

fn table_count(model: &Model) -> usize {
    model.tables_in_order().len()
}

pub fn axes(clauses: &mut Clauses, space: &[Stretches]) -> Vec<AxisId> {
    space.iter().map(|stretches| clauses.axis(stretches.values.len())).collect()
}

impl Two {
    fn new(model: &Model, space: &[Stretches]) -> Result<Self, String> {
        let mut clauses = Clauses::default();
        let axes = [axes(&mut clauses, space), axes(&mut clauses, space)];
        let [first, second] = &axes;
        let one = write(&mut clauses, model, first, space)?;
        let other = write(&mut clauses, model, second, space)?;
        let (mut alike, mut at_most) = (vec![], vec![]);
        for ((a, b), stretches) in first.iter().zip(second).zip(space) {
            let mut steps = vec![];
            for place in 1..stretches.values.len() {
                let (near, far) = (clauses.from(*a, place), clauses.from(*b, place));
                let up = clauses.any(&[!near, far]);
                let down = clauses.any(&[near, !far]);
                steps.push((up, down));
            }
            let ups: Vec<Literal> = steps.iter().map(|(up, _)| *up).collect();
            let downs: Vec<Literal> = steps.iter().map(|(_, down)| *down).collect();
            let (up, down) = (clauses.all(&ups), clauses.all(&downs));
            at_most.push(up);
            alike.push(clauses.all(&[up, down]));
        }
        let differs = differs(&mut clauses, [&one, &other]);
        let compared = compared(&mut clauses, [&one, &other]);
        let (higher, lower) = compared.unwrap_or((differs, differs));
        Ok(Self { clauses, axes, alike, at_most, differs, higher, lower, numbers: compared.is_some() })
    }

    fn others(&self, place: usize) -> Vec<Literal> {
        self.alike.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, alike)| *alike).collect()
    }

    /// The first copy in the stretch before this one, the second in it.
    fn across(&mut self, input: usize, at: usize) -> Vec<Literal> {
        let [first, second] =
            [0, 1].map(|copy| self.axes.get(copy).and_then(|axes| axes.get(input)).copied().unwrap_or(0));
        let before = [self.clauses.from(first, at - 1), !self.clauses.from(first, at)];
        let within = [self.clauses.from(second, at), !self.clauses.from(second, at + 1)];
        [before, within].concat()
    }
}

/// The outcomes of the deciding table, each only where everything is decided.
fn outcomes(clauses: &mut Clauses, graph: &Graph) -> Vec<(Value, Literal)> {
    let last = graph.tables.last().map(|coded| coded.outcomes.clone()).unwrap_or_default();
    last.into_iter().map(|(value, literal)| (value, clauses.all(&[literal, !graph.undecided]))).collect()
}

/// Two copies come to something else; that nothing is decided counts as one more outcome.
pub fn differs(clauses: &mut Clauses, [one, other]: [&Graph; 2]) -> Literal {
    let (first, second) = (outcomes(clauses, one), outcomes(clauses, other));
    let never = !clauses.always();
    let mut apart = vec![];
    for (value, literal) in &first {
        let same = second.iter().find(|(known, _)| known == value).map_or(never, |(_, literal)| *literal);
        apart.push(clauses.all(&[*literal, !same]));
    }
    apart.push(clauses.all(&[one.undecided, !other.undecided]));
    clauses.any(&apart)
}

/// The second outcome is higher, or lower; none where outcomes are no numbers.
fn compared(clauses: &mut Clauses, [one, other]: [&Graph; 2]) -> Option<(Literal, Literal)> {
    let (first, second) = (outcomes(clauses, one), outcomes(clauses, other));
    let numbers: Option<Vec<Decimal>> = first.iter().map(|(value, _)| value.as_number()).collect();
    let mut numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    numbers.sort_unstable();
    let (mut higher, mut lower) = (vec![], vec![]);
    for bound in numbers.iter().skip(1) {
        let at_least = |clauses: &mut Clauses, outcomes: &[(Value, Literal)]| {
            let met =
                outcomes.iter().filter(|(value, _)| value.as_number().is_some_and(|number| number >= *bound));
            let met: Vec<Literal> = met.map(|(_, literal)| *literal).collect();
            clauses.any(&met)
        };
        let (a, b) = (at_least(clauses, &first), at_least(clauses, &second));
        higher.push(clauses.all(&[!a, b]));
        lower.push(clauses.all(&[a, !b]));
    }
    let (up, down) = (clauses.any(&higher), clauses.any(&lower));
    let decided = [!one.undecided, !other.undecided];
    let (up, down) = ([up, decided[0], decided[1]], [down, decided[0], decided[1]]);
    Some((clauses.all(&up), clauses.all(&down)))
}
