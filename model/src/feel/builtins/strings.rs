//! Functions of texts.

use super::given::{items, some, text, text_or, whole};
use super::{Builtin, Run};
use crate::feel::evaluate::{Answer, LONGEST_TEXT, Machine, Stop};
use crate::feel::pattern::{Pattern, Places};
use crate::feel::value::Feel;

pub const ALL: &[Builtin] = &[
    Builtin {
        name: "substring",
        forms: &[&["string", "start position", "length?"]],
        run: Run::Plain(substring),
    },
    Builtin {
        name: "string length",
        forms: &[&["string"]],
        run: Run::Plain(|given| Some(Feel::count(text(given, 0)?.chars().count()))),
    },
    Builtin {
        name: "upper case",
        forms: &[&["string"]],
        run: Run::Plain(|given| Some(Feel::text(&text(given, 0)?.to_uppercase()))),
    },
    Builtin {
        name: "lower case",
        forms: &[&["string"]],
        run: Run::Plain(|given| Some(Feel::text(&text(given, 0)?.to_lowercase()))),
    },
    Builtin {
        name: "substring before",
        forms: &[&["string", "match"]],
        run: Run::Plain(|given| around(given, true)),
    },
    Builtin {
        name: "substring after",
        forms: &[&["string", "match"]],
        run: Run::Plain(|given| around(given, false)),
    },
    Builtin {
        name: "contains",
        forms: &[&["string", "match"]],
        run: Run::Plain(|given| Some(text(given, 0)?.contains(&**text(given, 1)?).into())),
    },
    Builtin {
        name: "starts with",
        forms: &[&["string", "match"]],
        run: Run::Plain(|given| Some(text(given, 0)?.starts_with(&**text(given, 1)?).into())),
    },
    Builtin {
        name: "ends with",
        forms: &[&["string", "match"]],
        run: Run::Plain(|given| Some(text(given, 0)?.ends_with(&**text(given, 1)?).into())),
    },
    Builtin { name: "string join", forms: &[&["list", "delimiter?"]], run: Run::Plain(join) },
    Builtin { name: "matches", forms: &[&["input", "pattern", "flags?"]], run: Run::Working(matches) },
    Builtin {
        name: "replace",
        forms: &[&["input", "pattern", "replacement", "flags?"]],
        run: Run::Working(replace),
    },
    Builtin { name: "split", forms: &[&["string", "delimiter"]], run: Run::Working(split) },
];

fn substring(given: &[Feel]) -> Option<Feel> {
    let letters: Vec<char> = text(given, 0)?.chars().collect();
    let start = whole(given, 1)?;
    let size = usize::try_from(start.unsigned_abs()).ok()?;
    let from = match start {
        0 => return None,
        1.. => size - 1,
        _ => letters.len().checked_sub(size)?,
    };
    let rest = letters.get(from..).unwrap_or_default();
    let length = match some(given, 2) {
        Some(_) => usize::try_from(whole(given, 2)?).ok().filter(|length| *length > 0)?,
        None => rest.len(),
    };
    Some(Feel::text(&rest.iter().take(length).collect::<String>()))
}

fn around(given: &[Feel], before: bool) -> Option<Feel> {
    let (whole, wanted) = (text(given, 0)?, text(given, 1)?);
    let found = whole.split_once(&**wanted).map(|(left, right)| if before { left } else { right });
    Some(Feel::text(found.unwrap_or_default()))
}

fn join(given: &[Feel]) -> Option<Feel> {
    let list = items(given, 0)?;
    let between = text_or(given, 1, "")?;
    let mut texts = vec![];
    for item in &list {
        match item {
            Feel::Null => {}
            Feel::Text(text) => texts.push(&**text),
            _ => return None,
        }
    }
    let length: usize = texts.iter().map(|text| text.len() + between.len()).sum();
    (length <= LONGEST_TEXT).then(|| Feel::text(&texts.join(between)))
}

