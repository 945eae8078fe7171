//! Points that add up: inputs that no rule looks at together are told apart, and each group is walked through.

use super::report::{Analysis, AnalysisLimits, Bound, How, Influence, Monotony, Shown, Total};
use super::space::Stretches;
use super::witness::{at_the_end, witness};
use crate::Decimal;
use crate::declaration::InputType;
use crate::dmn::{Aggregator, HitPolicy, Table};
use crate::feel::Unary;
use crate::frozen::Model;

/// A group of inputs whose rules look at no others, with the points of each cell.
struct Group {
    inputs: Vec<usize>,
    /// How many places each of them has.
    sizes: Vec<usize>,
    /// For each cell, the last input running fastest, the points of all rules of the group.
    points: Vec<Decimal>,
}

/// A sum as groups; what no group holds is the same for everybody.
pub struct Sums {
    groups: Vec<Group>,
}

impl Sums {
    /// None where the model is no sum; an error where it is one that cannot be walked through.
    pub fn of(
        models: &[&Model],
        space: &[Stretches],
        limits: &AnalysisLimits,
    ) -> Option<Result<Self, String>> {
        let model = models.first()?;
        let (_, table) = model.tables_in_order().last()?;
        if table.policy != HitPolicy::Collect(Aggregator::Sum) {
            return None;
        }
        Some(groups(model, table, space, limits).map(|groups| Self { groups }))
    }

    /// Totals, influence, direction and bounds.
    pub fn tell(&self, model: &Model, space: &[Stretches], limits: &AnalysisLimits, found: &mut Analysis) {
        let extreme = |best: fn(&Group) -> usize| {
            let mut places = vec![0; space.len()];
            for group in &self.groups {
                group.put(best(group), &mut places);
            }
            witness(model, space, &places)
        };
        found.total = Some(Total { least: extreme(Group::least), most: extreme(Group::most) });
        let mut room = limits.bounds;
        for (place, input) in model.inputs().iter().enumerate() {
            let teller = Teller {
                model,
                space,
                group: self.groups.iter().find(|group| group.inputs.contains(&place)),
                place,
            };
            let name = || input.name.clone();
            found
                .influences
                .push(Influence { input: name(), shown: teller.pair(&|one, two| one != two, None) });
            if input.kind != InputType::Number {
                continue;
            }
            let (rises, falls) =
                (teller.pair(&|one, two| two > one, None), teller.pair(&|one, two| two < one, None));
            found.monotony.push(Monotony { input: name(), rises, falls });
            let Some(stretches) = space.get(place).filter(|_| teller.group.is_some()) else { continue };
            for at in (1..stretches.values.len()).take(room) {
                room -= 1;
                let (Some(below), Some(above)) = (stretches.ends.get(at - 1), stretches.values.get(at))
                else {
                    continue;
                };
                let shown = teller.pair(&|one, two| one != two, Some(at));
                found.bounds.push(Bound { input: name(), below: below.clone(), above: above.clone(), shown });
            }
        }
    }
}

/// One input in its group.
struct Teller<'a> {
    model: &'a Model,
    space: &'a [Stretches],
    group: Option<&'a Group>,
    place: usize,
}

impl Teller<'_> {
    /// Two cells that differ in this input alone, the second with more of it, whose points compare so.
    fn pair(&self, wanted: &dyn Fn(Decimal, Decimal) -> bool, at: Option<usize>) -> Shown {
        let Some(group) = self.group else { return Shown::Never { by: How::Walked { cells: 0 } } };
        let Some((stride, size)) = group.stride(self.place) else { return Shown::not("an input is missing") };
        for (cell, points) in group.points.iter().enumerate() {
            let here = cell / stride % size;
            let further = match at {
                Some(at) if here + 1 == at => at..at + 1,
                Some(_) => continue,
                None => here + 1..size,
            };
            for there in further {
                let other = cell + (there - here) * stride;
                if group.points.get(other).is_some_and(|other| wanted(*points, *other)) {
                    let [first, second] = [cell, other].map(|cell| {
                        let mut places = vec![0; self.space.len()];
                        group.put(cell, &mut places);
                        witness(self.model, self.space, &places)
                    });
                    let next_to = |first| at_the_end(self.model, self.space, &first, self.place);
                    let first = if at.is_some() { next_to(first) } else { first };
                    return Shown::Found { cases: vec![first, second] };
                }
            }
        }
        Shown::Never { by: How::Walked { cells: group.points.len() as u64 } }
    }
}

