//! Rows of people, or a table of counts, to a cube: one pass, and every distinct cell once in memory. It knows which
//! columns to read, and nothing of what is asked about them.

use crate::cases::{broken, bytes, delimiter, text};
use crate::problem::{Faults, RunProblem};
use arrow::array::AsArray;
use arrow::compute::cast;
use arrow::datatypes::DataType;
use bytes::Bytes;
use fairness::cube::{Axis, Builder, Cube, Fault, Role, WIDEST};
use ledger::Hash;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::HashMap;
use std::path::Path;

/// A column with more values than this is a number or a reference of a person, not a group.
const MOST_LEVELS: usize = 1_000;
/// Distinct cells at most: beyond this, counting by cell saves nothing.
const MOST_CELLS: usize = 5_000_000;
/// The code of an empty field while counting.
const EMPTY: u32 = u32::MAX;

/// A column that becomes an axis.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The column.
    pub name: String,
    /// What the axis stands for.
    pub role: Role,
    /// Values in the order of the axis, which must be all there are; empty: in the order of their numbers and letters.
    pub order: Vec<String>,
    /// The value that stands last, when there is no order.
    pub last: Option<String>,
}

/// The column with the number of people, in a table of counts.
#[derive(Debug, Clone)]
pub struct Weight {
    /// The column.
    pub name: String,
    /// Whether two rows for the same cell are refused: their rounding would add up unseen.
    pub once: bool,
}

/// A file, counted.
#[derive(Debug)]
pub struct Counted {
    /// People by every wanted column, in the order they were wanted.
    pub cube: Cube,
    /// Rows that were read.
    pub rows: u64,
    /// SHA-256 of the file.
    pub digest: Hash,
}

/// Counts the rows of a CSV or Parquet file, told apart by their first bytes.
///
/// # Errors
/// The first faults with row and column, and how many there are.
pub fn count(path: &Path, wanted: &[Wanted], weight: Option<&Weight>) -> Result<Counted, RunProblem> {
    let bytes = bytes(path)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(RunProblem::whole("", "the file is empty: give a file with a header and rows"));
    }
    let digest = Hash::of(&bytes);
    let mut tally = Tallying::new(wanted, weight);
    if bytes.starts_with(b"PAR1") {
        from_parquet(bytes, &mut tally)?;
    } else {
        from_csv(&bytes, &mut tally)?;
    }
    let rows = tally.rows;
    Ok(Counted { cube: tally.finish()?, rows, digest })
}

fn from_csv(bytes: &[u8], tally: &mut Tallying<'_>) -> Result<(), RunProblem> {
    let text = text(bytes)?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text)).from_reader(text.as_bytes());
    let header: Vec<String> =
        reader.headers().map_err(|error| broken(&error))?.iter().map(|name| name.trim().to_owned()).collect();
    let places = tally.places(&header)?;
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| broken(&error))? {
        tally.row(places.iter().map(|place| record.get(*place).unwrap_or_default()))?;
    }
    Ok(())
}

fn from_parquet(bytes: Vec<u8>, tally: &mut Tallying<'_>) -> Result<(), RunProblem> {
    let wrong = |error: &dyn std::fmt::Display| {
        RunProblem::whole("", format!("the Parquet file cannot be read: {error}"))
    };
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).map_err(|error| wrong(&error))?;
    let header: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let places = tally.places(&header)?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), places.iter().copied());
    let batches = builder.with_projection(mask).with_batch_size(8_192).build();
    for batch in batches.map_err(|error| wrong(&error))? {
        let batch = batch.map_err(|error| wrong(&error))?;
        let mut columns = Vec::new();
        for name in places.iter().filter_map(|place| header.get(*place)) {
            let unfit = || RunProblem::whole(name, "the column holds no texts, numbers, days or booleans");
            let column = batch.column_by_name(name).ok_or_else(unfit)?;
            columns.push(cast(column, &DataType::Utf8).map_err(|_| unfit())?);
        }
        let mut rows: Vec<_> = columns.iter().map(|column| column.as_string::<i32>().iter()).collect();
        for _ in 0..batch.num_rows() {
            tally.row(rows.iter_mut().map(|column| column.next().flatten().unwrap_or_default()))?;
        }
    }
    Ok(())
}

/// The values of a column as they are met.
#[derive(Default)]
struct Levels {
    codes: HashMap<String, u32>,
    names: Vec<String>,
}

impl Levels {
    fn code(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return EMPTY;
        }
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = u32::try_from(self.names.len()).unwrap_or(EMPTY - 1);
        self.codes.insert(text.to_owned(), code);
        self.names.push(text.to_owned());
        code
    }
}

struct Tallying<'a> {
    wanted: &'a [Wanted],
    weight: Option<&'a Weight>,
    levels: Vec<Levels>,
    cells: HashMap<Vec<u32>, u64>,
    rows: u64,
    faults: Faults,
}

