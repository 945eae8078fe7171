//! Words for values: labels, dates, numbers, refusals and explanations, worded once for terminal and pages.

mod analysis;
mod explanation;
mod refusal;
mod values;

pub use analysis::{Asked, ToldAnalysis, analysis, difference};
pub use explanation::{TextDepth, Told, Tried, text, told, tried};
pub use model::Lang;
pub use refusal::{Refused, problem_lines, refusal_lines, refused};
pub use values::{date, moment, number, percent, selection, short, value};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use std::borrow::Cow;
use std::collections::HashMap;
use unic_langid::{LanguageIdentifier, langid};

static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "nl",
        // Invisible marks around values would travel into letters, logs and searches.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const NL: LanguageIdentifier = langid!("nl");
const EN: LanguageIdentifier = langid!("en");

/// The words under a key, with values put in; the key itself where there are none, which a test refuses.
#[must_use]
pub fn word(lang: Lang, key: &str, values: &[(&str, String)]) -> String {
    let id = match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
    };
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> = values
        .iter()
        .map(|(name, value)| (Cow::Owned((*name).to_owned()), FluentValue::from(value.as_str())))
        .collect();
    CATALOGUE.try_lookup_with_args(id, key, &values).unwrap_or_else(|| key.to_owned())
}

/// Whether both languages have the key.
#[must_use]
pub fn known(key: &str) -> bool {
    [&NL, &EN].into_iter().all(|lang| CATALOGUE.lookup_single_language::<&str>(lang, key, None).is_ok())
}

/// The words of a text that was written in both languages.
#[must_use]
pub fn both(lang: Lang, text: &domain::Bilingual) -> &str {
    match lang {
        Lang::Nl => text.nl.as_str(),
        Lang::En => text.en.as_str(),
    }
}

/// The part of an author's remark in a language: `Nederlands | English`, or the whole where there is one part.
#[must_use]
pub fn remark(lang: Lang, text: &str) -> &str {
    match (text.split_once('|'), lang) {
        (Some((nl, _)), Lang::Nl) => nl.trim(),
        (Some((_, en)), Lang::En) => en.trim(),
        (None, _) => text.trim(),
    }
}
