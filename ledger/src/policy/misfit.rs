//! What can be wrong in a policy file, and where.

/// The first place of a policy that does not belong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column} of the policy: {what}")]
pub struct PolicyError {
    /// Counted from 1.
    pub line: usize,
    /// In bytes, counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub what: PolicyWrong,
}

/// What is wrong at a place of a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyWrong {
    /// Larger than 256 KiB.
    #[error("the policy has {0} bytes: at most 262144 are read")]
    TooLarge(usize),
    /// A byte that no policy holds.
    #[error("byte {0:#04x} is no text: of the control characters only tab and line break may stand here")]
    Control(u8),
    /// A line of another kind.
    #[error("`{0}` is no keyword: expected `log`, `witness`, `group` or `quorum`")]
    Keyword(String),
    /// The line ends too early.
    #[error("the line ends here: expected {0}")]
    Missing(&'static str),
    /// The line goes on.
    #[error("`{0}` is one word too many")]
    Extra(String),
    /// Not a key for this purpose.
    #[error("`{word}` is no {what}")]
    Key {
        /// The word.
        word: String,
        /// What was expected.
        what: &'static str,
    },
    /// The same key again, be it under another name.
    #[error("this key stands above already: one key is one {0}")]
    SameKey(&'static str),
    /// The name means something already.
    #[error("`{0}` is defined above already")]
    SameName(String),
    /// `none` means that no cosignature is asked for.
    #[error("`none` means that no cosignature is asked for: it names no witness, group or member")]
    None,
    /// No such witness or group before this line.
    #[error("`{0}` is no witness or group of a line above")]
    Unknown(String),
    /// A member of two groups.
    #[error("`{0}` is a member of a group already: each counts once")]
    Twice(String),
    /// Not a number from 1 to the number of members.
    #[error("`{word}` is no threshold: expected `all`, `any` or a number from 1 to {members}")]
    Threshold {
        /// The word.
        word: String,
        /// How many members the group has.
        members: usize,
    },
    /// More lines of a kind than are read.
    #[error("more than {most} lines of this kind")]
    TooMany {
        /// How many are read.
        most: usize,
    },
    /// Two quorum lines.
    #[error("a second quorum: a policy has one")]
    SecondQuorum,
    /// No quorum line.
    #[error("no quorum: expected a line `quorum` with a name, or `quorum none`")]
    NoQuorum,
}
