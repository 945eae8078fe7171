//! The model that learns: offered, and refused gate by gate, each refusal with its norm.

use super::population::Household;
use super::rcm::{FORBIDDEN, History, Weight, decision_table, top};
use super::stage::{SEED, Stage};
use super::{Narrator, cases, dossier, outcome_text};
use app::{Command, Problem, RunRequest};
use domain::algorithm::Outcome;
use domain::{AlgorithmId, AssessmentId, Digest, RunId};
use fairness::{Counts, Disparity, Presumption, compare, presumption};
use std::fmt::Write as _;

/// How many applications a month can be checked by hand.
const CAPACITY: usize = 1_000;

/// Tells the chapter of the learning model; answers its dossier.
pub async fn tell(stage: &Stage, narrator: &mut Narrator<'_>) -> Result<AlgorithmId, Problem> {
    narrator.chapter("demo-learning-title");
    let algorithm = AlgorithmId::new(stage.app.new_id());
    stage.does("product-owner", dossier::register_learning_model(algorithm)?).await?;
    let mut history = History::of(&stage.people, SEED);
    let everything = history.fit(&stage.people, |_| true);
    narrator
        .say("demo-learning-offer", &[("inputs", count(&everything)), ("ratio", ratio(stage, &everything))]);
    refused(narrator, propose(stage, algorithm, &everything, "0").await)?;

    let cleaned = history.fit(&stage.people, |input| !FORBIDDEN.contains(&input));
    narrator.say(
        "demo-learning-cleaned",
        &[("ratio", ratio(stage, &cleaned)), ("presumption", presumed(stage, &cleaned, narrator))],
    );
    let model: Digest = parsed(&propose(stage, algorithm, &cleaned, "0.25").await?.subject)?;
    narrator.say("demo-learning-run", &[]);
    refused(narrator, run(stage, algorithm, &cleaned).await)?;

    necessity(stage, narrator, algorithm, model).await?;

    history.add(&top(&stage.people, &cleaned, CAPACITY));
    let next = history.fit(&stage.people, |input| !FORBIDDEN.contains(&input));
    let other: Digest = parsed(&propose(stage, algorithm, &next, "0.25").await?.subject)?;
    let differences = stage.app.differences(algorithm, model, other).await?.len();
    narrator.say(
        "demo-learning-refit",
        &[("before", model.short()), ("after", other.short()), ("differences", differences.to_string())],
    );
    stage.does("product-owner", dossier::publish(algorithm, other)?).await?;
    refused(narrator, run(stage, algorithm, &next).await)?;
    Ok(algorithm)
}

/// The assessment: first without alternatives, then with all, and the answer is no.
async fn necessity(
    stage: &Stage,
    narrator: &mut Narrator<'_>,
    algorithm: AlgorithmId,
    model: Digest,
) -> Result<(), Problem> {
    narrator.say("demo-learning-assess", &[]);
    let assessment = AssessmentId::new(stage.app.new_id());
    let bare = dossier::assess(algorithm, assessment, model, stage.app.today(), false)?;
    refused(narrator, stage.does("product-owner", bare).await)?;
    stage.does("product-owner", dossier::publish(algorithm, model)?).await?;
    stage
        .does("product-owner", dossier::assess(algorithm, assessment, model, stage.app.today(), true)?)
        .await?;
    let reason = outcome_text(narrator.lang(), false);
    refused(
        narrator,
        stage.does("approver", dossier::sign(algorithm, assessment, Outcome::Rejected, &reason)?).await,
    )?;
    for role in ["product-owner", "data-scientist", "lawyer", "approver"] {
        let outcome = if role == "data-scientist" { Outcome::Approved } else { Outcome::Rejected };
        stage.does(role, dossier::sign(algorithm, assessment, outcome, &reason)?).await?;
    }
    narrator.say("demo-learning-rejected", &[]);
    let weights = History::of(&stage.people, SEED).fit(&stage.people, |input| !FORBIDDEN.contains(&input));
    refused(narrator, run(stage, algorithm, &weights).await)
}

/// Shows a refusal; anything else than a refusal ends the story.
fn refused<T>(narrator: &mut Narrator<'_>, attempt: Result<T, Problem>) -> Result<(), Problem> {
    match attempt {
        Err(Problem::Refused(refusal)) => {
            narrator.refused(&Problem::Refused(refusal));
            Ok(())
        }
        Err(other) => Err(other),
        Ok(_) => Err(super::broken("tell the story", &"what had to be refused was accepted")),
    }
}