impl<'a> Tallying<'a> {
    fn new(wanted: &'a [Wanted], weight: Option<&'a Weight>) -> Self {
        let levels = wanted.iter().map(|_| Levels::default()).collect();
        Self { wanted, weight, levels, cells: HashMap::new(), rows: 0, faults: Faults::default() }
    }

    /// Where the wanted columns stand, and behind them the column with the counts.
    fn places(&mut self, header: &[String]) -> Result<Vec<usize>, RunProblem> {
        let names = self.wanted.iter().map(|one| &one.name).chain(self.weight.map(|weight| &weight.name));
        let mut places = Vec::new();
        let mut faults = Faults::default();
        for name in names {
            let found = header.iter().position(|column| column == name);
            if header.iter().filter(|column| *column == name).count() > 1 {
                faults.add(0, name, "the column is there twice: give each column a name of its own");
            }
            if found.is_none() {
                faults.add(0, name, absent(name, header));
            }
            places.extend(found);
        }
        faults.into_result()?;
        Ok(places)
    }

    fn row<'t>(&mut self, fields: impl Iterator<Item = &'t str>) -> Result<(), RunProblem> {
        self.rows += 1;
        let mut key = Vec::with_capacity(self.levels.len());
        let mut people = Some(1);
        for (at, field) in fields.enumerate() {
            let field = field.trim();
            match self.levels.get_mut(at) {
                Some(levels) => key.push(levels.code(field)),
                None => people = self.people(field),
            }
        }
        let crowded = self.levels.iter().position(|levels| levels.names.len() > MOST_LEVELS);
        if let Some(wanted) = crowded.and_then(|at| self.wanted.get(at)) {
            let message = format!(
                "the column has more than {MOST_LEVELS} values: make groups of them first, such as age classes"
            );
            return Err(RunProblem::whole(&wanted.name, message));
        }
        if self.weight.is_some_and(|weight| weight.once) && self.cells.contains_key(&key) {
            self.faults.add(
                self.rows,
                "",
                "an earlier row has the same values, and the rounding of both would add up unseen: name the column that tells them apart as --attribute or --given, or leave out rows with totals",
            );
        }
        let cell = self.cells.entry(key).or_insert(0);
        *cell = cell.saturating_add(people.unwrap_or(0));
        if self.cells.len() > MOST_CELLS {
            let message = format!("the columns have more than {MOST_CELLS} combinations: name fewer columns");
            return Err(RunProblem::whole("", message));
        }
        Ok(())
    }

    fn people(&mut self, field: &str) -> Option<u64> {
        let found = field.parse().ok();
        if let Some(weight) = self.weight.filter(|_| found.is_none()) {
            let shown: String = field.chars().take(40).collect();
            let message =
                format!("`{shown}` is no number of people: write a whole number without points or spaces");
            self.faults.add(self.rows, &weight.name, message);
        }
        found
    }

    fn finish(mut self) -> Result<Cube, RunProblem> {
        if self.rows == 0 {
            self.faults.add(0, "", "the file has a header and no rows: there is nobody to measure");
        }
        let mut axes = Vec::new();
        let mut codes = Vec::new();
        for (wanted, levels) in self.wanted.iter().zip(&self.levels) {
            let names = ordered(wanted, &levels.names, &mut self.faults);
            let at = |name: &String| names.iter().position(|one| one == name).unwrap_or(names.len());
            codes.push((levels.names.iter().map(at).collect::<Vec<_>>(), names.len()));
            axes.push(Axis { name: wanted.name.clone(), role: wanted.role, levels: names });
        }
        self.faults.into_result()?;
        let wrong = |fault: Fault| RunProblem::whole("", fault.to_string());
        let mut builder = Builder::new(axes, WIDEST).map_err(wrong)?;
        for (key, people) in &self.cells {
            let place = |(code, (places, missing)): (&u32, &(Vec<usize>, usize))| {
                places.get(*code as usize).copied().unwrap_or(*missing)
            };
            let levels: Vec<usize> = key.iter().zip(&codes).map(place).collect();
            builder.add(&levels, *people).map_err(wrong)?;
        }
        builder.finish().map_err(wrong)
    }
}

/// The values of a column in the order of its axis.
fn ordered(wanted: &Wanted, found: &[String], faults: &mut Faults) -> Vec<String> {
    if found.is_empty() {
        faults.add(0, &wanted.name, "the column is empty in every row: leave it out");
    }
    if !wanted.order.is_empty() {
        for name in found.iter().filter(|name| !wanted.order.contains(name)) {
            faults.add(
                0,
                &wanted.name,
                format!("the value `{name}` is not in the order that was given: add it"),
            );
        }
        return wanted.order.clone();
    }
    let mut names = found.to_vec();
    let number = |name: &String| {
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().unwrap_or(u64::MAX)
    };
    names.sort_by(|one, two| {
        let last = |name: &String| wanted.last.as_ref() == Some(name);
        (last(one), number(one), one).cmp(&(last(two), number(two), two))
    });
    names
}

