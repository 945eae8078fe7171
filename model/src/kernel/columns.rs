//! Cases as columns: plain slices, so that buffers of any column format can be handed in without a copy.

use super::bits::Bits;
use crate::{Decimal, Value};

/// The values of one input for many people.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// Numbers: units / 10^scale.
    Numbers {
        /// Whole numbers of 10^-scale.
        units: &'a [i64],
        /// How many digits behind the point.
        scale: u8,
        /// Which rows have a value; all where it is absent.
        valid: Option<Bits<'a>>,
    },
    /// Words out of a dictionary.
    Words {
        /// For each row the place of its word, from 0.
        keys: &'a [u32],
        /// The dictionary.
        words: &'a [&'a str],
        /// Which rows have a value; all where it is absent.
        valid: Option<Bits<'a>>,
    },
    /// True or false.
    Flags {
        /// One bit a row.
        bits: Bits<'a>,
        /// Which rows have a value; all where it is absent.
        valid: Option<Bits<'a>>,
    },
    /// Values of any kind out of rows: that of row r stands at r × width + place.
    Values {
        /// Row after row.
        rows: &'a [Value],
        /// The place of this input in a row.
        place: usize,
        /// How long a row is.
        width: usize,
    },
}

impl Column<'_> {
    /// The value of one row; null where there is none.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        let known = |valid: &Option<Bits<'_>>| valid.is_none_or(|valid| valid.get(row));
        match self {
            Self::Numbers { units, scale, valid } if known(valid) => units
                .get(row)
                .and_then(|units| Decimal::scaled(i128::from(*units), *scale).ok())
                .map_or(Value::Null, Value::number),
            Self::Words { keys, words, valid } if known(valid) => {
                let word = keys.get(row).and_then(|key| words.get(usize::try_from(*key).ok()?));
                word.map_or(Value::Null, |word| Value::text(word))
            }
            Self::Flags { bits, valid } if known(valid) => Value::Boolean(bits.get(row)),
            Self::Values { rows, place, width } => {
                rows.get(row * width + place).cloned().unwrap_or(Value::Null)
            }
            _ => Value::Null,
        }
    }

    fn len(&self) -> usize {
        let known = |valid: &Option<Bits<'_>>| valid.map_or(usize::MAX, |valid| valid.len());
        match self {
            Self::Numbers { units, valid, .. } => units.len().min(known(valid)),
            Self::Words { keys, valid, .. } => keys.len().min(known(valid)),
            Self::Flags { bits, valid } => bits.len().min(known(valid)),
            Self::Values { rows, width, .. } => rows.len() / (*width).max(1),
        }
    }
}

/// A column is too short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column} has values for {rows} rows, expected {expected}: hand in columns of one length")]
pub struct TooShort {
    /// Its place, from 0.
    pub column: usize,
    /// How many rows it has.
    pub rows: usize,
    /// How many it needs.
    pub expected: usize,
}

/// Cases as columns, one an input, in the order of [`crate::Model::inputs`].
#[derive(Debug, Clone)]
pub struct Columns<'a> {
    rows: usize,
    columns: Vec<Column<'a>>,
}

impl<'a> Columns<'a> {
    /// So many rows of these columns. A bitmap may be longer, because its last byte is.
    ///
    /// # Errors
    /// The first column that has fewer rows.
    pub fn new(rows: usize, columns: Vec<Column<'a>>) -> Result<Self, TooShort> {
        let short = columns.iter().map(Column::len).enumerate().find(|(_, found)| *found < rows);
        match short {
            Some((column, found)) => Err(TooShort { column, rows: found, expected: rows }),
            None => Ok(Self { rows, columns }),
        }
    }

    /// Cases that lie row after row, each with `width` values.
    #[must_use]
    pub fn of_rows(rows: &'a [Value], width: usize) -> Self {
        let columns = (0..width).map(|place| Column::Values { rows, place, width }).collect();
        Self { rows: rows.len().checked_div(width).unwrap_or(0), columns }
    }

    /// How many people.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is nobody.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// One a column.
    #[must_use]
    pub fn columns(&self) -> &[Column<'a>] {
        &self.columns
    }

    /// One person's values, as [`crate::Model::evaluate`] takes them.
    #[must_use]
    pub fn case(&self, row: usize) -> Vec<Value> {
        self.columns.iter().map(|column| column.value(row)).collect()
    }
}
