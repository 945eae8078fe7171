//! Laws that hold for every case and every damaged file.

use super::{fixture, imported};
use model::import::read;
use model::statistical::{Allowed, Mode, Statistical, Wanted};
use model::{Decimal, Value};
use proptest::prelude::*;

const ADDITIVE: [&str; 6] = ["card", "counts", "general", "regression", "softmax", "treated"];
const STEPWISE: [&str; 7] =
    ["card", "rules-first", "rules-sum", "rules-max", "tree-named", "tree-last", "tree-none"];

/// A small world, so that every case of it can be tried: incomes in steps of 3,000.
const STEP: i64 = 3_000;
const INCOMES: i64 = 34;
const ARREARS: i64 = 13;
const HOUSEHOLDS: [&str; 3] = ["single", "couple", "single_parent"];
const REGIONS: [&str; 2] = ["north", "south"];

type Point = (i64, i64, usize, usize);

fn case(model: &Statistical, (income, arrears, household, region): Point) -> Vec<Value> {
    let value = |name: &str| match name {
        "income" => Value::number(Decimal::whole(income * STEP)),
        "arrears" => Value::number(Decimal::whole(arrears)),
        "household" => Value::text(HOUSEHOLDS[household]),
        _ => Value::text(REGIONS[region]),
    };
    model.fields().iter().map(|field| value(&field.name)).collect()
}

fn point() -> impl Strategy<Value = Point> {
    (0..INCOMES, 0..ARREARS, 0..HOUSEHOLDS.len(), 0..REGIONS.len())
}

fn everywhere() -> impl Iterator<Item = Point> {
    (0..INCOMES).flat_map(|income| {
        (0..ARREARS).flat_map(move |arrears| {
            (0..HOUSEHOLDS.len()).flat_map(move |household| {
                (0..REGIONS.len()).map(move |region| (income, arrears, household, region))
            })
        })
    })
}

/// How many inputs differ, and by how many steps.
fn apart(one: Point, two: Point) -> (usize, i64) {
    let steps =
        [(one.0 - two.0).abs(), (one.1 - two.1).abs(), i64::from(one.2 != two.2), i64::from(one.3 != two.3)];
    (steps.iter().filter(|steps| **steps > 0).count(), steps.iter().sum())
}

fn allowed(model: &Statistical) -> Vec<Allowed> {
    let step = |name: &str| Decimal::whole(if name == "income" { STEP } else { 1 });
    model
        .fields()
        .iter()
        .enumerate()
        .map(|(input, field)| Allowed { input, step: step(&field.name) })
        .collect()
}

/// Nothing smaller does it: every case of the world is tried. Incomes beyond the world are not proposed, since the
/// dictionary ends at 100,000; arrears beyond it may be, and then no case of the world is nearer.
fn check(name: &str, from: Point, wanted: &Wanted) -> Result<(), TestCaseError> {
    let model = imported(&fixture(name)).model;
    let decide = |point: Point| model.decide(&case(&model, point), Mode::Strict).ok();
    let Some(before) = decide(from) else { return Ok(()) };
    let met = |point: &Point| {
        decide(*point).is_some_and(|after| match wanted {
            Wanted::Other => after.outcome != before.outcome,
            Wanted::Outcome(outcome) => after.outcome == *outcome,
            Wanted::Across(bound) => (after.score >= Some(*bound)) != (before.score >= Some(*bound)),
        })
    };
    if met(&from) {
        return Ok(());
    }
    let best = everywhere().filter(met).map(|point| apart(from, point)).min();
    let nearest = model.nearest(&case(&model, from), wanted, &allowed(&model)).expect("decided");
    let Some(outcome) = &nearest.outcome else {
        prop_assert!(
            best.is_none_or(|(inputs, _)| inputs > 3) || !nearest.proven,
            "{name} {from:?}: {best:?} was missed"
        );
        return Ok(());
    };
    let mut other = case(&model, from);
    for change in &nearest.changes {
        let place = model.fields().iter().position(|field| field.name == change.input).expect("an input");
        prop_assert_eq!(&other[place], &change.from);
        other[place] = change.to.clone();
    }
    let after = model.decide(&other, Mode::Strict).expect("decided");
    prop_assert_eq!(&after.outcome, outcome, "the change really gives it");
    let steps =
        nearest.changes.iter().try_fold(Decimal::ZERO, |sum, change| sum.plus(change.steps)).expect("a sum");
    let found = (nearest.changes.len(), i64::try_from(steps.units(0).expect("whole steps")).expect("small"));
    if nearest.proven {
        prop_assert!(best.is_none_or(|best| found <= best), "{name} {from:?}: {found:?} and {best:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..crate::fixed() })]

    #[test]
    fn l07_contributions_add_up_to_the_score_exactly(point in point(), cents in 0_i64..300_000) {
        for name in ADDITIVE {
            let model = imported(&fixture(name)).model;
            let mut case = case(&model, point);
            case[0] = Value::number(Decimal::scaled((point.0 * STEP * 100 + cents).min(9_999_999).into(), 2).expect("an income"));
            let explained = model.explain(&case, Mode::Strict).expect("decided");
            let decided = model.decide(&case, Mode::Strict).expect("decided");
            let sum = explained.parts.iter().try_fold(explained.intercept, |sum, part| sum.plus(part.points)).expect("a sum");
            prop_assert_eq!(Some(sum), explained.score);
            prop_assert_eq!(decided.score, explained.score);
            prop_assert!(sum.units(9).is_some(), "a whole number of 1e-9");
        }
    }

    #[test]
    fn a_tree_is_a_table_in_which_exactly_one_rule_holds(point in point(), name in proptest::sample::select(vec!["tree-named", "tree-last", "tree-none"])) {
        use model::statistical::{Form, fact::facts};
        let model = imported(&fixture(name)).model;
        let Form::Tree(tree) = model.form() else { panic!("a tree") };
        let case = case(&model, point);
        let facts = facts(model.fields(), &case, Mode::Strict).expect("facts");
        let holds = |(node, wanted): &(usize, bool)| tree.nodes[*node].test.holds(&facts) == Ok(Some(*wanted));
        let held: Vec<_> = tree.paths().into_iter().filter(|path| path.tests.iter().all(holds)).collect();
        prop_assert_eq!(held.len(), 1);
        let decided = model.decide(&case, Mode::Strict).expect("decided");
        prop_assert_eq!(decided.path.last(), Some(&held[0].leaf));
        for node in &tree.nodes {
            let (holds, not) = (node.test.holds(&facts), node.test.negated().holds(&facts));
            prop_assert_eq!(holds.expect("known").map(|holds| !holds), not.expect("known"));
        }
    }

    #[test]
    fn the_nearest_change_gives_another_outcome_and_no_smaller_one_does(point in point(), name in proptest::sample::select(STEPWISE.to_vec())) {
        check(name, point, &Wanted::Other)?;
    }

    #[test]
    fn the_nearest_change_across_a_threshold_is_found_and_no_smaller_one_is(point in point(), bound in 5_i64..60, name in proptest::sample::select(ADDITIVE.to_vec())) {
        let digits = u8::from(!matches!(name, "card" | "regression" | "treated"));
        let bound = Decimal::scaled(bound.into(), digits).expect("a bound");
        check(name, point, &Wanted::Across(bound))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..crate::fixed() })]

    /// Ten thousand incomes are followed by halving, and compared with trying each.
    #[test]
    fn a_number_with_many_values_is_followed_to_the_first_that_does_it(point in point(), bound in -40_i64..60, name in proptest::sample::select(vec!["softmax", "logistic", "treated"])) {
        let text = fixture(if name == "logistic" { "general" } else { name });
        let model = imported(&text.replace("exponent=\"2\"", "exponent=\"1\"").replace("field=\"burden\"", "field=\"parent\"")).model;
        let income = model.fields().iter().position(|field| field.name == "income").expect("an income");
        let bound = Decimal::scaled(bound.into(), u8::from(name != "treated")).expect("a bound");
        let start = case(&model, point);
        let above = |income_of: i64| {
            let mut other = start.clone();
            other[income] = Value::number(Decimal::whole(income_of));
            model.decide(&other, Mode::Strict).expect("decided").score >= Some(bound)
        };
        let (now, step) = (point.0 * STEP, 10);
        let best = (0..=100_000 / step).map(|place| place * step).filter(|income| above(*income) != above(now)).map(|income| (income - now).abs()).min();
        let allowed = [Allowed { input: income, step: Decimal::whole(step) }];
        let nearest = model.nearest(&start, &Wanted::Across(bound), &allowed).expect("decided");
        let found = nearest.changes.first().map(|change| change.steps);
        prop_assert_eq!(found, best.map(|best| Decimal::whole(best / step)));
    }
}