fn absent(name: &str, header: &[String]) -> String {
    let near = header.iter().filter(|column| alike(column, name)).map(|column| format!("`{column}`"));
    let near: Vec<_> = near.collect();
    let all = header.join(", ");
    if near.is_empty() {
        return format!("the column is not in the file; it has: {all}");
    }
    format!("the column is not in the file: did you mean {}? It has: {all}", near.join(" or "))
}

/// Whether two names differ in capitals, in two letters, or one is part of the other.
fn alike(one: &str, two: &str) -> bool {
    let (one, two) = (one.to_lowercase(), two.to_lowercase());
    let within = one.len().min(two.len()) >= 3 && (one.contains(&two) || two.contains(&one));
    within || distance(&one, &two) <= 2.min(two.chars().count() / 2)
}

/// Letters to add, drop or change.
fn distance(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for ((other, pair), left) in two.iter().zip(row.windows(2)).zip(0..) {
            let [corner, above] = pair else { continue };
            let beside = next.get(left).copied().unwrap_or(usize::MAX - 1);
            next.push((corner + usize::from(letter != *other)).min(above + 1).min(beside + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(name: &str, order: &[&str], last: Option<&str>) -> Wanted {
        Wanted {
            name: name.to_owned(),
            role: Role::Attribute,
            order: order.iter().map(|&one| one.to_owned()).collect(),
            last: last.map(str::to_owned),
        }
    }

    fn counted(text: &str, wanted: &[Wanted], weight: Option<&Weight>) -> Result<Cube, RunProblem> {
        let mut tally = Tallying::new(wanted, weight);
        from_csv(text.as_bytes(), &mut tally)?;
        tally.finish()
    }

    #[test]
    fn rows_become_cells_and_an_empty_field_is_missing() {
        let text = "\u{feff}a;b;c\n x ;10;1\nx;9;1\n;10;1\nx;10;1\n";
        let cube = counted(text, &[wanted("a", &[], None), wanted("b", &[], None)], None).expect("a cube");
        assert_eq!(cube.shape().axes()[1].levels, ["9", "10"], "numbers in their own order");
        assert_eq!((cube.total(), cube.missing()), (4, vec![1, 0]));
        assert_eq!((cube.at(&[0, 1]), cube.at(&[1, 1]), cube.at(&[0, 0])), (Some(2), Some(1), Some(1)));
    }

    #[test]
    fn counts_add_up_and_the_value_that_counts_stands_last() {
        let weight = Weight { name: "n".to_owned(), once: false };
        let text = "a,n\nyes,3\nunknown,2\nyes,4\n";
        let cube = counted(text, &[wanted("a", &[], Some("unknown"))], Some(&weight)).expect("a cube");
        assert_eq!(
            (cube.shape().axes()[0].levels.join(","), cube.levels(0)),
            ("yes,unknown".to_owned(), vec![7, 2, 0])
        );
        let once = Weight { name: "n".to_owned(), once: true };
        let refused = counted(text, &[wanted("a", &[], None)], Some(&once)).expect_err("twice");
        assert!(refused.to_string().starts_with("row 3: an earlier row has the same values"), "{refused}");
    }

    #[test]
    fn an_order_that_was_given_must_hold_every_value() {
        let text = "a\nthree\none\nfour\n";
        let refused = counted(text, &[wanted("a", &["one", "two", "three"], None)], None).expect_err("four");
        assert_eq!(
            refused.to_string(),
            "column `a`: the value `four` is not in the order that was given: add it"
        );
        let cube =
            counted("a\nthree\n", &[wanted("a", &["one", "two", "three"], None)], None).expect("a cube");
        assert_eq!(cube.levels(0), [0, 0, 1, 0], "a step that nobody reached stays a step");
    }

    #[test]
    fn a_column_of_references_is_no_group() {
        let rows = (0..2_000).map(|row| row.to_string()).collect::<Vec<_>>().join("\n");
        let refused = counted(&format!("id\n{rows}"), &[wanted("id", &[], None)], None).expect_err("many");
        assert!(refused.to_string().contains("more than 1000 values"), "{refused}");
    }

    #[test]
    fn near_names_are_named() {
        assert_eq!(
            ["score", "Sex", "racee", "xyz"].map(|name| alike(name, "race")),
            [false, false, true, false]
        );
        assert!(alike("Herkomst", "herkomst") && alike("age_cat", "age") && alike("scoer", "score"));
        assert_eq!((distance("kitten", "sitting"), distance("", "abc"), distance("abc", "abc")), (3, 3, 0));
    }
}
