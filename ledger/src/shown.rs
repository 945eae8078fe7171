//! How text of an outsider stands in a message: short, and without characters that a terminal would obey.

const LONGEST: usize = 80;

/// At most 80 characters, control characters replaced.
pub(crate) fn shown(text: &str) -> String {
    clean(text, LONGEST)
}

/// At most `longest` characters, control characters replaced.
pub(crate) fn clean(text: &str, longest: usize) -> String {
    let harmless = |c: char| {
        if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }
    };
    text.chars().take(longest).map(harmless).collect()
}
