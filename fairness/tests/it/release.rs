//! What may be published: nobody can be worked out, within a release or by comparison with earlier ones.

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
        implied: vec![],
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
}
