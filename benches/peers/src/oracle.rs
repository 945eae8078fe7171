//! The table once more, written by hand as plain conditions, for no engine and by no engine.

use crate::made::Stored;

struct Person {
    age: i64,
    income: i64,
    assets: i64,
    children: i64,
    alone: bool,
    residence: &'static str,
}

/// The points of everyone.
pub fn outcomes(people: &[Stored]) -> Vec<i64> {
    let [
        Stored::Numbers(age),
        Stored::Numbers(income),
        Stored::Numbers(assets),
        Stored::Numbers(children),
        rest @ ..,
    ] = people
    else {
        panic!("four numbers first");
    };
    let [Stored::Words(household, households), Stored::Words(residence, residences)] = rest else {
        panic!("two words behind them");
    };
    let person = |row: usize| Person {
        age: age[row],
        income: income[row],
        assets: assets[row],
        children: children[row],
        alone: households[household[row] as usize] == "alone",
        residence: residences[residence[row] as usize],
    };
    (0..age.len()).map(|row| points(&person(row))).collect()
}

fn points(person: &Person) -> i64 {
    let Person { age, income, assets, children, alone, residence } = *person;
    let working = (18..67).contains(&age);
    let poor = working && income < 15_000 && assets < 7_000 && children == 0 && alone;
    match () {
        () if age < 18 => 0,
        () if age >= 67 && income < 20_000 && assets < 15_000 && alone => 1,
        () if age >= 67 && income < 28_000 && assets < 30_000 && !alone => 2,
        () if poor && residence == "owner" => 3,
        () if poor && residence == "tenant" => 4,
        () if working
            && (15_000..25_000).contains(&income)
            && assets < 7_000
            && children == 0
            && residence != "owner" =>
        {
            5
        }
        () if working && income < 22_000 && assets < 14_000 && children >= 1 && alone => 6,
        () if working && income < 30_000 && assets < 14_000 && (1..=2).contains(&children) && !alone => 7,
        () if working && income < 36_000 && assets < 14_000 && children >= 3 && !alone => 8,
        () if income < 40_000 && (14_000..60_000).contains(&assets) && residence == "tenant" => 9,
        () if income >= 20_000 && residence == "owner" => 10,
        () => 11,
    }
}