impl Group {
    fn least(&self) -> usize {
        (0..self.points.len()).min_by_key(|cell| self.points.get(*cell).copied()).unwrap_or(0)
    }

    fn most(&self) -> usize {
        (0..self.points.len()).max_by_key(|cell| self.points.get(*cell).copied()).unwrap_or(0)
    }

    /// The cells that are not zero, neighbours along the last input together.
    fn boxes(&self, everything: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
        let last = self.inputs.last().copied().unwrap_or(0);
        let size = self.sizes.last().copied().unwrap_or(1);
        let mut found: Vec<Vec<(usize, usize)>> = vec![];
        let mut open = false;
        for (cell, points) in self.points.iter().enumerate() {
            if *points == Decimal::ZERO {
                open = false;
                continue;
            }
            let mut places = vec![0; everything.len()];
            self.put(cell, &mut places);
            let place = places.get(last).copied().unwrap_or(0);
            let longer =
                found.last_mut().filter(|_| open && cell % size != 0).and_then(|one| one.get_mut(last));
            if let Some(side) = longer {
                side.1 = place;
            } else {
                let mut sides = everything.to_vec();
                for input in &self.inputs {
                    if let (Some(side), Some(place)) = (sides.get_mut(*input), places.get(*input)) {
                        *side = (*place, *place);
                    }
                }
                found.push(sides);
            }
            open = true;
        }
        found
    }

    /// How far apart two neighbours of an input lie, and how many places it has.
    fn stride(&self, input: usize) -> Option<(usize, usize)> {
        let place = self.inputs.iter().position(|known| *known == input)?;
        let stride = self.sizes.iter().skip(place + 1).product();
        Some((stride, *self.sizes.get(place)?))
    }

    /// Writes the places of a cell.
    fn put(&self, mut cell: usize, places: &mut [usize]) {
        for (input, size) in self.inputs.iter().zip(&self.sizes).rev() {
            if let Some(place) = places.get_mut(*input) {
                *place = cell % size;
            }
            cell /= size;
        }
    }
}

/// For each rule, for each input that it looks at, where its test holds.
type Looks = Vec<(usize, Vec<bool>)>;

fn groups(
    model: &Model,
    table: &Table,
    space: &[Stretches],
    limits: &AnalysisLimits,
) -> Result<Vec<Group>, String> {
    apart_from(&pointed(model, table, space)?, space, limits)
}

/// Every rule: what it looks at, and its points.
fn pointed(model: &Model, table: &Table, space: &[Stretches]) -> Result<Vec<(Looks, Decimal)>, String> {
    let mut rules: Vec<(Looks, Decimal)> = vec![];
    for rule in &table.rules {
        if !rule.times.is_empty() {
            return Err("points are multiplied with an input, so they have no stretches".to_owned());
        }
        let points = rule.outputs.first().and_then(crate::Value::as_number).ok_or("points are no number")?;
        rules.push((looks(model, table, space, rule)?, points));
    }
    Ok(rules)
}

/// Inputs that no rule looks at together, group by group.
fn apart_from(
    rules: &[(Looks, Decimal)],
    space: &[Stretches],
    limits: &AnalysisLimits,
) -> Result<Vec<Group>, String> {
    let mut sets: Vec<Vec<usize>> = vec![];
    for (looks, _) in rules {
        let mut together: Vec<usize> = looks.iter().map(|(input, _)| *input).collect();
        sets.retain(|set| {
            let apart = !set.iter().any(|input| together.contains(input));
            if !apart {
                together.extend(set.iter().copied());
            }
            apart
        });
        together.sort_unstable();
        together.dedup();
        if !together.is_empty() {
            sets.push(together);
        }
    }
    sets.sort();
    sets.into_iter().map(|inputs| group(inputs, rules, space, limits)).collect()
}

/// Where two sums come to something else.
pub struct Apart {
    /// Boxes of cells: for each input the first and the last place.
    pub cells: Vec<Vec<(usize, usize)>>,
    /// Whether everybody in the boxes, and nobody outside them, gets another sum.
    pub exact: bool,
    /// How many cells were walked through.
    pub walked: u64,
}

