//! Figures of an audit from one cube. It knows no words and no language.

use super::asked::{Asked, Part, Why};
use super::figures::{
    Attribute, Audit, Crossing, Equal, Grade, Line, Of, Search, Step, Within, printable, shown,
};
use super::sides::Sides;
use fairness::cube::{Cube, Fault, Role};
use fairness::measure::{detectable_among, measures, passages, pooled, pooled_range, strata};
use fairness::release::{Policy, Sheet};
use fairness::search::{Searching, search};
use fairness::{Comparison, Confusion, Counts, Figure, Group, Origin, SMALLEST_GROUP, adjusted, alike};

/// Where chance starts: fixed, so that the same input gives the same bytes.
pub const SEED: u64 = 20_261_124;
/// Worlds by lot for the search.
const WORLDS: u64 = 999;
/// Below this corrected chance a difference counts as shown.
const ALPHA: f64 = 0.05;

/// The file that was counted.
pub struct Source<'a> {
    pub cube: &'a Cube,
    pub rows: u64,
    pub sha256: String,
}

/// Measures everything that the columns allow.
///
/// # Errors
/// Counts that add up to more than can be held.
pub fn measure(source: Source<'_>, asked: Asked) -> Result<Audit, Fault> {
    let sides = Sides::new(source.cube, &asked)?;
    let mut attributes = Vec::new();
    for column in &asked.attributes {
        attributes.push(attribute(&sides, &asked, column)?);
    }
    let comparisons = graded(&sides, &mut attributes);
    let names = source.cube.shape().axes().iter().map(|axis| axis.name.clone());
    let part = |why: Why| Part::Absent(why);
    Ok(Audit {
        format: "waarborg-audit-1",
        version: env!("CARGO_PKG_VERSION"),
        sha256: source.sha256,
        rows: source.rows,
        people: source.cube.total(),
        everybody: sides.rate(&Group::default()),
        path: path(&sides, &asked, &attributes)?,
        intersections: intersections(&sides, &asked)?,
        circumstances: circumstances(&sides, &asked, &attributes)?,
        time: time(&sides, &asked, &attributes),
        found: asked.truth.as_ref().map_or(part(Why::NoTruth), |_| {
            if asked.rounded_to.is_some() { part(Why::Rounded) } else { Part::Measured(()) }
        }),
        proxies: part(Why::NotMade),
        clusters: part(Why::NotMade),
        missing: names.zip(source.cube.missing().into_iter().map(shown)).collect(),
        comparisons,
        smallest_group: SMALLEST_GROUP,
        attributes,
        asked,
    })
}

fn attribute(sides: &Sides, asked: &Asked, column: &str) -> Result<Attribute, Fault> {
    let (axis, levels) = sides.axis(column)?;
    let reference = asked.reference(column);
    let fixed = reference.and_then(|value| levels.iter().position(|level| level == value));
    let mut lines = Vec::new();
    let mut counted = Vec::new();
    for level in 0..=levels.len() {
        let group = Group::of(&[(axis, level)]);
        if sides.counts(&group).total == 0 {
            continue;
        }
        let other = fixed.map(|fixed| Group::of(&[(axis, fixed)]));
        let mut line = line(sides, &group, other.as_ref());
        line.value = levels.get(level).cloned();
        line.is_reference = fixed == Some(level);
        if fixed.is_some() && level < levels.len() {
            line.with_unknowns = sides.unknowns(&group, other.as_ref(), &Group::of(&[(axis, levels.len())]));
        }
        counted.push((sides.counts(&group), line.errors.map(|errors| errors.group.counts)));
        lines.push(line);
    }
    // Printed tables were made safe before; made-up precision would not protect anybody more.
    if asked.rounded_to.is_none() {
        hold_back(&counted, &mut lines);
    }
    Ok(Attribute { column: column.to_owned(), reference: reference.map(str::to_owned), lines })
}

/// Counts that would show a few people are held back, with what is made of them.
fn hold_back(counted: &[(Counts, Option<Confusion>)], lines: &mut [Line]) {
    let rows = counted.iter().map(|(counts, _)| vec![counts.selected, counts.others()]);
    let printed = Sheet { rows: rows.collect() }.publish(&[], Policy::default());
    let found = counted.iter().map(|(_, found)| found.unwrap_or_default());
    let rows = found.map(|of| vec![of.found, of.wrong, of.missed, of.spared, of.picked_open, of.left_open]);
    let truths = Sheet { rows: rows.collect() }.publish(&[], Policy::default());
    let hidden = |cells: &Vec<Option<u64>>| cells.iter().any(Option::is_none);
    for (at, line) in lines.iter_mut().enumerate() {
        let counts_hidden = printed.cells.get(at).is_none_or(hidden);
        if counts_hidden || truths.cells.get(at).is_none_or(hidden) {
            line.errors = None;
        }
        if !counts_hidden {
            continue;
        }
        let size_hidden = printed.rows.get(at).is_none_or(Option::is_none);
        line.counts = None;
        line.chance = None;
        for figure in [
            &mut line.rate,
            &mut line.reference_rate,
            &mut line.ratio,
            &mut line.difference,
            &mut line.excess,
            &mut line.with_unknowns,
        ] {
            if size_hidden || !matches!(figure, Figure::TooFew { .. }) {
                *figure = Figure::Suppressed;
            }
        }
    }
}

