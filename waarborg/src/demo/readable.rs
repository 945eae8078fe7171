//! The readable alternative: it passes, runs twice, explains itself, is stopped, and the log proves it all.

use super::population::Household;
use super::stage::Stage;
use super::{Narrator, cases, dossier, outcome_text};
use crate::present::{self, TextDepth};
use app::{Command, Problem, RunRecorded, RunRequest};
use domain::algorithm::{OrderKind, Outcome};
use domain::{AlgorithmId, AssessmentId, Digest, OrderId, RunId};
use ledger::receipt::RunAt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const DECLARATION: &str = include_str!("../../../model/tests/fixtures/complexity/model.toml");
const RULES: &str = include_str!("../../../model/tests/fixtures/complexity/rules.dmn");
/// The third run is so large that an order surely finds it under way.
const LARGE_RUN: usize = 60_000;
const INPUTS: [&str; 5] = ["children", "care_type", "hours_per_month", "changes", "income_swing"];

/// An algorithm whose permit holds.
pub struct Readable {
    pub algorithm: AlgorithmId,
}

/// Register, propose, assess, publish: four different people, and every gate opens.
pub async fn passes(stage: &Stage, narrator: &mut Narrator<'_>) -> Result<Readable, Problem> {
    narrator.chapter("demo-readable-title");
    let algorithm = AlgorithmId::new(stage.app.new_id());
    stage.does("product-owner", dossier::register_readable_model(algorithm)?).await?;
    let propose =
        Command::ProposeModel { algorithm, declaration: DECLARATION.to_owned(), source: RULES.to_owned() };
    let model: Digest = stage
        .does("data-scientist", propose)
        .await?
        .subject
        .parse()
        .map_err(|error| super::broken("read a hash", &error))?;
    let assessment = AssessmentId::new(stage.app.new_id());
    stage
        .does("product-owner", dossier::assess(algorithm, assessment, model, stage.app.today(), true)?)
        .await?;
    let reason = outcome_text(narrator.lang(), true);
    for role in ["product-owner", "data-scientist", "lawyer", "approver"] {
        stage.does(role, dossier::sign(algorithm, assessment, Outcome::Approved, &reason)?).await?;
    }
    stage.does("product-owner", dossier::publish(algorithm, model)?).await?;
    let permit = stage.app.algorithm(algorithm).await?.permit;
    narrator.say("demo-readable-permit", &[("model", model.short())]);
    for gate in &permit.gates {
        let mark = if gate.open { '✓' } else { '✗' };
        narrator.line(&format!(
            "  {mark} {}",
            present::word(narrator.lang(), &format!("gate-{}", gate.kind.word()), &[])
        ));
    }
    Ok(Readable { algorithm })
}

/// Two months.
pub async fn runs(
    stage: &Stage,
    readable: &Readable,
    narrator: &mut Narrator<'_>,
) -> Result<[RunRecorded; 2], Problem> {
    let first = month(stage, readable, 9, narrator).await?;
    let second = month(stage, readable, 10, narrator).await?;
    Ok([first, second])
}

async fn month(
    stage: &Stage,
    readable: &Readable,
    month: i8,
    narrator: &mut Narrator<'_>,
) -> Result<RunRecorded, Problem> {
    let request = request(stage, readable, month, &stage.people)?;
    let recorded = stage.app.run(&stage.caller("operator")?, request, &mut |_| {}).await?;
    let facts = &recorded.facts;
    let number = |count: u64| present::number(narrator.lang(), count);
    let told = [
        ("label", facts.label.to_string()),
        ("people", number(facts.people)),
        ("selected", number(facts.selected)),
        ("targeted", number(facts.targeted)),
        ("random", number(facts.random)),
    ];
    narrator.say("demo-readable-run", &told);
    Ok(recorded)
}

fn request(
    stage: &Stage,
    readable: &Readable,
    month: i8,
    people: &[Household],
) -> Result<RunRequest, Problem> {
    let cases = stage.write(&format!("cases-2026-{month:02}.csv"), &cases::csv(people, &INPUTS))?;
    Ok(RunRequest {
        algorithm: readable.algorithm,
        run: RunId::new(stage.app.new_id()),
        cases,
        person_column: "household".to_owned(),
        ignore: vec![],
        label: dossier::month(2026, month)?,
    })
}

/// The same households over and over under other references, at least four times.
fn many(people: &[Household]) -> Vec<Household> {
    let again = |(place, one): (usize, &Household)| Household {
        reference: format!("{}-{place}", one.reference),
        ..one.clone()
    };
    people.iter().cycle().take(LARGE_RUN.max(people.len() * 4)).enumerate().map(again).collect()
}

