//! Every refusal, finding and kind of problem has its words in both languages, and no words lie about unused.

use crate::tree::{files, read};
use domain::algorithm::ModelFinding;
use domain::{AssessmentId, Digest, Norm, OrderId, Refusal, RunId};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use waarborg::present::{Lang, known, refused};
use waarborg::problems::KINDS;

/// One of each; the match below stops compiling when the domain learns a new "no".
fn refusals() -> Vec<Refusal> {
    let model = Digest::new([7; 32]);
    let id = "019ab3c4-0000-7000-8000-000000000000";
    let (assessment, order, run): (AssessmentId, OrderId, RunId) =
        (id.parse().expect("an id"), id.parse().expect("an id"), id.parse().expect("an id"));
    let until: Date = date(2027, 6, 30);
    let finding = ModelFinding {
        code: "too-deep".into(),
        norm: Norm::W01,
        place: "model.toml:1:1".into(),
        message: "deep".into(),
    };
    let all = vec![
        Refusal::NotRegistered,
        Refusal::AlreadyRegistered,
        Refusal::Withdrawn { on: until },
        Refusal::NoModel,
        Refusal::UnknownModel { model },
        Refusal::ModelNotAccepted { findings: vec![finding] },
        Refusal::ModelAlreadyProposed { model },
        Refusal::ModelChanged { offered: model, registered: model },
        Refusal::NotAssessed { model },
        Refusal::AssessmentRejected { model },
        Refusal::AssessmentExpired { until },
        Refusal::AssessmentExists { assessment },
        Refusal::UnknownAssessment { assessment },
        Refusal::AssessmentDecided { assessment },
        Refusal::AlternativesMissing { given: 1 },
        Refusal::TermTooLong { until, latest: until },
        Refusal::TermPassed { until },
        Refusal::SamePerson { assessment },
        Refusal::RoleTaken { role: "lawyer" },
        Refusal::RoleCannotSign { role: "operator" },
        Refusal::SignaturesMissing { missing: vec!["lawyer", "product-owner"] },
        Refusal::NotPublished { model },
        Refusal::EntryIncomplete { field: "sources" },
        Refusal::Suspended { order, until: Some(until) },
        Refusal::OrderExists { order },
        Refusal::OrderNotInForce { order },
        Refusal::OrderEnded { until },
        Refusal::RunExists { run },
        Refusal::RunInconsistent { reason: "nobody was scored" },
        Refusal::RandomShareTooSmall { random: 1, selected: 10, needed: 2 },
    ];
    let permit = Refusal::NoPermit { gates: all.clone() };
    all.into_iter().chain([permit]).collect()
}

#[test]
fn every_refusal_has_words_in_both_languages() {
    for refusal in refusals() {
        for lang in [Lang::Nl, Lang::En] {
            for one in refused(lang, &refusal) {
                let words = &one.words;
                let bare =
                    words.starts_with("refusal-") || words.starts_with("finding-") || words.contains("role-");
                assert!(
                    !bare && !words.contains(['{', '$']) && !words.is_empty(),
                    "{lang:?} {}: {words}",
                    refusal.code()
                );
            }
        }
    }
}

#[test]
fn every_kind_of_problem_has_its_page_and_norm() {
    let codes: BTreeSet<_> = KINDS.iter().map(|kind| kind.code).collect();
    assert_eq!(codes.len(), KINDS.len(), "a code stands twice");
    for refusal in refusals() {
        let kind = KINDS.iter().find(|kind| kind.code == refusal.code());
        let kind = kind.unwrap_or_else(|| panic!("{} has no page", refusal.code()));
        // A missing permit has as many norms as reasons.
        assert!(kind.norm == refusal.norm() || refusal.code() == "no-permit", "{}", kind.code);
    }
    for kind in KINDS {
        for part in ["title", "about"] {
            assert!(known(&format!("problem-{}-{part}", kind.code)), "problem-{}-{part}", kind.code);
        }
    }
}

/// The keys of a catalogue file.
fn keys(path: &str) -> BTreeSet<String> {
    let text = read(path);
    let lines = text.lines().filter(|line| line.starts_with(|char: char| char.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned())).collect()
}

#[test]
fn both_languages_hold_the_same_keys_and_each_is_used() {
    let dutch: Vec<_> = files().into_iter().filter(|path| path.contains("locales/nl/")).collect();
    assert!(dutch.len() >= 5, "{dutch:?}");
    let code: String = files()
        .iter()
        .filter(|path| path.starts_with("waarborg/src") || path.starts_with("waarborg/templates"))
        .map(|path| read(path))
        .collect();
    for path in dutch {
        let (nl, en) = (keys(&path), keys(&path.replace("/nl/", "/en/")));
        assert_eq!(nl, en, "{path}");
        let unused: Vec<_> = nl.iter().filter(|key| !is_used(key, &code)).collect();
        assert!(unused.is_empty(), "{path}: nobody says {unused:?}");
    }
}

/// A key is named as a whole, or made of a beginning that the code names and a word of a closed set.
fn is_used(key: &str, code: &str) -> bool {
    if code.contains(&format!("\"{key}\"")) {
        return true;
    }
    let starts = key.match_indices('-').filter_map(|(place, _)| key.get(..place));
    starts
        .into_iter()
        .any(|start| code.contains(&format!("\"{start}-{{")) || code.contains(&format!("\"{start}\"")))
}
