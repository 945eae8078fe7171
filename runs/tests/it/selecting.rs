use crate::{folder, model, population, run_csv};
use model::{Decimal, Model, Value};
use proptest::prelude::*;
use runs::{Route, RunStore};

fn with(selection: &str) -> Model {
    let base = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
    let read = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    let declaration =
        read("model.toml").replace("rule = \"top\"\nk = 1000\nrandom_share = \"0.25\"", selection);
    Model::read(&declaration, read("rules.dmn").as_bytes()).expect("a model")
}

fn routes(model: &Model, scores: &[i64], seed: u8) -> Vec<Route> {
    let outcomes: Vec<_> = scores.iter().map(|score| Value::number(Decimal::whole(*score))).collect();
    runs::select(&model.declaration().selection, &outcomes, &[seed; 32]).0
}

fn count(routes: &[Route], wanted: Route) -> usize {
    routes.iter().filter(|route| **route == wanted).count()
}

proptest! {
    #[test]
    fn n07_at_least_the_declared_share_of_the_queue_is_drawn_by_lot(
        scores in prop::collection::vec(0_i64..20, 1..300), k in 1_u64..200, seed: u8,
    ) {
        let top = with(&format!("rule = \"top\"\nk = {k}\nrandom_share = \"0.25\""));
        let threshold = with("rule = \"threshold\"\nat_least = 15\nrandom_share = \"0.25\"");
        for model in [top, threshold] {
            let found = routes(&model, &scores, seed);
            let (targeted, random) = (count(&found, Route::Targeted), count(&found, Route::Random));
            let everybody = targeted + random == scores.len();
            prop_assert!(random * 4 >= targeted + random || everybody, "{targeted} {random}");
        }
    }

    #[test]
    fn w03_top_k_fills_exactly_the_declared_capacity_with_the_highest(
        scores in prop::collection::vec(0_i64..20, 1..300), k in 1_u64..200, seed: u8,
    ) {
        let model = with(&format!("rule = \"top\"\nk = {k}\nrandom_share = \"0.25\""));
        let found = routes(&model, &scores, seed);
        let selected = found.iter().filter(|route| route.selected()).count();
        prop_assert_eq!(selected, scores.len().min(usize::try_from(k).expect("small")));
        let lowest = scores.iter().zip(&found).filter(|(_, route)| **route == Route::Targeted).map(|(score, _)| score).min();
        let highest = scores.iter().zip(&found).filter(|(_, route)| **route != Route::Targeted).map(|(score, _)| score).max();
        if let (Some(lowest), Some(highest)) = (lowest, highest) {
            prop_assert!(lowest >= highest);
        }
        prop_assert_eq!(found, routes(&model, &scores, seed));
    }
}

#[test]
fn h08_the_lot_falls_otherwise_for_another_seed() {
    let model = with("rule = \"top\"\nk = 40\nrandom_share = \"0.5\"");
    let scores: Vec<i64> = (0..200).collect();
    assert_ne!(routes(&model, &scores, 1), routes(&model, &scores, 2));
}

#[test]
fn h08_nothing_in_the_queue_tells_targeted_from_random() {
    let folder = folder("queue");
    let summary = run_csv(&folder, &population()).expect("a run");
    let store = RunStore::open(&folder.join("runs")).expect("a store");
    let queue = store.queue(crate::RUN).expect("a queue");
    assert_eq!(queue.len() as u64, summary.selected);
    let text = serde_json::to_string(&queue).expect("json");
    for word in ["targeted", "random", "outcome", "points", "score", "route", "rank"] {
        assert!(!text.contains(word), "{word}");
    }
    // The order carries no signal: the targeted half of the queue is spread over both its halves.
    let route =
        |line: &runs::QueueLine| store.person(crate::RUN, &line.person).expect("read").expect("there").route;
    let first = queue.iter().take(20).filter(|line| route(line) == Route::Targeted).count();
    assert!((10..20).contains(&first), "{first} of the first 20 are targeted; 15 are expected");
    assert_eq!(model().declaration().selection.random_permyriad(), 2_500);
}
