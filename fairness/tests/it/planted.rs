//! Gaps that were planted are found, and where none was planted none is found. Chance is seeded.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "small counts of made-up people"
)]

use fairness::cube::{Axis, Builder, Column, Cube, Role, WIDEST};
use fairness::measure::{proxy, unknowns_ratio, widest};
use fairness::search::{Limits, Searching, cells, confirm, search, worst};
use fairness::{Confusion, Counts, Dice, Figure, Group, Question, Tally, compare};

const LEVELS: [usize; 4] = [3, 4, 5, 2];

fn axes() -> Vec<Axis> {
    let names = ["0", "1", "2", "3", "4"];
    let attribute =
        |(at, levels): (usize, &usize)| Axis::new(&format!("a{at}"), Role::Attribute, &names[..*levels]);
    LEVELS.iter().enumerate().map(attribute).chain([Axis::new("step", Role::Step, &["no", "yes"])]).collect()
}

/// People by lot; each is picked with so many chances in 1,000.
fn people(seed: u64, many: u64, chances: impl Fn(&[u32]) -> u64) -> Cube {
    let mut dice = Dice::new(seed);
    let mut columns = vec![Vec::new(); 5];
    for _ in 0..many {
        let levels: Vec<u32> = LEVELS.iter().map(|levels| dice.below(*levels as u64) as u32).collect();
        let picked = dice.below(1_000) < chances(&levels);
        for (column, level) in columns.iter_mut().zip(levels.iter().chain([&u32::from(picked)])) {
            column.push(*level);
        }
    }
    let mut builder = Builder::new(axes(), WIDEST).expect("axes");
    let columns: Vec<Column<'_>> = columns.iter().map(|column| Column::from(column.as_slice())).collect();
    builder.count(&columns).expect("rows");
    builder.finish().expect("a cube")
}

fn tally(cube: &Cube) -> Tally {
    Tally::new(cube, Question { picked: (4, 1), truth: None }).expect("a tally")
}

fn searching(worlds: u64) -> Searching {
    Searching { axes: vec![0, 1, 2, 3], depth: 3, smallest: 50, most: 5, worlds, seed: 7 }
}

#[test]
fn n06_a_planted_intersection_is_found_and_survives_the_correction() {
    let cube = people(1, 40_000, |one| if one[0] == 1 && one[2] == 3 { 100 } else { 50 });
    let found = search(&tally(&cube), &searching(200)).expect("a search");
    let (first, p) = &found.found[0];
    assert_eq!(first.group, Group::of(&[(0, 1), (2, 3)]), "{found:?}");
    assert!(*p < 0.01 && first.excess > 50.0 && found.compared > 100, "{found:?}");
}

#[test]
fn n06_where_nothing_was_planted_the_search_finds_nothing() {
    let mut false_alarms = 0;
    for seed in 0..60 {
        let found = search(&tally(&people(100 + seed, 5_000, |_| 50)), &searching(99)).expect("a search");
        false_alarms += u32::from(found.found[0].1 <= 0.05);
    }
    // 3 are expected; more than 8 would happen by chance once in 200.
    println!("{false_alarms} false alarms in 60 searches at 5 %");
    assert!(false_alarms <= 8, "{false_alarms}");
}

#[test]
fn n06_cutting_branches_loses_nothing() {
    let tally = tally(&people(3, 8_000, |one| 40 + 10 * u64::from(one[1])));
    let found = worst(&tally, &[0, 1, 2, 3], (3, 50, 5)).expect("a search");
    // Every intersection of up to three attributes, one by one.
    let mut all = Vec::new();
    for place in 0..5_usize.pow(4) * 6 {
        let choice = [place % 5, place / 5 % 5, place / 25 % 6, place / 150 % 5];
        let conditions: Vec<(usize, usize)> =
            choice.into_iter().enumerate().filter(|(axis, level)| *level < LEVELS[*axis]).collect();
        if (1..=3).contains(&conditions.len()) {
            all.push(Group::of(&conditions));
        }
    }
    all.sort_by_key(|group| group.conditions.clone());
    all.dedup();
    let whole = tally.group(&Group::default()).picked();
    let rate = whole.selected as f64 / whole.total as f64;
    let mut standings: Vec<f64> = Vec::new();
    for group in &all {
        let counts = tally.group(group).picked();
        let (size, people) = (counts.total as f64, whole.total as f64);
        if counts.total >= 50 {
            let variance = size * rate * (1.0 - rate) * (people - size) / (people - 1.0);
            standings.push((counts.selected as f64 - size * rate) / variance.sqrt());
        }
    }
    standings.sort_by(|one, two| two.total_cmp(one));
    for (found, expected) in found.worst.iter().zip(&standings) {
        assert!((found.standing - expected).abs() < 1e-9, "{found:?} {expected}");
    }
    assert!(found.evaluated <= standings.len() && found.worst.len() == 5);
}

