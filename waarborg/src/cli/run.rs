//! `run` and `queue`.

use super::ending::Ending;
use super::session::{Session, words};
use crate::present::{value, word};
use app::{Progress, RunRequest, Stage};
use domain::RunId;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::PathBuf;

/// Score a population, if the permit holds: either the whole run is recorded or nothing of it.
///
/// Example: waarborg --as operator run toeslagen --cases november.csv --person household --label 2026-11
#[derive(Debug, clap::Args)]
pub struct Run {
    /// Identifier, its first characters, or the exact title of the algorithm
    algorithm: String,
    /// The case file: CSV or Parquet, one row a person, one column an input
    #[arg(long)]
    cases: PathBuf,
    /// The column with your reference of the person; `#row` where the file has none, and a person is known by the row
    #[arg(long)]
    person: String,
    /// Columns that may be in the file and are not read
    #[arg(long, value_delimiter = ',')]
    ignore: Vec<String>,
    /// What the run is for, for example the month
    #[arg(long)]
    label: String,
    /// The run's identifier, to repeat a request safely
    #[arg(long)]
    id: Option<RunId>,
}

impl Run {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        let request = RunRequest {
            algorithm: app.find_algorithm(&self.algorithm).await?,
            run: self.id.unwrap_or_else(|| RunId::new(app.new_id())),
            cases: self.cases,
            person_column: self.person,
            ignore: self.ignore,
            label: words(&self.label)?,
        };
        let bar = bar(session.json());
        let mut step = |progress: Progress| advance(&bar, progress);
        let recorded = app.run(&session.caller(&app)?, request, &mut step).await;
        bar.finish_and_clear();
        let recorded = recorded?;
        app.checkpoint().await?;
        let facts = &recorded.facts;
        session.show(&recorded, || {
            let counts = [
                ("people", facts.people.to_string()),
                ("selected", facts.selected.to_string()),
                ("targeted", facts.targeted.to_string()),
                ("random", facts.random.to_string()),
            ];
            let again = if recorded.recorded.repeated {
                word(session.lang(), "run-repeated", &[])
            } else {
                String::new()
            };
            format!(
                "{}\n{} {again}\n{}",
                facts.run,
                word(session.lang(), "run-done", &counts),
                facts.people_root
            )
        })
    }
}

/// A bar on a terminal; nothing in a pipe.
fn bar(hidden: bool) -> ProgressBar {
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(0), target).with_style(style)
}

fn advance(bar: &ProgressBar, progress: Progress) {
    bar.set_message(match progress.stage {
        Stage::Reading => "reading",
        Stage::Scoring => "scoring",
        Stage::Writing => "writing",
    });
    bar.set_length(progress.people);
    bar.set_position(progress.done);
}

/// Show the caseworkers' queue of a run: no score, no rank, no route.
#[derive(Debug, clap::Args)]
pub struct Queue {
    /// Identifier, its first characters, or the label of the run
    run: String,
}

impl Queue {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        let run = app.find_run(&self.run).await?;
        let queue = app.queue(&session.caller(&app)?, run).await?;
        let line = |line: &app::QueueLine| {
            let values: Vec<_> = line
                .case
                .iter()
                .map(|(name, found)| format!("{name} {}", value(session.lang(), found)))
                .collect();
            format!("{}  {}", line.person, values.join(", "))
        };
        session.show(&queue, || queue.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}
