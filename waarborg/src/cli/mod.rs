//! The command line: one file a command; each turns options into one call of `app` and shows what comes back.

mod algorithm;
mod analyse;
mod assessment;
mod audit;
mod case_files;
mod conformance;
mod demo;
mod ending;
mod explain;
mod home;
mod log;
mod model;
mod model_files;
mod near;
mod order;
mod registration;
mod run;
mod session;
mod show;
mod verify;
mod witness;
mod workbook;

use crate::present::Lang;
use clap::{Parser, Subcommand};
use ending::Ending;
use session::Session;
use std::path::PathBuf;
use std::process::ExitCode;

/// Human-rights safeguards for algorithms in government, binding instead of on paper.
///
/// An algorithm produces output about people only while its permit holds; every outcome is explained; a log that
/// its owner cannot rewrite proves it.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 110, after_help = ending::EXIT_CODES)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The folder with database, log, runs and keys
    #[arg(long, global = true, env = "WAARBORG_HOME", default_value = "waarborg-home")]
    pub home: PathBuf,
    /// The development account to act as: product-owner, data-scientist, lawyer, approver, operator, caseworker, supervisor
    #[arg(long = "as", global = true, env = "WAARBORG_AS", value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// The language of what is shown
    #[arg(long, global = true, env = "WAARBORG_LANG", default_value = "nl", value_parser = language)]
    pub lang: Lang,
    /// Show JSON instead of text
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a home: keys, database, development accounts
    Init(home::Init),
    /// Tell the whole story on made-up people, then serve it
    Demo(demo::Demo),
    /// Serve pages and API on a loopback address
    Serve(home::Serve),
    /// Put an algorithm under safeguards, list, show or withdraw it
    #[command(subcommand)]
    Algorithm(algorithm::Algorithm),
    /// Check, propose, show or compare models
    #[command(subcommand)]
    Model(model::Model),
    /// Submit or sign a human-rights assessment
    #[command(subcommand)]
    Assessment(assessment::Assessment),
    /// Publish or take down a register entry
    #[command(subcommand)]
    Registration(registration::Registration),
    /// Show whether an algorithm may run today: each gate with reason, norm and evidence
    Permit(algorithm::Permit),
    /// Score a population, if the permit holds
    Run(run::Run),
    /// Show the caseworkers' queue of a run: no score, no rank, no route
    Queue(run::Queue),
    /// Explain a person's outcome
    Explain(explain::Explain),
    /// Write the receipt that proves a person's outcome
    Receipt(explain::Receipt),
    /// Verify a receipt offline, or the whole log
    Verify(verify::Verify),
    /// Measure differences between groups in a file of people or counts
    Audit(audit::Audit),
    /// Suspend an algorithm as its supervisor, or lift an order
    #[command(subcommand)]
    Order(order::Order),
    /// Show the log, its key or its newest checkpoint
    #[command(subcommand)]
    Log(log::Log),
    /// Be a witness of logs: cosign them while they only grow; needs no home
    #[command(subcommand)]
    Witness(witness::Witness),
    /// Take in a snapshot of the national register
    ImportRegister(registration::Import),
}

fn language(text: &str) -> Result<Lang, String> {
    match text {
        "nl" => Ok(Lang::Nl),
        "en" => Ok(Lang::En),
        other => Err(format!("`{other}` is not a language here: nl or en")),
    }
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("WAARBORG_TRACE").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let lang = cli.options.lang;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let ending = match runtime {
        Ok(runtime) => runtime.block_on(cli.execute()),
        Err(error) => Err(Ending::Usage(format!("the runtime does not start: {error}"))),
    };
    match ending {
        Ok(()) => ExitCode::SUCCESS,
        Err(ending) => ending.tell(lang),
    }
}

impl Cli {
    async fn execute(self) -> Result<(), Ending> {
        let session = Session::new(self.options);
        match self.command {
            Command::Init(init) => init.execute(&session).await,
            Command::Demo(demo) => demo.execute(&session).await,
            Command::Serve(serve) => serve.execute(&session).await,
            Command::Algorithm(algorithm) => algorithm.execute(&session).await,
            Command::Model(model) => model.execute(&session).await,
            Command::Assessment(assessment) => assessment.execute(&session).await,
            Command::Registration(registration) => registration.execute(&session).await,
            Command::Permit(permit) => permit.execute(&session).await,
            Command::Run(run) => run.execute(&session).await,
            Command::Queue(queue) => queue.execute(&session).await,
            Command::Explain(explain) => explain.execute(&session).await,
            Command::Receipt(receipt) => receipt.execute(&session).await,
            Command::Verify(verify) => verify.execute(&session).await,
            Command::Audit(audit) => audit.execute(&session),
            Command::Order(order) => order.execute(&session).await,
            Command::Log(log) => log.execute(&session).await,
            Command::Witness(witness) => witness.execute(&session).await,
            Command::ImportRegister(import) => import.execute(&session).await,
        }
    }
}
