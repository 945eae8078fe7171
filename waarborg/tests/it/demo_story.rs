//! Read this first: the whole of Waarborg in one story, as `./demo` tells it, on three thousand made-up households.

use app::{App, Database, Settings};
use domain::Refusal;
use waarborg::demo::{Narrator, Stage, tell};
use waarborg::present::Lang;

#[tokio::test(flavor = "multi_thread")]
async fn the_learning_model_is_refused_gate_by_gate_and_the_readable_one_runs_explains_itself_and_is_stopped()
{
    // Given an empty home and made-up people.
    let folder = std::env::temp_dir().join(format!("waarborg-story-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let settings =
        Settings { home: folder.clone(), database: Database::Embedded, origin: "story.example/log".into() };
    App::init(&settings).await.expect("a home");
    let app = App::open(&settings).await.expect("an app");
    let stage = Stage::new(app.clone(), folder.clone(), 3_000);

    // When the story is told.
    let mut written = Vec::new();
    let told = tell(&stage, &mut Narrator::new(Lang::En, &mut written)).await.expect("the story");
    let words = String::from_utf8(written).expect("text");

    // Then each "no" named its norm, in this order.
    let mut rest = words.as_str();
    for norm in ["N01", "N07", "A01", "R01", "A07", "A09", "A03", "A01", "O04"] {
        let found = rest
            .find(&format!("[{norm}:"))
            .unwrap_or_else(|| panic!("{norm} is not named in its place:\n{words}"));
        rest = rest.split_at(found + 1).1;
    }

    // The learning model stays without a permit, for want of an assessment of what it has become.
    let learning = app.algorithm(told.learning).await.expect("a view");
    assert!(!learning.permit.holds && learning.runs.is_empty());
    assert_eq!(learning.versions.len(), 2, "the monthly fit made another model");

    // The readable one ran twice; the third run left nothing, because an order is in force.
    let readable = app.algorithm(told.readable).await.expect("a view");
    assert_eq!(readable.runs.len(), 2);
    let shut: Vec<_> =
        readable.permit.gates.iter().filter_map(|gate| gate.refusal.as_ref()).map(Refusal::code).collect();
    assert_eq!(shut, ["suspended"]);

    // The two people read their own explanation by their codes: one was selected, one was not.
    let [selected, outside] = told.codes;
    assert!(app.explanation_by_code(&selected).await.expect("an explanation").route.selected());
    assert!(!app.explanation_by_code(&outside).await.expect("an explanation").route.selected());

    // And the log proves it all.
    assert_eq!(app.verify_log(&mut |_| {}).await.expect("verified").damages, []);
    std::fs::remove_dir_all(&folder).expect("removed");
}