#[test]
fn lots_on_the_cube_are_lots_among_people() {
    // Given ten people of whom four are picked, three in one cell: all 210 choices are equally likely.
    let mut dice = Dice::new(11);
    let mut seen = [0_u32; 4];
    for _ in 0..210_000 {
        seen[dice.hypergeometric(10, 4, 3) as usize] += 1;
    }
    for (found, ways) in seen.into_iter().zip([20.0, 60.0, 36.0, 4.0]) {
        let expected: f64 = ways / 120.0 * 210_000.0;
        assert!((f64::from(found) - expected).abs() < 5.0 * expected.sqrt(), "{seen:?}");
    }
    // And for many people: mean and spread as they should be.
    let (people, marked, drawn) = (50_000_u64, 4_000_u64, 900_u64);
    let found: Vec<f64> = (0..20_000).map(|_| dice.hypergeometric(people, marked, drawn) as f64).collect();
    let mean = found.iter().sum::<f64>() / 20_000.0;
    let variance = found.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / 20_000.0;
    assert!((mean - 72.0).abs() < 0.3 && (variance - 65.05).abs() < 3.0, "{mean} {variance}");
}

#[test]
fn a_planted_cluster_is_confirmed_and_a_planted_null_is_not() {
    let limits = Limits { splits: 4, smallest: 300 };
    let planted = people(5, 20_000, |one| if one[3] == 1 && one[0] == 0 { 120 } else { 50 });
    let all = cells(&tally(&planted), &[0, 3], Confusion::picked).expect("cells");
    let (found, confirmed) = confirm(&all, limits, 1);
    assert!(confirmed[0].p < 0.001, "{found:?} {confirmed:?}");
    let mut false_alarms = 0;
    for seed in 0..60 {
        let nothing = people(200 + seed, 4_000, |_| 80);
        let all = cells(&tally(&nothing), &[0, 1, 2, 3], Confusion::picked).expect("cells");
        false_alarms += u32::from(confirm(&all, limits, seed).1.iter().any(|one| one.p <= 0.05));
    }
    println!("{false_alarms} false clusters in 60 at 5 %");
    assert!(false_alarms <= 8, "{false_alarms}");
}

/// A field that stands for another, a field that does not, and two that only together do.
#[test]
fn n03_proxies_are_found_alone_and_together() {
    let mut dice = Dice::new(21);
    let axes = ["origin", "district", "shoes", "one", "two"]
        .map(|name| Axis::new(name, Role::Attribute, &["0", "1"]))
        .to_vec();
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    for _ in 0..20_000 {
        let origin = dice.below(2) as usize;
        let district = if dice.below(10) < 8 { origin } else { 1 - origin };
        let one = dice.below(2) as usize;
        builder.add(&[origin, district, dice.below(2) as usize, one, one ^ origin], 1).expect("a cell");
    }
    let cube = builder.finish().expect("a cube");
    let area = |fields: &[usize]| {
        let found = proxy(&cube, fields, 0, 3).expect("a proxy");
        found.guesses[1].area.value().expect("an area")
    };
    // The limit of N03 is an area of 0.60.
    assert!(area(&[1]).low > 0.75, "{:?}", area(&[1]));
    for innocent in [&[2][..], &[3], &[4]] {
        assert!(area(innocent).high < 0.55 && area(innocent).low < 0.51, "{:?}", area(innocent));
    }
    assert!(area(&[3, 4]).low > 0.99, "neither field alone, both together: {:?}", area(&[3, 4]));
}

#[test]
fn n05_a_planted_gap_by_income_class_is_found_at_its_size() {
    let cube = people(31, 60_000, |one| if one[1] == 0 { 80 } else { 50 });
    let tally = tally(&cube);
    let low = Group::of(&[(1, 0)]);
    let found = Figure::from(compare(tally.group(&low).picked(), tally.rest(&low).picked()))
        .value()
        .expect("a ratio");
    assert!(found.low < 1.6 && 1.6 < found.high && found.low > 1.4, "{found:?}");
}

/// The widest gap between any two of 96 equal groups is large; chance alone gives as much.
#[test]
fn the_widest_gap_of_many_groups_comes_with_what_chance_gives() {
    let mut dice = Dice::new(41);
    let groups: Vec<Counts> = (0..96)
        .map(|_| Counts { selected: (0..100).filter(|_| dice.below(100) < 5).count() as u64, total: 100 })
        .collect();
    let (seen, chance) = widest(&groups, 1);
    let (seen, chance) = (seen.bounds().expect("a gap").0, chance.value().expect("a range"));
    assert!(seen > 0.07 && chance.low <= seen && seen <= chance.high, "{seen} {chance:?}");
}

#[test]
fn n06_people_of_unknown_origin_are_put_at_both_extremes() {
    let (group, reference) = (Counts { selected: 60, total: 1_000 }, Counts { selected: 300, total: 10_000 });
    let few = unknowns_ratio(group, reference, Counts { selected: 0, total: 0 });
    assert!(few.value().is_some(), "nobody is unknown: {few:?}");
    let Figure::Between { low, high } = unknowns_ratio(group, reference, Counts { selected: 30, total: 500 })
    else {
        panic!()
    };
    assert!(low < 1.3 && high > 3.0, "{low} {high}");
    let plain = compare(group, reference);
    assert!(Figure::from(plain).bounds().is_some_and(|(one, two)| low < one && two < high));
}
