//! An entry about a person shows one root over its fields; each field is sealed by a salt of its own.
//!
//! Whoever holds values and salts can show some fields and keep the others: a shown field proves into the root, and
//! what stays hidden can neither be read nor guessed. Schema, number and count stand in each seal, so that no field
//! can be passed off as another one. This room does not know what a field means.

mod disclosure;

pub use disclosure::{DISCLOSURE, Disclosure, DisclosureError, Shown};

use crate::commitment::{Salt, commit};
use crate::merkle::{Paths, root};
use crate::shown::shown;
use crate::{Hash, leaf_hash};

/// The most fields that an entry may have.
pub const MOST_FIELDS: usize = 256;
/// The longest value, in bytes.
pub const LONGEST_VALUE: usize = 64 * 1024;
const LONGEST_SCHEMA: usize = 200;

/// One field as its holder keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A value in its canonical text, with its salt.
    Kept {
        /// What it was sealed with.
        salt: Salt,
        /// The value.
        value: String,
    },
    /// Value and salt are erased; what remains opens nothing.
    Erased(Hash),
}

/// Why fields were not sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldsError {
    /// A schema that cannot be named.
    #[error("`{0}` is no name of a schema: expected 1 to {LONGEST_SCHEMA} bytes without control characters")]
    Schema(String),
    /// Too few or too many.
    #[error("{0} fields: expected 1 to {MOST_FIELDS}")]
    Count(usize),
    /// A value that is too long.
    #[error("field {number} has {length} bytes: at most {LONGEST_VALUE}")]
    TooLong {
        /// The field, counted from 0.
        number: usize,
        /// Its length.
        length: usize,
    },
    /// No value to show.
    #[error("field {0} cannot be shown: there is no such field, or its value is erased")]
    NotKept(usize),
}

/// The fields of one entry, in the order of its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    schema: String,
    fields: Vec<Field>,
}

impl Fields {
    /// Takes the fields in the order of the schema, whose name tells one kind and version of entry from all others.
    ///
    /// # Errors
    /// When the name, the number of fields or a value is beyond the limits.
    pub fn new(schema: &str, fields: Vec<Field>) -> Result<Self, FieldsError> {
        if schema.is_empty() || schema.len() > LONGEST_SCHEMA || schema.chars().any(char::is_control) {
            return Err(FieldsError::Schema(shown(schema)));
        }
        if fields.is_empty() || fields.len() > MOST_FIELDS {
            return Err(FieldsError::Count(fields.len()));
        }
        for (number, field) in fields.iter().enumerate() {
            if let Field::Kept { value, .. } = field
                && value.len() > LONGEST_VALUE
            {
                return Err(FieldsError::TooLong { number, length: value.len() });
            }
        }
        Ok(Self { schema: schema.to_owned(), fields })
    }

    /// The root that stands in the entry.
    #[must_use]
    pub fn root(&self) -> Hash {
        root(&self.leaves())
    }

    /// Forgets the value and salt of a field; the root stays, and the field can be shown no more.
    ///
    /// # Errors
    /// When there is no such field, or it is erased already.
    pub fn erase(&mut self, number: usize) -> Result<(), FieldsError> {
        let sealed = match self.fields.get(number) {
            Some(field @ Field::Kept { .. }) => self.sealed(number, field),
            _ => return Err(FieldsError::NotKept(number)),
        };
        if let Some(field) = self.fields.get_mut(number) {
            *field = Field::Erased(sealed);
        }
        Ok(())
    }

    /// Shows these fields and no others.
    ///
    /// # Errors
    /// The first field that cannot be shown.
    pub fn disclose(&self, numbers: &[usize]) -> Result<Disclosure, FieldsError> {
        let paths = Paths::new(self.leaves());
        let show = |number: &usize| match self.fields.get(*number) {
            Some(Field::Kept { salt, value }) => {
                let path = paths.path(*number as u64).map_err(|_| FieldsError::NotKept(*number))?;
                Ok(Shown { number: *number, salt: *salt, value: value.clone(), path })
            }
            _ => Err(FieldsError::NotKept(*number)),
        };
        Ok(Disclosure {
            format: DISCLOSURE.to_owned(),
            schema: self.schema.clone(),
            count: self.fields.len(),
            shown: numbers.iter().map(show).collect::<Result<_, _>>()?,
        })
    }

    fn leaves(&self) -> Vec<Hash> {
        let sealed = self.fields.iter().enumerate().map(|(number, field)| self.sealed(number, field));
        sealed.map(|sealed| leaf_hash(&sealed.0)).collect()
    }

    fn sealed(&self, number: usize, field: &Field) -> Hash {
        match field {
            Field::Kept { salt, value } => seal((&self.schema, number, self.fields.len()), salt, value),
            Field::Erased(sealed) => *sealed,
        }
    }
}

/// The seal of one field: its schema, number and the number of fields are part of the tag.
fn seal((schema, number, count): (&str, usize, usize), salt: &Salt, value: &str) -> Hash {
    commit(&format!("waarborg/field/v1\n{schema}\n{number} of {count}"), salt, value.as_bytes())
}
