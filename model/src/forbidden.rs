//! What a person may never be judged on (N01), by the words that name it in Dutch and English.

/// A ground with its names. A start is matched where a word begins, so that `international` is left alone; a stem is
/// matched anywhere, because Dutch writes compounds as one word.
struct Ground {
    what: &'static str,
    starts: &'static [&'static str],
    stems: &'static [&'static str],
}

const GROUNDS: [Ground; 8] = [
    Ground {
        what: "nationality",
        starts: &[
            "nationalit",
            "dual national",
            "dubbele nat",
            "tweede nat",
            "citizen",
            "passport",
            "paspoort",
        ],
        stems: &[
            "nationaliteit",
            "nationality",
            "staatsburger",
            "staatsangeh",
            "vreemdeling",
            "verblijfsstatus",
            "verblijfstitel",
        ],
    },
    Ground {
        what: "country of birth",
        starts: &[
            "birth country",
            "country of birth",
            "birth place",
            "birthplace",
            "place of birth",
            "geboren in",
            "foreign born",
            "land van herkomst",
            "country of origin",
            "land moeder",
            "land vader",
        ],
        stems: &["geboorteland", "geboorteplaats", "herkomstland"],
    },
    Ground {
        what: "ethnic origin",
        starts: &[
            "ethni",
            "etnis",
            "afkomst",
            "herkomst",
            "descent",
            "ancestry",
            "allochtoon",
            "autochtoon",
            "race",
            "ras",
            "roma",
            "sinti",
        ],
        stems: &[
            "etnici",
            "ethnic",
            "migratieachtergrond",
            "migration background",
            "nietwesters",
            "nonwestern",
            "racial",
            "raskenmerk",
        ],
    },
    Ground {
        what: "religion",
        starts: &[
            "religi", "geloof", "faith", "kerk", "church", "moskee", "mosque", "moslim", "muslim", "islam",
            "joods", "jewish",
        ],
        stems: &["godsdienst", "kerkelijk", "kerklid", "levensovertuiging", "geloofsovertuiging"],
    },
    Ground {
        what: "language",
        starts: &[
            "taal",
            "talen",
            "language",
            "mother tongue",
            "native speaker",
            "accent",
            "inburger",
            "tolk",
            "interpreter",
        ],
        stems: &["moedertaal", "thuistaal", "voertaal", "spreektaal", "contacttaal", "taalniveau", "taaleis"],
    },
    Ground {
        what: "skin colour",
        starts: &["skin", "huidskleur", "huidkleur", "huid kleur", "huidtint", "kleur huid"],
        stems: &["huidskleur", "skincolo"],
    },
    Ground {
        what: "the origin of a name",
        starts: &[
            "name origin",
            "origin of name",
            "last name",
            "family name",
            "first name",
            "given name",
            "surname",
            "foreign name",
        ],
        stems: &["naamherkomst", "herkomst naam", "achternaam", "voornaam", "familienaam", "geslachtsnaam"],
    },
    Ground {
        what: "how long a citizen number has existed",
        starts: &["bsn", "sofi", "citizen service number"],
        stems: &["burgerservicenummer", "leeftijdbsn", "bsnleeftijd"],
    },
];

/// Innocent words around a forbidden one; they are taken out before looking.
const INNOCENT: [&str; 4] = ["internationaliteit", "internationality", "geloofwaardig", "citizen portal"];

/// What the name stands for, and the word that tells it.
pub fn ground(name: &str) -> Option<(&'static str, &'static str)> {
    let plain = INNOCENT.iter().fold(plain(name), |plain, innocent| plain.replace(innocent, ""));
    let joined: String = plain.split(' ').collect();
    GROUNDS.iter().find_map(|ground| {
        let begins = |word: &&&str| match word.len() {
            // Short words count only when they stand alone: `ras` is a race, `raster` is none.
            0..=4 => plain.contains(&format!(" {word} ")),
            _ => plain.contains(&format!(" {word}")),
        };
        let inside = |stem: &&&str| joined.contains(&stem.replace(' ', ""));
        let told = ground.starts.iter().find(begins).or_else(|| ground.stems.iter().find(inside))?;
        Some((ground.what, *told))
    })
}

/// Lower-case words between single spaces; `birthCountry` is two words.
fn plain(name: &str) -> String {
    let mut spaced = String::from(" ");
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_uppercase() && before.is_lowercase() || !letter.is_alphanumeric() {
            spaced.push(' ');
        }
        if letter.is_alphanumeric() {
            spaced.extend(letter.to_lowercase());
        }
        before = letter;
    }
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}
