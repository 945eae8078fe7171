use crate::{Bench, postgres, text};
use app::{Command, Database, Problem};
use domain::{AlgorithmId, Refusal, RunId};
use ledger::receipt::RunAt;

/// Stamps one test on both databases.
macro_rules! on_both {
    ($($name:ident => $test:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$test(crate::Bench::new(concat!(stringify!($name), "-sqlite"), super::Database::Embedded).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgresql() {
                if let Some(database) = super::postgres(stringify!($name)).await {
                    super::$test(crate::Bench::new(concat!(stringify!($name), "-postgresql"), database).await).await;
                }
            }
        }
    )+};
}

on_both! {
    o04_story => the_main_job,
    a01_refusals => a_run_is_refused_while_a_gate_is_shut,
    l04_eight_writers => eight_writers_leave_no_gap_and_one_winner_a_version,
    repeated_commands => a_repeated_command_is_recognised,
    w02_changed_files => changed_files_of_a_model_are_never_run,
    l04_busy_log => a_log_that_grows_while_it_is_read_has_no_damage,
    r01_register => the_register_finds_what_is_there,
}

fn refused(problem: Problem) -> Vec<&'static str> {
    match problem {
        Problem::Refused(Refusal::NoPermit { gates }) => gates.iter().map(Refusal::code).collect(),
        Problem::Refused(other) => vec![other.code()],
        other => panic!("{other}"),
    }
}

async fn the_main_job(bench: Bench) {
    let algorithm = bench.permitted().await;
    assert!(bench.app.algorithm(algorithm).await.expect("a view").permit.holds);
    let run = bench.run(algorithm, 200).await.expect("a run").facts;
    assert_eq!((run.people, run.selected, run.random), (200, 20, 5));
    let caseworker = bench.caller("caseworker");
    let queue = bench.app.queue(&caseworker, run.run).await.expect("a queue");
    let selected = queue.first().expect("somebody").person.clone();
    let explanation = bench.app.explanation(&caseworker, run.run, &selected).await.expect("an explanation");
    assert!(explanation.route.selected());
    let receipt = bench.app.receipt_by_code(&explanation.code).await.expect("a receipt");
    let key = bench.app.log_key().parse().expect("a key");
    let verified =
        receipt.verify(&key, RunAt { root: "/body/peopleRoot", size: Some("/body/people") }).expect("proved");
    assert_eq!(verified.record["person"], selected.as_str());
    let order = bench.suspended(algorithm).await;
    assert_eq!(refused(bench.run(algorithm, 200).await.expect_err("suspended")), ["suspended"]);
    let lift = Command::LiftOrder { algorithm, order, reason: text("hersteld") };
    bench.does("supervisor", lift).await.expect("lifted");
    bench.run(algorithm, 150).await.expect("a run again");
    bench.is_clean().await;
}

async fn a_run_is_refused_while_a_gate_is_shut(bench: Bench) {
    let algorithm = bench.registered().await;
    assert_eq!(refused(bench.run(algorithm, 50).await.expect_err("no model")), ["no-model"; 4]);
    let model = bench.proposed(algorithm).await;
    assert_eq!(refused(bench.run(algorithm, 50).await.expect_err("bare")), ["not-assessed", "not-published"]);
    bench.assessed(algorithm, model).await;
    assert_eq!(refused(bench.run(algorithm, 50).await.expect_err("secret")), ["not-published"]);
    bench.published(algorithm, model).await;
    bench.run(algorithm, 50).await.expect("permitted");
    let unpublish = Command::UnpublishRegistration { algorithm, reason: text("fout") };
    bench.does("product-owner", unpublish).await.expect("taken down");
    assert_eq!(refused(bench.run(algorithm, 50).await.expect_err("secret again")), ["not-published"]);
    let operator = bench
        .app
        .execute(&bench.caller("operator"), Command::Withdraw { algorithm, reason: text("nee") })
        .await;
    assert!(matches!(operator, Err(Problem::Forbidden { .. })));
    bench.is_clean().await;
}

