//! What a log does with a witness's answer: keep the lines of known keys that fit, and no others.

use super::{CosignatureError, CosignerKey};
use crate::checkpoint::Checkpoint;
use crate::note::split;

/// The checkpoint with the cosignatures of these keys that `lines` holds; lines of other keys are dropped, and a
/// line that the note has already is not added again. Answers how many were added.
///
/// # Errors
/// When the note or the lines are malformed, a line of a known key does not fit, or the note would bear more
/// signatures than are read.
pub fn add(note: &str, lines: &str, known: &[CosignerKey]) -> Result<(String, usize), CosignatureError> {
    let (text, before) = split(note)?;
    let checkpoint = Checkpoint::read(text)?;
    let offered = format!("{text}\n{lines}");
    let (offered_text, offered) = split(&offered)?;
    if offered_text != text {
        // A blank line among the lines would move the border, and with it what is signed.
        return Err(CosignatureError::Note(crate::note::NoteError::Malformed {
            line: 1,
            what: "a blank line among the cosignatures",
        }));
    }
    let mut cosigned = note.to_owned();
    let mut added = 0;
    for key in known {
        key.time(text, &checkpoint, &offered)?;
    }
    let of_known = |name: &str, id: [u8; 4]| known.iter().any(|key| key.name() == name && key.id() == id);
    for line in offered.iter().filter(|line| of_known(line.name, line.id)) {
        if before.iter().all(|there| there.text != line.text) {
            cosigned.push_str(line.text);
            cosigned.push('\n');
            added += 1;
        }
    }
    split(&cosigned)?;
    Ok((cosigned, added))
}