/// Files that the readers accept, to be damaged.
fn files() -> Vec<String> {
    let names = ["card", "general", "regression", "softmax", "rules-sum", "tree-named"];
    let mut files: Vec<_> = names.iter().map(|name| fixture(name)).collect();
    if let Some(folder) = crate::reference("models") {
        files.extend(
            ["ebm.json", "scorecard.json", "tree.pmml"]
                .map(|name| std::fs::read_to_string(folder.join(name)).expect("a file")),
        );
    }
    files.push("input,from,below,word,points\nincome,,5,,1\nincome,5,,,2\nplace,,,north,3\n".to_owned());
    files
}

fn damaged(file: &str, damage: &[(usize, u8, u8)]) -> Vec<u8> {
    let mut bytes = file.as_bytes().to_vec();
    for (place, kind, byte) in damage {
        let place = place % bytes.len().max(1);
        let text = [
            &b"1"[..],
            b"\"",
            b"<",
            b">",
            b"[",
            b"]",
            b"{",
            b",",
            b"-",
            b"9e9",
            b"e-400",
            b"null",
            b"nan",
            b" ",
            b"\n",
            b"]]>",
        ];
        match kind % 4 {
            0 if !bytes.is_empty() => bytes[place] = *byte,
            1 => bytes.truncate(place.max(10)),
            2 => drop(bytes.splice(place..place, text[usize::from(*byte) % text.len()].iter().copied())),
            _ => drop(bytes.drain(place..(place + usize::from(*byte)).min(bytes.len()))),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..crate::fixed() })]

    #[test]
    fn a_damaged_file_ends_in_findings_or_in_a_model_that_decides_or_says_why_not(
        which in 0_usize..10,
        damage in proptest::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 1..6),
        numbers in proptest::collection::vec(-100_000_i64..100_000, 8),
    ) {
        let files = files();
        let bytes = damaged(&files[which % files.len()], &damage);
        match read(&bytes) {
            Err(findings) => prop_assert!(!findings.0.is_empty(), "something is told"),
            Ok(read) => {
                let model = read.model;
                let case: Vec<_> = model.fields().iter().zip(numbers.iter().cycle()).map(|(field, number)| match &field.domain {
                    model::statistical::fact::Domain::Number { .. } => Value::number(Decimal::whole(*number)),
                    model::statistical::fact::Domain::Words { values } => values.first().map_or(Value::Null, |word| Value::text(word)),
                }).collect();
                for mode in [Mode::Strict, Mode::AsWritten] {
                    let _ = model.explain(&case, mode);
                }
                let _ = model.nearest(&case, &Wanted::Other, &[Allowed { input: 0, step: Decimal::whole(1) }]);
            }
        }
    }
}
