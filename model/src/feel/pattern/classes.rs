//! Classes of letters: ranges, short names, categories and blocks of Unicode.

use regex::Regex;

/// `[…]`.
#[derive(Debug, Clone)]
pub struct Class {
    pub negated: bool,
    pub items: Vec<Item>,
    /// What is taken out of it.
    pub without: Option<Box<Class>>,
}

/// A part of a class.
#[derive(Debug, Clone)]
pub enum Item {
    /// All from the first to the last.
    Between(char, char),
    /// `\d` and its like.
    Short(char),
    /// A category of Unicode; the flag says whether it is meant or all others are.
    Category(Regex, bool),
    /// A block of Unicode; the flag says whether it is meant or all others are.
    Block(char, char, bool),
}

/// The blocks that patterns name most: name, first and last letter.
const BLOCKS: [(&str, char, char); 33] = [
    ("BasicLatin", '\u{0}', '\u{7f}'),
    ("Latin-1Supplement", '\u{80}', '\u{ff}'),
    ("LatinExtended-A", '\u{100}', '\u{17f}'),
    ("LatinExtended-B", '\u{180}', '\u{24f}'),
    ("IPAExtensions", '\u{250}', '\u{2af}'),
    ("SpacingModifierLetters", '\u{2b0}', '\u{2ff}'),
    ("CombiningDiacriticalMarks", '\u{300}', '\u{36f}'),
    ("Greek", '\u{370}', '\u{3ff}'),
    ("GreekandCoptic", '\u{370}', '\u{3ff}'),
    ("Cyrillic", '\u{400}', '\u{4ff}'),
    ("Armenian", '\u{530}', '\u{58f}'),
    ("Hebrew", '\u{590}', '\u{5ff}'),
    ("Arabic", '\u{600}', '\u{6ff}'),
    ("Devanagari", '\u{900}', '\u{97f}'),
    ("Thai", '\u{e00}', '\u{e7f}'),
    ("Georgian", '\u{10a0}', '\u{10ff}'),
    ("LatinExtendedAdditional", '\u{1e00}', '\u{1eff}'),
    ("GreekExtended", '\u{1f00}', '\u{1fff}'),
    ("GeneralPunctuation", '\u{2000}', '\u{206f}'),
    ("SuperscriptsandSubscripts", '\u{2070}', '\u{209f}'),
    ("CurrencySymbols", '\u{20a0}', '\u{20cf}'),
    ("LetterlikeSymbols", '\u{2100}', '\u{214f}'),
    ("NumberForms", '\u{2150}', '\u{218f}'),
    ("Arrows", '\u{2190}', '\u{21ff}'),
    ("MathematicalOperators", '\u{2200}', '\u{22ff}'),
    ("MiscellaneousTechnical", '\u{2300}', '\u{23ff}'),
    ("BoxDrawing", '\u{2500}', '\u{257f}'),
    ("GeometricShapes", '\u{25a0}', '\u{25ff}'),
    ("MiscellaneousSymbols", '\u{2600}', '\u{26ff}'),
    ("Hiragana", '\u{3040}', '\u{309f}'),
    ("Katakana", '\u{30a0}', '\u{30ff}'),
    ("CJKUnifiedIdeographs", '\u{4e00}', '\u{9fff}'),
    ("HangulSyllables", '\u{ac00}', '\u{d7af}'),
];

impl Item {
    /// `\p{…}`, or with the flag `\P{…}`.
    pub fn property(name: &str, negated: bool) -> Option<Self> {
        if let Some(block) = name.strip_prefix("Is") {
            let (_, low, high) = BLOCKS.iter().find(|(known, ..)| *known == block)?;
            return Some(Self::Block(*low, *high, !negated));
        }
        let category = name.len() <= 2 && name.chars().all(|letter| letter.is_ascii_alphabetic());
        let category = category && name.starts_with(['L', 'M', 'N', 'P', 'Z', 'S', 'C']);
        let known = Regex::new(&format!("^\\p{{{name}}}$")).ok().filter(|_| category)?;
        Some(Self::Category(known, !negated))
    }

    fn has(&self, letter: char) -> bool {
        match self {
            Self::Between(low, high) => (*low..=*high).contains(&letter),
            Self::Short(short) => short_has(short.to_ascii_lowercase(), letter) == short.is_ascii_lowercase(),
            Self::Category(category, meant) => category.is_match(letter.encode_utf8(&mut [0; 4])) == *meant,
            Self::Block(low, high, meant) => (*low..=*high).contains(&letter) == *meant,
        }
    }

    fn has_either_case(&self, letter: char) -> bool {
        let folded = matches!(self, Self::Between(..));
        self.has(letter) || folded && (self.has(lower(letter)) || self.has(upper(letter)))
    }
}

fn short_has(short: char, letter: char) -> bool {
    let name_start = |letter: char| letter.is_alphabetic() || letter == '_' || letter == ':';
    match short {
        'd' => {
            letter.is_ascii_digit() || !letter.is_ascii() && letter.to_digit(10).is_none() && decimal(letter)
        }
        's' => matches!(letter, ' ' | '\t' | '\n' | '\r'),
        'w' => {
            letter.is_alphanumeric()
                || !(letter.is_ascii_punctuation() && !"$+<=>^`|~".contains(letter)
                    || letter.is_whitespace()
                    || letter.is_control()
                    || !letter.is_ascii() && punctuation(letter))
        }
        'i' => name_start(letter),
        _ => name_start(letter) || letter.is_numeric() || matches!(letter, '.' | '-' | '\u{b7}'),
    }
}

fn decimal(letter: char) -> bool {
    Regex::new("^\\p{Nd}$").is_ok_and(|known| known.is_match(letter.encode_utf8(&mut [0; 4])))
}

fn punctuation(letter: char) -> bool {
    Regex::new("^[\\p{P}\\p{Z}\\p{C}]$").is_ok_and(|known| known.is_match(letter.encode_utf8(&mut [0; 4])))
}

impl Class {
    pub fn has(&self, letter: char, either_case: bool) -> bool {
        let has = |item: &Item| if either_case { item.has_either_case(letter) } else { item.has(letter) };
        let inside = self.items.iter().any(has) != self.negated;
        inside && !self.without.as_ref().is_some_and(|without| without.has(letter, either_case))
    }
}

/// The small letter, where it is one letter.
pub fn lower(letter: char) -> char {
    single(letter.to_lowercase(), letter)
}

/// The capital, where it is one letter.
pub fn upper(letter: char) -> char {
    single(letter.to_uppercase(), letter)
}

fn single(mut letters: impl Iterator<Item = char>, otherwise: char) -> char {
    match (letters.next(), letters.next()) {
        (Some(only), None) => only,
        _ => otherwise,
    }
}

/// Whether two letters are the same but for their case.
pub fn alike(one: char, two: char) -> bool {
    one == two || lower(one) == lower(two) || upper(one) == upper(two)
}
