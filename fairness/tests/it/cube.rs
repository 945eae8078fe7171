//! The cube: counted in one pass, joined in any order, written in one way.

use fairness::cube::{Axis, Builder, Column, Cube, Fault, MISSING, Marginals, Plan, Role, WIDEST};
use fairness::{Dice, Group, Question, Tally};
use proptest::prelude::*;

fn axes() -> Vec<Axis> {
    vec![
        Axis::new("origin", Role::Attribute, &["nl", "eu", "out"]),
        Axis::new("age", Role::Attribute, &["young", "old"]),
        Axis::new("month", Role::Period, &["1", "2"]),
        Axis::new("step", Role::Step, &["population", "picked", "visited"]),
        Axis::new("outcome", Role::Outcome, &["nothing", "something"]),
    ]
}

type Rows = Vec<[u32; 5]>;

fn radices() -> [u32; 5] {
    [3, 2, 2, 3, 2]
}

fn rows(seed: u64, many: usize) -> Rows {
    let mut dice = Dice::new(seed);
    let code = |dice: &mut Dice, levels: u32| {
        let drawn = u32::try_from(dice.below(u64::from(levels) + 1)).expect("small");
        if drawn == levels { MISSING } else { drawn }
    };
    (0..many).map(|_| radices().map(|levels| code(&mut dice, levels))).collect()
}

fn columns(rows: &Rows) -> Vec<Vec<u32>> {
    (0..5).map(|axis| rows.iter().map(|row| row[axis]).collect()).collect()
}

fn borrowed(columns: &[Vec<u32>]) -> Vec<Column<'_>> {
    columns.iter().map(|column| Column::from(column.as_slice())).collect()
}

fn counted(rows: &Rows) -> Cube {
    let mut builder = Builder::new(axes(), WIDEST).expect("axes");
    builder.count(&borrowed(&columns(rows))).expect("rows");
    builder.finish().expect("a cube")
}

#[test]
fn one_pass_counts_what_counting_by_hand_counts() {
    let rows = rows(1, 5_000);
    let cube = counted(&rows);
    assert_eq!(cube.total(), 5_000);
    let level = |code: u32, axis: usize| (code.min(radices()[axis])) as usize;
    for (place, count) in cube.cells().iter().enumerate() {
        let here = |row: &&[u32; 5]| {
            (0..5).all(|axis| cube.shape().level(axis, place) == Some(level(row[axis], axis)))
        };
        assert_eq!(*count, rows.iter().filter(here).count() as u64, "cell {place}");
    }
    let missing = (0..5).map(|axis| rows.iter().filter(|row| row[axis] == MISSING).count() as u64);
    assert_eq!(cube.missing(), missing.collect::<Vec<_>>());
}

#[test]
fn n06_people_without_a_value_stay_a_group() {
    let cube = counted(&rows(2, 2_000));
    let tally = Tally::new(&cube, Question { picked: (3, 1), truth: Some((4, 1)) }).expect("a tally");
    let people: u64 = (0..4).map(|level| tally.group(&Group::of(&[(0, level)])).people()).sum();
    assert_eq!(people, 2_000, "groups add up to everybody");
    let missing = tally.group(&Group::of(&[(0, 3)]));
    assert_eq!(missing.people(), cube.missing()[0]);
    let (group, rest) = (Group::of(&[(0, 1), (1, 0)]), tally.rest(&Group::of(&[(0, 1), (1, 0)])));
    assert_eq!(tally.group(&group).people() + rest.people(), 2_000);
}

#[test]
fn dictionaries_of_their_own_give_the_same_cube() {
    let rows = rows(3, 1_000);
    let mut builder = Builder::new(axes(), WIDEST).expect("axes");
    let plain = columns(&rows);
    // Given a dictionary that lists the levels of the first axis backwards, and "missing" as a value of its own.
    let turned: Vec<u32> = plain[0].iter().map(|code| if *code == MISSING { 3 } else { 2 - code }).collect();
    let mut columns = borrowed(&plain);
    columns[0] = Column { codes: &turned, levels: Some(&[2, 1, 0, MISSING]) };
    builder.count(&columns).expect("rows");
    assert_eq!(builder.finish().expect("a cube"), counted(&rows));
}

#[test]
fn wrong_columns_are_refused_whole_with_their_place() {
    let mut builder = Builder::new(axes(), WIDEST).expect("axes");
    let mut plain = columns(&rows(4, 100));
    plain[2][77] = 2;
    assert_eq!(builder.count(&borrowed(&plain)), Err(Fault::Code { axis: 2, row: 77, code: 2 }));
    assert_eq!(builder.count(&borrowed(&plain[..4])), Err(Fault::Columns { needed: 5, given: 4 }));
    plain[4].pop();
    assert_eq!(builder.count(&borrowed(&plain)), Err(Fault::Rows { axis: 4 }));
    plain = columns(&rows(4, 100));
    let mut columns = borrowed(&plain);
    columns[0].levels = Some(&[0, 1]);
    assert!(matches!(builder.count(&columns), Err(Fault::Code { axis: 0, .. })));
    assert_eq!(builder.finish().expect("a cube").total(), 0);
    assert_eq!(Builder::new(axes(), 100).err(), Some(Fault::TooWide { most: 100 }));
    let twice = vec![Axis::new("a", Role::Attribute, &["x"]), Axis::new("a", Role::Attribute, &["y"])];
    assert_eq!(Builder::new(twice, WIDEST).err(), Some(Fault::Axis { axis: 1 }));
}