fn line(sides: &Sides, group: &Group, other: Option<&Group>) -> Line {
    let counts = sides.counts(group);
    let few = Figure::TooFew { people: counts.total, needed: SMALLEST_GROUP };
    let compared = sides.compared(group, other);
    Line {
        value: None,
        is_reference: false,
        counts: Some(counts),
        rate: if counts.total < SMALLEST_GROUP { few } else { sides.rate(group) },
        reference_rate: compared.reference_rate,
        ratio: compared.ratio,
        ratio_as_printed: compared.as_printed,
        difference: compared.difference,
        excess: compared.excess,
        chance: alike(compared.group, compared.reference).map(|check| check.p),
        could_see: Figure::Suppressed,
        with_unknowns: compared.ratio,
        grade: Grade::Undetermined,
        errors: sides.errors(group, other).map(|(one, two)| measures(one, two)),
    }
}

/// Corrects the chances over all comparisons, and says how strong each is.
fn graded(sides: &Sides, attributes: &mut [Attribute]) -> usize {
    let lines = |attribute: &mut Attribute| attribute.lines.iter().filter(|line| compared(line)).count();
    let many: usize = attributes.iter_mut().map(lines).sum();
    let all = attributes.iter().flat_map(|one| one.lines.iter()).filter(|line| compared(line));
    let registered: Vec<Comparison> = all
        .map(|line| Comparison {
            family: "report".to_owned(),
            origin: Origin::Standard,
            p: line.chance.unwrap_or(1.0),
        })
        .collect();
    let mut corrected = adjusted(&registered).into_iter();
    for attribute in attributes {
        let reference = attribute.lines.iter().find(|line| line.is_reference);
        let base = reference.and_then(|line| line.counts);
        for line in &mut attribute.lines {
            if !compared(line) {
                line.chance = None;
                line.could_see = line.ratio;
                continue;
            }
            line.chance = corrected.next();
            if let Some(counts) = line.counts {
                line.could_see = sides.could_see(counts, base, |one, two, rate| {
                    detectable_among(one, two, rate, u64::try_from(many).unwrap_or(1))
                });
            }
            line.grade = grade(line);
        }
    }
    many
}

const fn compared(line: &Line) -> bool {
    !line.is_reference && line.ratio.bounds().is_some()
}

fn grade(line: &Line) -> Grade {
    match line.ratio.bounds() {
        None => Grade::Undetermined,
        Some((low, high)) if low > 1.0 || high < 1.0 => {
            if line.chance.is_some_and(|chance| chance < ALPHA) {
                Grade::Shown
            } else {
                Grade::Indication
            }
        }
        Some(_) => Grade::NotShown,
    }
}

/// The groups that get parts of their own: every value that may be compared, in a column with a reference, or the
/// strongest one of a column without.
fn chosen(attributes: &[Attribute]) -> Vec<(&Attribute, &Line)> {
    attributes
        .iter()
        .flat_map(|one| {
            let lines = one.lines.iter().filter(|line| compared(line) && line.value.is_some());
            let lines: Vec<&Line> = lines.collect();
            let kept = if one.reference.is_some() { lines } else { strongest(one).into_iter().collect() };
            kept.into_iter().map(move |line| (one, line))
        })
        .collect()
}

/// The comparison of a column that matters most: the strongest evidence, then the most people.
pub fn strongest(attribute: &Attribute) -> Option<&Line> {
    let lines = attribute.lines.iter().filter(|line| compared(line) && line.value.is_some());
    lines.max_by(|one, two| {
        let weight = |line: &Line| {
            let (low, high) = line.excess.bounds().unwrap_or((0.0, 0.0));
            f64::midpoint(low, high).abs()
        };
        one.grade.cmp(&two.grade).then(weight(one).total_cmp(&weight(two)))
    })
}

fn own<T>(attribute: &Attribute, line: &Line, found: T) -> Of<T> {
    Of {
        column: attribute.column.clone(),
        value: line.value.clone().unwrap_or_default(),
        reference: attribute.reference.clone(),
        found,
    }
}

