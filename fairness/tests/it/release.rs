//! What may be published: nobody can be worked out, within a release or by comparison with earlier ones.

use fairness::Dice;
use fairness::release::{Policy, Published, Release, Sheet, Sum, protect};
use proptest::prelude::*;

fn sheet(rows: &[&[u64]]) -> Sheet {
    Sheet { rows: rows.iter().map(|row| row.to_vec()).collect() }
}

fn fill(at: usize, filling: &mut Vec<u64>, most: u64, shown: &[Option<u64>], check: &mut dyn FnMut(&[u64])) {
    if at == filling.len() {
        check(filling);
        return;
    }
    let (low, high) = shown[at].map_or((0, most), |count| (count, count));
    for count in low..=high {
        filling[at] = count;
        fill(at + 1, filling, most, shown, check);
    }
}

/// The narrowest range of every held-back cell that any table with the same printed numbers allows: every filling of small
/// tables is tried.
fn possible(rows: &[Vec<u64>], printed: &Published, most: u64) -> Vec<(u64, u64)> {
    let cells: Vec<u64> = rows.iter().flatten().copied().collect();
    let shown: Vec<Option<u64>> = printed.cells.iter().flatten().copied().collect();
    let width = rows[0].len();
    let mut ranges = vec![(u64::MAX, 0); cells.len()];
    let mut filling = vec![0; cells.len()];
    fill(0, &mut filling, most, &shown, &mut |filling| {
        let sum = |pick: &dyn Fn(usize) -> bool| {
            filling.iter().enumerate().filter(|(at, _)| pick(*at)).map(|(_, count)| count).sum::<u64>()
        };
        let row = |row: usize| printed.rows[row].is_none_or(|total| total == sum(&|at| at / width == row));
        let column = |column: usize| {
            printed.columns[column].is_none_or(|total| total == sum(&|at| at % width == column))
        };
        if (0..rows.len()).all(row)
            && (0..width).all(column)
            && printed.total.is_none_or(|total| total == sum(&|_| true))
        {
            for (range, count) in ranges.iter_mut().zip(filling) {
                *range = (range.0.min(*count), range.1.max(*count));
            }
        }
    });
    ranges
}

#[test]
fn n11_a_small_count_is_held_back_with_what_would_give_it_away() {
    let table = sheet(&[&[120, 3, 77], &[45, 60, 38], &[20, 31, 52]]);
    let found = table.publish(&[], Policy::default());
    assert_eq!(found.cells[0][1], None);
    assert!(found.exposed.is_empty(), "{found:?}");
    let hidden = found.cells.iter().flatten().filter(|cell| cell.is_none()).count();
    assert!((4..=6).contains(&hidden), "a row, a column and the way back: {found:?}");
    assert_eq!(found.total, Some(446), "totals stay where they can");
}

#[test]
fn n11_safe_tables_are_printed_whole_and_noughts_stay() {
    let table = sheet(&[&[120, 0], &[45, 60]]);
    let found = table.publish(&[], Policy::default());
    assert_eq!(found.cells, [[Some(120), Some(0)], [Some(45), Some(60)]]);
    assert_eq!(
        (found.rows, found.columns, found.total),
        (vec![Some(120), Some(105)], vec![Some(165), Some(60)], Some(225))
    );
}

#[test]
fn n11_comparing_with_an_earlier_release_shows_nobody() {
    let before = sheet(&[&[120, 30], &[45, 60]]);
    let printed = before.publish(&[], Policy::default());
    assert_eq!(printed.total, Some(255));
    // A month later three people came into one cell: the new table would tell it by subtraction.
    let now = sheet(&[&[120, 33], &[45, 60]]);
    let found = now.publish(&[(before.clone(), printed.clone())], Policy::default());
    assert_eq!(
        (found.cells[0][1], found.rows[0], found.columns[1], found.total),
        (None, None, None, None),
        "{found:?}"
    );
    assert!(found.exposed.is_empty());
    // When many came, it may be told; when nothing changed, it may be told again.
    let many =
        sheet(&[&[120, 80], &[45, 60]]).publish(&[(before.clone(), printed.clone())], Policy::default());
    assert_eq!(many.cells[0][1], Some(80));
    assert_eq!(before.publish(&[(before.clone(), printed.clone())], Policy::default()), printed);
}