/// Compares two sums; none where one of the models is no sum.
pub fn apart(
    before: &Model,
    after: &Model,
    space: &[Stretches],
    limits: &AnalysisLimits,
) -> Option<Result<Apart, String>> {
    let (_, old) = before.tables_in_order().last()?;
    let (_, new) = after.tables_in_order().last()?;
    let sum = HitPolicy::Collect(Aggregator::Sum);
    if old.policy != sum || new.policy != sum {
        return None;
    }
    Some(compared((before, old), (after, new), space, limits))
}

fn compared(
    (before, old): (&Model, &Table),
    (after, new): (&Model, &Table),
    space: &[Stretches],
    limits: &AnalysisLimits,
) -> Result<Apart, String> {
    let mut rules = pointed(after, new, space)?;
    for (looks, points) in pointed(before, old, space)? {
        rules.push((looks, Decimal::ZERO.minus(points).map_err(|error| error.to_string())?));
    }
    let everybody = rules.iter().filter(|(looks, _)| looks.is_empty());
    let shift = everybody.map(|(_, points)| *points).try_fold(Decimal::ZERO, Decimal::plus);
    let shifted = shift.map_err(|error| error.to_string())? != Decimal::ZERO;
    let groups = apart_from(&rules, space, limits)?;
    let all = || space.iter().map(|one| (0, one.values.len().saturating_sub(1))).collect::<Vec<_>>();
    let moved: Vec<&Group> =
        groups.iter().filter(|group| group.points.iter().any(|points| *points != Decimal::ZERO)).collect();
    let mut cells: Vec<_> = moved.iter().flat_map(|group| group.boxes(&all())).collect();
    if shifted && moved.is_empty() {
        cells.push(all());
    }
    let walked = groups.iter().map(|group| group.points.len() as u64).sum();
    // Several groups, or a group and what everybody gets, could make up for each other.
    let exact = moved.is_empty() || moved.len() == 1 && !shifted;
    Ok(Apart { cells, exact, walked })
}

fn looks(
    model: &Model,
    table: &Table,
    space: &[Stretches],
    rule: &crate::dmn::Rule,
) -> Result<Looks, String> {
    let mut found: Looks = vec![];
    for (column, test) in table.columns.iter().zip(&rule.tests) {
        if matches!(test, Unary::Any) {
            continue;
        }
        let input = model.input_of(column.source.node);
        let input = input.ok_or_else(|| format!("points depend on the table `{}`", column.expression))?;
        let holding = space.get(input).and_then(|stretches| stretches.holding(test));
        found.push((input, holding.ok_or("a test makes no sense for some values")?));
    }
    Ok(found)
}

fn group(
    inputs: Vec<usize>,
    rules: &[(Looks, Decimal)],
    space: &[Stretches],
    limits: &AnalysisLimits,
) -> Result<Group, String> {
    let sizes: Vec<usize> =
        inputs.iter().map(|input| space.get(*input).map_or(1, |one| one.values.len())).collect();
    let cells = sizes.iter().try_fold(1_usize, |cells, size| cells.checked_mul(*size)).unwrap_or(usize::MAX);
    let about: Vec<_> =
        rules.iter().filter(|(looks, _)| looks.iter().any(|(input, _)| inputs.contains(input))).collect();
    if (cells as u64).saturating_mul(about.len() as u64) > limits.cells.saturating_mul(10) {
        return Err(format!(
            "{} inputs stand together in {cells} cells: more than are walked through",
            inputs.len()
        ));
    }
    let mut group = Group { inputs, sizes, points: Vec::with_capacity(cells) };
    let mut places = vec![0; space.len()];
    for cell in 0..cells {
        group.put(cell, &mut places);
        let mut sum = Decimal::ZERO;
        for (looks, points) in &about {
            let at = |input: &usize| places.get(*input).copied().unwrap_or(0);
            if looks.iter().all(|(input, open)| open.get(at(input)) == Some(&true)) {
                sum = sum.plus(*points).map_err(|_| "the points are too large to be added".to_owned())?;
            }
        }
        group.points.push(sum);
    }
    Ok(group)
}