#[test]
fn the_bytes_stand_for_the_evidence() {
    let cube = counted(&rows(5, 3_000));
    let bytes = cube.bytes();
    assert_eq!(Cube::read(&bytes), Ok(cube.clone()));
    // Frozen: another digest means that evidence registered before can no longer be checked.
    let start = u64::from_be_bytes(cube.digest()[..8].try_into().expect("eight"));
    assert_eq!(start, 0xa9a7_cb3f_7225_a300);
    for cut in 0..bytes.len() {
        assert!(Cube::read(&bytes[..cut]).is_err(), "{cut}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Cube::read(&longer), Err(Fault::Bytes { place: bytes.len() }));
}

#[test]
fn wider_than_memory_falls_back_to_marginals_and_names_what_was_left_out() {
    let attribute = |name: &str, levels: usize| {
        let names: Vec<String> = (0..levels).map(|level| level.to_string()).collect();
        Axis { name: name.to_owned(), role: Role::Attribute, levels: names }
    };
    let mut axes: Vec<Axis> = (0..6).map(|at| attribute(&format!("a{at}"), 9 + at)).collect();
    axes.push(Axis::new("step", Role::Step, &["no", "yes"]));
    let plan = Plan::new(&axes, 20_000);
    assert_eq!(plan.counted.len() + plan.pruned.len(), 6 + 15 + 20);
    assert!(plan.counted.iter().all(|set| set.contains(&6)) && !plan.pruned.is_empty());
    assert!(plan.counted.len() >= 6 + 15, "singles and pairs fit: {plan:?}");
    // Then each counted set equals the marginal of the whole, had it fitted.
    let small = self::axes();
    let (rows, most) = (rows(6, 4_000), 150);
    let mut marginals = Marginals::new(&small, most).expect("axes");
    marginals.count(&borrowed(&columns(&rows))).expect("rows");
    let (cubes, pruned) = marginals.finish().expect("cubes");
    assert!(!cubes.is_empty() && !pruned.is_empty());
    for (set, cube) in cubes {
        assert_eq!(Ok(cube), counted(&rows).marginal(&set));
    }
    // And with more sets than can be listed, it says how deep it looked.
    let many: Vec<Axis> = (0..2_000).map(|at| attribute(&format!("b{at}"), 2)).collect();
    assert_eq!(Plan::new(&many, 5_000).depth, 1);
    assert_eq!(Plan::new(&small, WIDEST).counted, [vec![0, 1, 2, 3, 4]]);
}

proptest! {
    #[test]
    fn joining_in_any_order_gives_the_same_bytes(one in 0_u64..1_000, two in 0_u64..1_000, three in 0_u64..1_000) {
        let [a, b, c] = [one, two, three].map(|seed| counted(&rows(seed, 60)));
        let left = a.merge(&b).and_then(|ab| ab.merge(&c)).expect("joined");
        let right = c.merge(&a).and_then(|ca| ca.merge(&b)).expect("joined");
        prop_assert_eq!(left.bytes(), right.bytes());
        let at_once = counted(&[rows(one, 60), rows(two, 60), rows(three, 60)].concat());
        prop_assert_eq!(left.digest(), at_once.digest());
    }

    #[test]
    fn sums_over_axes_keep_everybody(seed in 0_u64..1_000, keep in proptest::collection::vec(0_usize..5, 0..5)) {
        let cube = counted(&rows(seed, 200));
        let marginal = cube.marginal(&keep).expect("axes");
        prop_assert_eq!(marginal.total(), 200);
        prop_assert_eq!(marginal.cells().iter().sum::<u64>(), 200);
        for (place, axis) in marginal.shape().axes().iter().enumerate() {
            let whole = cube.shape().axis(&axis.name).expect("the axis");
            prop_assert_eq!(marginal.levels(place), cube.levels(whole));
        }
        let slices: u64 = (0..4).map(|level| cube.slice(0, level).expect("a slice").total()).sum();
        prop_assert_eq!(slices, 200);
    }

    #[test]
    fn no_bytes_make_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let headed = [b"waarborg-cube-1\n".as_slice(), &bytes].concat();
        if let Ok(cube) = Cube::read(&headed) {
            prop_assert_eq!(cube.bytes(), headed);
        }
    }
}