/// The letters of the first text, and the pattern of the second; reading it is work for each of its letters.
fn pattern(
    machine: &Machine<'_>,
    given: &[Feel],
    flags: Option<usize>,
) -> Result<Option<(Vec<char>, Pattern)>, Stop> {
    machine.spend(text(given, 1).map_or(0, |pattern| pattern.len()))?;
    let read = || {
        let flags = flags.map_or(Some(""), |place| text_or(given, place, ""))?;
        Some((text(given, 0)?.chars().collect(), Pattern::read(text(given, 1)?, flags)?))
    };
    Ok(read())
}

fn matches(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let Some((letters, pattern)) = pattern(machine, given, Some(2))? else { return Ok(Feel::Null) };
    Ok(Feel::Boolean(pattern.find(machine, &letters, 0)?.is_some()))
}

fn replace(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let (Some((letters, pattern)), Some(replacement)) = (pattern(machine, given, Some(3))?, text(given, 2))
    else {
        return Ok(Feel::Null);
    };
    let plain = || Some(replacement.chars().map(Piece::Letter).collect());
    let pieces = if pattern.is_plain() { plain() } else { pieces(replacement, pattern.groups) };
    let (Some(pieces), Some(found)) = (pieces, pattern.every(machine, &letters)?) else {
        return Ok(Feel::Null);
    };
    let (mut replaced, mut from) = (String::new(), 0);
    for places in &found {
        let Some(Some((start, end))) = places.first().copied() else { continue };
        replaced.extend(letters.get(from..start).unwrap_or_default());
        for piece in &pieces {
            replaced.extend(piece.letters(places, &letters));
        }
        from = end;
        machine.spend(pieces.len())?;
        if replaced.len() > LONGEST_TEXT {
            return Err(Stop(format!("a text has more than {LONGEST_TEXT} bytes")));
        }
    }
    replaced.extend(letters.get(from..).unwrap_or_default());
    Ok(Feel::text(&replaced))
}

/// A piece of a replacement.
enum Piece {
    Letter(char),
    Group(usize),
}

impl Piece {
    fn letters<'a>(&'a self, places: &Places, letters: &'a [char]) -> &'a [char] {
        match self {
            Self::Letter(letter) => std::slice::from_ref(letter),
            Self::Group(group) => {
                let place = places.get(*group).copied().flatten();
                place.and_then(|(from, to)| letters.get(from..to)).unwrap_or_default()
            }
        }
    }
}

/// `$1` is what a group matched, `\$` and `\\` are those signs.
fn pieces(replacement: &str, groups: usize) -> Option<Vec<Piece>> {
    let mut pieces = vec![];
    let mut letters = replacement.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => pieces.push(Piece::Letter(letters.next_if(|next| matches!(next, '$' | '\\'))?)),
            '$' => {
                let digit = |letter: char| letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                let mut group = digit(letters.next()?)?;
                while let Some(longer) = letters
                    .peek()
                    .and_then(|next| digit(*next))
                    .map(|next| group * 10 + next)
                    .filter(|longer| *longer <= groups)
                {
                    group = longer;
                    letters.next();
                }
                pieces.push(Piece::Group(group));
            }
            plain => pieces.push(Piece::Letter(plain)),
        }
    }
    Some(pieces)
}

fn split(machine: &Machine<'_>, given: &[Feel]) -> Answer {
    let Some((letters, pattern)) = pattern(machine, given, None)? else { return Ok(Feel::Null) };
    let Some(found) = pattern.every(machine, &letters)? else { return Ok(Feel::Null) };
    let (mut parts, mut from) = (vec![], 0);
    let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    for places in &found {
        if let Some(Some((start, end))) = places.first().copied() {
            parts.push(Feel::text(&part(from, start)));
            from = end;
        }
    }
    parts.push(Feel::text(&part(from, letters.len())));
    Ok(Feel::list(parts))
}