#[test]
fn n11_what_was_published_before_cannot_be_taken_back_and_is_said() {
    // The whole and one part are out already: the other part is known, whatever is held back now.
    let release = Release {
        counts: vec![100, 97, 3],
        sums: vec![Sum { whole: 0, parts: vec![1, 2] }],
        out: vec![0, 1],
        ..Release::default()
    };
    let (shown, exposed) = protect(&release, Policy::default());
    assert_eq!(shown, [true, true, false]);
    assert_eq!((exposed.len(), exposed[0].count, exposed[0].low, exposed[0].high), (1, 2, 3, 3));
}

#[test]
fn n11_rounding_hides_part_of_the_way() {
    let table = sheet(&[&[120, 3, 77], &[45, 60, 38]]);
    let found = table.publish(&[], Policy { threshold: 10, base: 10 });
    assert_eq!(found.cells[0][1], None);
    let printed: Vec<u64> = found.cells.iter().flatten().filter_map(|cell| *cell).collect();
    assert!(printed.iter().all(|count| count % 10 == 0), "{found:?}");
    let exact = table.publish(&[], Policy::default());
    let hidden = |of: &Published| of.cells.iter().flatten().filter(|cell| cell.is_none()).count();
    assert!(hidden(&found) <= hidden(&exact));
}

#[test]
fn n11_a_large_table_with_many_small_counts_is_made_safe_and_stays_useful() {
    let mut dice = Dice::new(17);
    let mut cell = || if dice.below(10) == 0 { dice.below(10) } else { 10 + dice.below(400) };
    let rows: Vec<Vec<u64>> = (0..40).map(|_| (0..15).map(|_| cell()).collect()).collect();
    let found = Sheet { rows: rows.clone() }.publish(&[], Policy::default());
    assert!(found.exposed.is_empty());
    let small = rows.iter().flatten().filter(|count| (1..10).contains(*count)).count();
    let hidden = found.cells.iter().flatten().filter(|cell| cell.is_none()).count();
    println!(
        "{small} small counts, {hidden} of 600 cells held back, {} sums",
        found.rows.iter().chain(&found.columns).filter(|sum| sum.is_none()).count()
    );
    assert!(small > 40 && hidden < 3 * small, "{small} {hidden}");
    // When a month later a few people came, nothing that was held back can be computed from both.
    let mut later = rows.clone();
    later[3][4] += 2;
    later[20][9] += 40;
    let next = Sheet { rows: later }.publish(&[(Sheet { rows }, found)], Policy::default());
    let again = next.cells.iter().flatten().filter(|cell| cell.is_none()).count();
    println!("{again} of 600 cells held back in the second release");
    assert!(next.exposed.is_empty() && next.cells[3][4].is_none() && again < 2 * hidden, "{again}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever a reader tries: every small count keeps a range at least as wide as the threshold, or as the count itself
    /// and everything below it when its row and column have no more.
    #[test]
    fn n11_no_filling_of_the_table_pins_a_small_count(cells in proptest::collection::vec(0_u64..9, 4)) {
        let policy = Policy { threshold: 3, base: 1 };
        let rows: Vec<Vec<u64>> = cells.chunks(2).map(<[u64]>::to_vec).collect();
        let found = Sheet { rows: rows.clone() }.publish(&[], policy);
        let ranges = possible(&rows, &found, 20);
        for (at, count) in cells.iter().enumerate() {
            if *count > 0 && *count < policy.threshold {
                let (low, high) = ranges[at];
                prop_assert!(found.exposed.is_empty(), "{found:?}");
                prop_assert!(high - low >= policy.threshold, "cell {at} of {cells:?} lies between {low} and {high}: {found:?}");
            }
        }
    }

    #[test]
    fn n11_nor_in_a_table_of_two_by_three(cells in proptest::collection::vec(0_u64..7, 6)) {
        let policy = Policy { threshold: 3, base: 1 };
        let rows: Vec<Vec<u64>> = cells.chunks(3).map(<[u64]>::to_vec).collect();
        let found = Sheet { rows: rows.clone() }.publish(&[], policy);
        prop_assume!(found.cells.iter().flatten().filter(|cell| cell.is_none()).count() <= 4);
        let ranges = possible(&rows, &found, 14);
        for (at, count) in cells.iter().enumerate().filter(|(_, count)| **count > 0 && **count < policy.threshold) {
            let (low, high) = ranges[at];
            prop_assert!(high - low >= policy.threshold, "{count} at {at} of {cells:?}: {low} to {high}, {found:?}");
        }
    }
}