fn path(sides: &Sides, asked: &Asked, attributes: &[Attribute]) -> Result<Part<Vec<Of<Vec<Step>>>>, Fault> {
    let Some(step) = &asked.step else { return Ok(Part::Absent(Why::NoStep)) };
    if asked.rounded_to.is_some() {
        return Ok(Part::Absent(Why::Rounded));
    }
    let mut found = Vec::new();
    for (attribute, line) in chosen(attributes) {
        let Some((group, reference)) =
            sides.steps(&attribute.column, line, attribute.reference.as_deref(), step)?
        else {
            continue;
        };
        let passed = passages(&group, &reference, 0)?;
        found.push(own(attribute, line, passed.into_iter().map(Step::of).collect()));
    }
    Ok(Part::Measured(found))
}

fn circumstances(
    sides: &Sides,
    asked: &Asked,
    attributes: &[Attribute],
) -> Result<Part<Vec<Of<Equal>>>, Fault> {
    if asked.given.is_empty() {
        return Ok(Part::Absent(Why::NoGiven));
    }
    let mut axes = Vec::new();
    for column in &asked.given {
        axes.push(sides.axis(column)?.0);
    }
    let mut found = Vec::new();
    for (attribute, line) in chosen(attributes) {
        let Some((group, other)) = sides.pair(&attribute.column, line, attribute.reference.as_deref()) else {
            continue;
        };
        let equal = pooled(&strata(sides.tally(), &group, &other, &axes)?);
        let range = asked.rounded_to.map(|_| pooled_range(&sides.rounded_strata(&group, &other, &axes)));
        found.push(own(attribute, line, Equal { crude: line.ratio, pooled: equal, range }));
    }
    Ok(Part::Measured(found))
}

fn time(sides: &Sides, asked: &Asked, attributes: &[Attribute]) -> Part<Vec<Of<Vec<Within>>>> {
    let Some((axis, levels)) = asked.period.as_ref().and_then(|column| sides.axis(column).ok()) else {
        return Part::Absent(Why::NoPeriod);
    };
    let course = |(attribute, line): (&Attribute, &Line)| {
        let (group, other) = sides.pair(&attribute.column, line, attribute.reference.as_deref())?;
        let at = |(level, name): (usize, &String)| {
            let then = |group: &Group| Group {
                conditions: [group.conditions.clone(), vec![(axis, vec![level])]].concat(),
            };
            let few = sides.counts(&then(&group)).total < SMALLEST_GROUP;
            let compared = sides.compared(&then(&group), Some(&then(&other)));
            let small = asked.rounded_to.is_none()
                && (printable(compared.group).is_none() || printable(compared.reference).is_none());
            let rate = if few { compared.ratio } else { sides.rate(&then(&group)) };
            let kept = |figure: Figure| if small { Figure::Suppressed } else { figure };
            Within { name: name.clone(), ratio: kept(compared.ratio), rate: kept(rate) }
        };
        Some(own(attribute, line, levels.iter().enumerate().map(at).collect()))
    };
    Part::Measured(chosen(attributes).into_iter().filter_map(course).collect())
}

fn intersections(sides: &Sides, asked: &Asked) -> Result<Part<Search>, Fault> {
    if asked.attributes.len() < 2 {
        return Ok(Part::Absent(Why::OneAttribute));
    }
    if asked.rounded_to.is_some() {
        return Ok(Part::Absent(Why::Rounded));
    }
    let mut axes = Vec::new();
    for column in &asked.attributes {
        axes.push(sides.axis(column)?.0);
    }
    let what = Searching { axes, depth: 3, smallest: SMALLEST_GROUP, most: 5, worlds: WORLDS, seed: SEED };
    let seen = match search(sides.tally(), &what) {
        Err(Fault::Overflow) => return Ok(Part::Absent(Why::TooMany)),
        seen => seen?,
    };
    let crossing = |(found, chance): (fairness::search::Found, f64)| {
        let level = |(axis, levels): &(usize, Vec<usize>)| {
            let column = sides.tally().shape().axes().get(*axis)?;
            let level = levels.first().and_then(|level| column.levels.get(*level));
            Some((column.name.clone(), level.cloned()))
        };
        let compared = sides.compared(&found.group, None);
        Crossing {
            who: found.group.conditions.iter().filter_map(level).collect(),
            counts: printable(found.counts),
            rate: printable(found.counts).map_or(Figure::Suppressed, |_| sides.rate(&found.group)),
            ratio: printable(found.counts).map_or(Figure::Suppressed, |_| compared.ratio),
            excess: printable(found.counts).map(|_| found.excess),
            chance,
        }
    };
    Ok(Part::Measured(Search {
        compared: seen.compared,
        worlds: seen.worlds,
        seed: SEED,
        found: seen.found.into_iter().map(crossing).collect(),
    }))
}

/// What an axis stands for, by the column's place in the question.
pub const fn role(step: bool, period: bool, asked: bool) -> Role {
    match (step, period, asked) {
        (true, ..) => Role::Step,
        (_, true, _) => Role::Period,
        (.., true) => Role::Outcome,
        _ => Role::Attribute,
    }
}