/// One person whom the rule selected and one who was not: why, and the receipt that proves it offline.
pub async fn explains(
    stage: &Stage,
    run: &RunRecorded,
    narrator: &mut Narrator<'_>,
) -> Result<[String; 2], Problem> {
    narrator.chapter("demo-person-title");
    let caller = stage.caller("caseworker")?;
    let run = run.facts.run;
    let queue = stage.app.queue(&caller, run).await?;
    let mut selected = None;
    for line in &queue {
        let view = stage.app.explanation(&caller, run, &line.person).await?;
        if view.route == runs::Route::Targeted {
            selected = Some(line.person.clone());
            break;
        }
    }
    let outside = stage
        .people
        .iter()
        .map(|one| &one.reference)
        .find(|person| queue.iter().all(|line| line.person != **person));
    let (Some(selected), Some(outside)) = (selected, outside) else {
        return Err(super::broken("tell the story", &"nobody was selected, or everybody"));
    };
    let one = explain(stage, run, &selected, narrator).await?;
    let two = explain(stage, run, outside, narrator).await?;
    Ok([one, two])
}

async fn explain(
    stage: &Stage,
    run: RunId,
    person: &str,
    narrator: &mut Narrator<'_>,
) -> Result<String, Problem> {
    let view = stage.app.explanation(&stage.caller("caseworker")?, run, person).await?;
    for line in present::text(narrator.lang(), TextDepth::Citizen, &view).lines() {
        narrator.line(&format!("  │ {line}"));
    }
    let receipt = stage.app.receipt_by_code(&view.code).await?;
    let key = stage.app.log_key().parse().map_err(|error| super::broken("read the key", &error))?;
    receipt
        .verify(&key, RunAt { root: "/body/peopleRoot", size: Some("/body/people") })
        .map_err(|error| super::broken("verify a receipt", &error))?;
    narrator.say("demo-person-proved", &[("person", person.to_owned())]);
    Ok(view.code)
}

/// The third run is under way when the supervisor's order arrives; milliseconds from order to stop.
#[expect(clippy::disallowed_methods, reason = "the story tells how long an order takes")]
pub async fn is_stopped(
    stage: &Stage,
    readable: &Readable,
    narrator: &mut Narrator<'_>,
) -> Result<i64, Problem> {
    narrator.chapter("demo-order-title");
    let request = request(stage, readable, 11, &many(&stage.people))?;
    let (app, operator) = (stage.app.clone(), stage.caller("operator")?);
    let started = Arc::new(AtomicBool::new(false));
    let sign = Arc::clone(&started);
    let running = tokio::spawn(async move {
        app.run(&operator, request, &mut |_| sign.store(true, Ordering::Relaxed)).await
    });
    while !started.load(Ordering::Relaxed) && !running.is_finished() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let ordered = std::time::Instant::now();
    let order = Command::IssueOrder {
        algorithm: readable.algorithm,
        order: OrderId::new(stage.app.new_id()),
        kind: OrderKind::Suspend,
        model: None,
        power: "AVG art. 58 lid 2 onder f".parse()?,
        reason: present::word(narrator.lang(), "demo-order-reason", &[]).parse()?,
        until: None,
    };
    stage.does("supervisor", order).await?;
    let ended = running.await.map_err(|error| super::broken("tell the story", &error))?;
    let took = i64::try_from(ordered.elapsed().as_millis()).unwrap_or(i64::MAX);
    match ended {
        Err(problem @ Problem::Refused(_)) => {
            narrator.say("demo-order-stopped", &[("milliseconds", took.to_string())]);
            narrator.refused(&problem);
            Ok(took)
        }
        Err(other) => Err(other),
        Ok(_) => Err(super::broken("tell the story", &"a run went on under an order")),
    }
}

/// Everything is read again.
pub async fn verifies(stage: &Stage, narrator: &mut Narrator<'_>) -> Result<(), Problem> {
    narrator.chapter("demo-log-title");
    let checkpoint = stage.app.checkpoint().await?;
    let found = stage.app.verify_log(&mut |_| {}).await?;
    if let Some(damage) = found.damages.first() {
        return Err(super::broken("verify the log", damage));
    }
    let told = [
        ("entries", found.entries.to_string()),
        ("checkpoints", found.checkpoints.to_string()),
        ("sealed", found.sealed.to_string()),
        ("runs", found.runs.to_string()),
        ("people", found.people.to_string()),
    ];
    narrator.say("verify-log", &told);
    for line in checkpoint.lines() {
        narrator.line(&format!("  │ {line}"));
    }
    Ok(())
}