async fn propose(
    stage: &Stage,
    algorithm: AlgorithmId,
    weights: &[Weight],
    share: &str,
) -> Result<app::Recorded, Problem> {
    let (declaration, source) = (declaration(weights, share), decision_table(weights));
    stage.does("data-scientist", Command::ProposeModel { algorithm, declaration, source }).await
}

async fn run(stage: &Stage, algorithm: AlgorithmId, weights: &[Weight]) -> Result<app::RunRecorded, Problem> {
    let path = stage.write("learning.csv", &cases::csv(&stage.people, &inputs(weights)))?;
    let request = RunRequest {
        algorithm,
        run: RunId::new(stage.app.new_id()),
        cases: path,
        person_column: "household".to_owned(),
        ignore: vec![],
        label: dossier::month(2016, 4)?,
    };
    stage.app.run(&stage.caller("operator")?, request, &mut |_| {}).await
}

fn parsed(hash: &str) -> Result<Digest, Problem> {
    hash.parse().map_err(|error| super::broken("read a hash", &error))
}

/// The input names, each once, in the order of the rules.
pub fn inputs(weights: &[Weight]) -> Vec<&'static str> {
    let mut names: Vec<_> = weights.iter().map(|weight| weight.indicator.input).collect();
    names.dedup();
    names
}

fn count(weights: &[Weight]) -> String {
    inputs(weights).len().to_string()
}

fn disparity(stage: &Stage, weights: &[Weight]) -> Disparity {
    let capacity = CAPACITY.min(stage.people.len() / 60);
    let chosen = top(&stage.people, weights, capacity);
    let of = |abroad: bool| {
        let belongs = |one: &Household| one.foreign_descent == abroad;
        let selected =
            chosen.iter().filter_map(|place| stage.people.get(*place)).filter(|one| belongs(one)).count()
                as u64;
        Counts { selected, total: stage.people.iter().filter(|one| belongs(one)).count() as u64 }
    };
    compare(of(true), of(false))
}

/// How much oftener a household of foreign descent stands among the highest scores.
fn ratio(stage: &Stage, weights: &[Weight]) -> String {
    match disparity(stage, weights) {
        Disparity::Ratio(found) => {
            format!("{:.1} ({:.1}\u{2013}{:.1})", found.estimate, found.low, found.high)
        }
        _ => "\u{2013}".to_owned(),
    }
}

fn presumed(stage: &Stage, weights: &[Weight], narrator: &Narrator<'_>) -> String {
    let key = match presumption(&disparity(stage, weights)) {
        Presumption::Raised => "demo-presumption-raised",
        Presumption::NotRaised => "demo-presumption-not-raised",
        Presumption::Undetermined => "demo-presumption-undetermined",
    };
    crate::present::word(narrator.lang(), key, &[])
}

/// The declaration of the month's model: made by a program, because its points are made by one.
fn declaration(weights: &[Weight], share: &str) -> String {
    let mut text = String::from(HEAD);
    for input in inputs(weights) {
        let _ = write!(text, "[[inputs]]\nname = \"{input}\"\n{}", kind(input));
        for (key, nl, en) in [
            ("label", input, input),
            ("source", "de administratie", "the administration"),
            ("reason", "Kwam vaak voor bij fouten.", "Was often seen with errors."),
        ] {
            let _ = writeln!(text, "{key} = {{ nl = \"{nl}\", en = \"{en}\" }}");
        }
        text.push('\n');
    }
    let capacity = CAPACITY;
    let _ = write!(
        text,
        "[selection]\nrule = \"top\"\nk = {capacity}\nrandom_share = \"{share}\"\nmeaning = {{ nl = \"Controle.\", en = \"Check.\" }}\n"
    );
    text
}

fn kind(input: &str) -> String {
    let of = match input {
        "dutch_nationality" | "debt" | "single_parent" => "type = \"boolean\"",
        "contact_language" => "type = \"text\"\nvalues = [\"nl\", \"en\"]",
        "care_type" => "type = \"text\"\nvalues = [\"dagopvang\", \"bso\", \"gastouder\"]",
        _ => "type = \"number\"\nminimum = 0\nmaximum = 1000000",
    };
    format!("{of}\nground = \"Awir art. 38\"\n")
}

const HEAD: &str = r#"format = "waarborg-model/1"
decision = "score"

[title]
nl = "Risicoclassificatie"
en = "Risk classification"

[contact]
nl = "Bel ons."
en = "Call us."

[outcome]
nl = "punten"
en = "points"

"#;
