use crate::{DECLARATION, RULES, complexity};
use model::{Decimal, Limits, Model};

fn findings(declaration: &str, rules: &str, limits: &Limits) -> Vec<String> {
    let model = Model::read(declaration, rules.as_bytes()).expect("a model");
    model.verdict(limits).findings.iter().map(ToString::to_string).collect()
}

#[test]
fn w01_a_small_table_is_readable() {
    let verdict = complexity().verdict(&Limits::default());
    assert_eq!((verdict.family, verdict.inputs, verdict.rules, verdict.depth), ("decision-table", 5, 10, 1));
    assert_eq!(verdict.findings, []);
}

#[test]
fn w01_a_model_that_grew_too_large_to_read_is_refused_like_a_black_box() {
    let limits = Limits { rules: 9, inputs: 4, depth: 0, ..Limits::default() };
    insta::assert_snapshot!(findings(DECLARATION, RULES, &limits).join("\n"));
}

#[test]
fn n01_every_name_for_a_forbidden_ground_is_found() {
    let words = [
        "nationality",
        "dutch_nationality",
        "Tweede nationaliteit",
        "nationaliteit-code",
        "staatsburgerschap",
        "geboorteland",
        "geboorteland_moeder",
        "country of birth",
        "birth_country",
        "etniciteit",
        "ethnicity",
        "afkomst",
        "religie",
        "geloofsovertuiging",
        "religion",
        "contact_language",
        "taal",
        "moedertaal",
        "huidskleur",
        "skin_colour",
        "race",
        "achternaam",
        "surname",
        "voornaam",
        "bsn_age",
        "leeftijd bsn",
        "land van herkomst",
        "migratieachtergrond",
        "birthCountry",
        "geboorteLandVader",
        "hoofdnationaliteit",
        "dubbele_nat",
        "vreemdelingnummer",
        "thuistaal",
        "niet_westers",
        "skinColour",
        "familienaam",
        "etniciteit_ouder",
        "ras",
        "tolk nodig",
        "inburgeringsplicht",
    ];
    for word in words {
        let declaration = DECLARATION.replace("name = \"changes\"", &format!("name = \"{word}\""));
        let rules = RULES
            .replace("\"changes\"", &format!("\"{word}\""))
            .replace("<text>changes</text>", &format!("<text>{word}</text>"))
            .replace("#changes", &format!("#{word}"));
        let found = findings(&declaration, &rules, &Limits::default());
        assert!(found.iter().any(|line| line.contains("(N01)")), "{word}: {found:?}");
    }
}

#[test]
fn n01_a_forbidden_ground_is_found_behind_an_innocent_name() {
    let labelled =
        DECLARATION.replace("nl = \"wijzigingen dit jaar\"", "nl = \"nationaliteit van de ouder\"");
    let listed = DECLARATION.replace("\"bso\"", "\"bso\", \"moskee\"");
    insta::assert_snapshot!(
        [findings(&labelled, RULES, &Limits::default()), findings(&listed, RULES, &Limits::default())].concat().join("\n"),
        @r"
    model.toml:51:1: the input `changes` stands for nationality (`nationalit`): it is never used in a risk profile (N01)
    model.toml:29:1: the input `care_type` stands for religion (`moskee`): it is never used in a risk profile (N01)
    ");
}

#[test]
fn n01_innocent_names_are_left_alone() {
    for word in [
        "international_move",
        "betaald",
        "children",
        "grace_period",
        "kast",
        "subsidie",
        "huidige_situatie",
        "raster",
        "geloofwaardigheid",
        "betaaltermijn",
        "bedrag",
        "romantic",
        "internationaliteit",
    ] {
        let declaration = DECLARATION.replace("name = \"changes\"", &format!("name = \"{word}_x\""));
        let rules = RULES
            .replace("\"changes\"", &format!("\"{word}_x\""))
            .replace("<text>changes</text>", &format!("<text>{word}_x</text>"))
            .replace("#changes", &format!("#{word}_x"));
        assert_eq!(findings(&declaration, &rules, &Limits::default()), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn n07_a_queue_without_enough_random_checks_is_refused() {
    let declaration = DECLARATION.replace("\"0.25\"", "\"0.19\"");
    assert_eq!(
        findings(&declaration, RULES, &Limits::default()),
        [
            "model.toml:1:1: 0.19 of the queue is drawn by lot: at least 0.2 is needed to see whether targeting is fair (N07)"
        ]
    );
    let loose = Limits { random_share: Decimal::ZERO, ..Limits::default() };
    assert_eq!(findings(&declaration, RULES, &loose), Vec::<String>::new());
}

#[test]
fn w09_an_input_without_a_plain_reason_source_or_ground_is_refused() {
    let declaration = DECLARATION
        .replace("nl = \"Voor elk kind moeten uren en tarief kloppen.\"", "nl = \" \"")
        .replacen("ground = \"Awir art. 17\"", "ground = \"\"", 1);
    insta::assert_snapshot!(findings(&declaration, RULES, &Limits::default()).join("\n"));
}

#[test]
fn w01_w09_n01_n07_the_model_that_judged_people_by_who_they_are_is_refused_by_each_norm() {
    let declaration = include_str!("../fixtures/rcm-like/model.toml");
    let rules = include_str!("../fixtures/rcm-like/rules.dmn");
    let found = findings(declaration, rules, &Limits::default());
    insta::assert_snapshot!(found.join("\n"));
}
