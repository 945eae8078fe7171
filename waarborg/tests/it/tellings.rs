//! Explanations as people read them, pinned word by word: for the citizen, the caseworker and the court.

use crate::stage::fixture;
use app::views::ExplanationView;
use model::{Model, Value};
use waarborg::present::{Lang, TextDepth, text};

fn view(case: &[Value], cut_off: &str) -> ExplanationView {
    let file = |name: &str| std::fs::read_to_string(fixture().join(name)).expect("the fixture");
    let model = Model::read(&file("model.toml"), file("rules.dmn").as_bytes()).expect("a model");
    let evaluation = model.evaluate(case).expect("an outcome");
    let goal = Model::goal(&model.declaration().selection, cut_off.parse().ok());
    let both = |nl: &str, en: &str| domain::Bilingual {
        nl: nl.parse().expect("a text"),
        en: en.parse().expect("a text"),
    };
    ExplanationView {
        algorithm: "019ab3c4-0000-7000-8000-00000000000a".parse().expect("an id"),
        title: both("Hulp bij ingewikkelde aanvragen", "Help with complicated applications"),
        body: "Gemeente Voorbeeld".parse().expect("a text"),
        run: "019ab3c4-0000-7000-8000-00000000000d".parse().expect("an id"),
        label: "2026-11".parse().expect("a text"),
        at: "2026-11-24T09:30:00Z".parse().expect("an instant"),
        person: "HH-000123".to_owned(),
        route: runs::Route::Targeted,
        explanation: model.explain(case, &evaluation, &goal),
        declaration: model.declaration().clone(),
        objection: Some(both(
            "U kunt binnen zes weken na een besluit bezwaar maken.",
            "You can object within six weeks of a decision.",
        )),
        model: domain::Digest::new(model.hash().0),
        position: 41,
        code: "0000-0580-0000-13FX-EJZ1-9GGF".to_owned(),
    }
}

fn number(number: i64) -> Value {
    Value::number(model::Decimal::whole(number))
}

#[test]
fn c03_the_explanation_is_pinned_for_every_reader() {
    let case = [number(2), Value::text("gastouder"), number(190), number(6), number(20)];
    let view = view(&case, "10");
    for (lang, name) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        for (depth, reader) in [
            (TextDepth::Citizen, "citizen"),
            (TextDepth::Caseworker, "caseworker"),
            (TextDepth::Court, "court"),
        ] {
            insta::assert_snapshot!(format!("explanation_{name}_{reader}"), text(lang, depth, &view));
        }
    }
}

#[test]
fn c03_whoever_a_bound_or_a_word_selected_reads_which() {
    let mut view = view(&[number(2), Value::text("gastouder"), number(190), number(6), number(20)], "10");
    let rules = [
        model::SelectionRule::Threshold { at_least: model::Decimal::whole(8) },
        model::SelectionRule::Outcome { equals: vec!["11".to_owned()] },
    ];
    let told = rules.map(|rule| {
        view.declaration.selection.rule = rule;
        [Lang::Nl, Lang::En].map(|lang| waarborg::present::told(lang, &view).route).join("\n")
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn h08_a_person_drawn_by_lot_reads_so() {
    let mut view = view(&[number(1), Value::text("bso"), number(40), number(0), number(2)], "10");
    view.route = runs::Route::Random;
    insta::assert_snapshot!("explanation_nl_random", text(Lang::Nl, TextDepth::Citizen, &view));
}