async fn eight_writers_leave_no_gap_and_one_winner_a_version(bench: Bench) {
    let algorithm = bench.registered().await;
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let app = bench.app.clone();
            let caller = bench.caller("product-owner");
            tokio::spawn(async move {
                let mut done = 0;
                for _ in 0..10 {
                    let new = AlgorithmId::new(app.new_id());
                    let title = crate::both(&format!("Van schrijver {writer}"));
                    let register = Command::Register {
                        algorithm: new,
                        title,
                        body: text("Dienst"),
                        purpose: crate::both("Doel"),
                    };
                    done += usize::from(app.execute(&caller, register).await.is_ok());
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for writer in writers {
        done += writer.await.expect("joined");
    }
    assert_eq!(done, 80);
    assert_eq!(bench.app.log(1).await.expect("the log").size, 81);
    // The same stream: everybody wants the same next version, each gets one of its own.
    let orders: Vec<_> = (0..8)
        .map(|_| {
            let app = bench.app.clone();
            let caller = bench.caller("supervisor");
            let order = domain::OrderId::new(app.new_id());
            let kind = domain::algorithm::OrderKind::Suspend;
            let command = Command::IssueOrder {
                algorithm,
                order,
                kind,
                model: None,
                power: text("AVG"),
                reason: text("r"),
                until: None,
            };
            tokio::spawn(async move { app.execute(&caller, command).await.is_ok() })
        })
        .collect();
    let mut won = 0;
    for order in orders {
        won += usize::from(order.await.expect("joined"));
    }
    assert_eq!(won, 8);
    assert_eq!(bench.app.algorithm(algorithm).await.expect("a view").orders.len(), won);
    bench.is_clean().await;
}

async fn a_repeated_command_is_recognised(bench: Bench) {
    let algorithm = bench.permitted().await;
    let run = RunId::new(bench.app.new_id());
    let first = bench.run_as(algorithm, run, 60).await.expect("a run");
    let again = bench.run_as(algorithm, run, 60).await.expect("recognised");
    assert!(again.recorded.repeated);
    assert_eq!(again.facts, first.facts);
    assert_eq!(bench.app.algorithm(algorithm).await.expect("a view").runs.len(), 1);
}

async fn changed_files_of_a_model_are_never_run(bench: Bench) {
    let algorithm = bench.permitted().await;
    let hash = bench.app.algorithm(algorithm).await.expect("a view").permit.model.expect("a model");
    let path = bench.settings.home.join("models").join(hash.to_string()).join("rules.dmn");
    let rules = std::fs::read_to_string(&path).expect("rules");
    std::fs::write(&path, rules.replace("<text>4</text>", "<text>5</text>")).expect("written");
    assert!(matches!(bench.run(algorithm, 50).await, Err(Problem::Fault { .. })));
    assert_eq!(bench.app.algorithm(algorithm).await.expect("a view").runs.len(), 0);
}

async fn the_register_finds_what_is_there(bench: Bench) {
    let algorithm = bench.registered().await;
    let snapshot = br#"{"algoritmes":[{"id":"1","title":"Verkeerstellingen 100%","organisatie":"Gemeente"},
        {"id":"2","title":"Huurtoeslag","organisatie":"Dienst","doel":"Hulp bij huur"}]}"#;
    let import = bench.app.import_register(&bench.caller("product-owner"), snapshot).await.expect("imported");
    assert_eq!(import.records, 2);
    let find = async |words: &str| {
        let query = app::RegisterQuery { text: words.into(), ..Default::default() };
        let page = bench.app.register(&query).await.expect("a page");
        (page.total, page.safeguarded, page.lines.len())
    };
    assert_eq!(find("").await, (3, 1, 3));
    assert_eq!(find("HULP").await, (2, 1, 2));
    assert_eq!(find("100%").await, (1, 0, 1));
    assert_eq!(find("%").await, (1, 0, 1));
    assert_eq!(find("_").await, (0, 0, 0));
    assert_eq!(bench.app.find_algorithm("Hulp").await.expect("found"), algorithm);
    let begin = |letters: usize| algorithm.to_string().chars().take(letters).collect::<String>();
    for begin in [begin(36), begin(8), begin(20).to_uppercase()] {
        assert_eq!(bench.app.find_algorithm(&begin).await.expect("found"), algorithm, "{begin}");
    }
    for nothing in ["", "%", "_", &begin(7), "hulp", "Hul%"] {
        let found = bench.app.find_algorithm(nothing).await;
        assert!(matches!(found, Err(Problem::NotFound { .. })), "{nothing}");
    }
    let broken = bench.app.import_register(&bench.caller("product-owner"), b"{\"algoritmes\": 5}").await;
    assert_eq!(
        broken.expect_err("refused").to_string(),
        "snapshot:1:16: invalid type: integer `5`, expected a sequence"
    );
}

async fn a_log_that_grows_while_it_is_read_has_no_damage(bench: Bench) {
    let app = bench.app.clone();
    let writer = tokio::spawn(async move {
        let caller = app.caller("product-owner").expect("an account");
        for _ in 0..60 {
            let algorithm = AlgorithmId::new(app.new_id());
            let (title, purpose) = (crate::both("Hulp"), crate::both("Helpen"));
            let register = Command::Register { algorithm, title, body: text("Dienst"), purpose };
            app.execute(&caller, register).await.expect("registered");
            app.checkpoint().await.expect("a checkpoint");
        }
    });
    while !writer.is_finished() {
        match bench.app.verify_log(&mut |_| {}).await {
            Ok(verified) => assert_eq!(verified.damages, []),
            Err(Problem::Conflict { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    writer.await.expect("joined");
    bench.is_clean().await;
}
