//! The one door, on SQLite and on PostgreSQL: the same suite stamped on both.

#![cfg(test)]

mod crash;
mod homes;
mod side_by_side;
mod suite;
mod tampering;

use app::{App, Caller, Command, Database, Problem, Recorded, RunRecorded, RunRequest, Settings};
use domain::algorithm::{Alternative, OrderKind, Outcome, RegistrationEntry};
use domain::{AlgorithmId, AssessmentId, Bilingual, Digest, OrderId, RunId, Text};
use jiff::ToSpan;
use std::path::{Path, PathBuf};

/// A home of its own for one test.
struct Bench {
    app: App,
    settings: Settings,
    folder: PathBuf,
}

fn text(words: &str) -> Text {
    words.parse().expect("a text")
}

fn both(words: &str) -> Bilingual {
    Bilingual { nl: text(words), en: text(words) }
}

/// The model of the demonstration.
fn model_files() -> (String, String) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity");
    let read = |name: &str| std::fs::read_to_string(base.join(name)).expect("the fixture");
    (read("model.toml").replace("k = 1000", "k = 20"), read("rules.dmn"))
}

/// A case file with so many people.
fn cases(folder: &Path, people: usize) -> PathBuf {
    let care = ["dagopvang", "bso", "gastouder"];
    let mut lines = vec!["household,children,care_type,hours_per_month,changes,income_swing".to_owned()];
    let line = |row: usize| {
        format!(
            "HH-{row:05},{},{},{},{},{}",
            row % 4 + 1,
            care[row % 3],
            row * 7 % 230,
            row * 5 % 9,
            row * 11 % 90
        )
    };
    lines.extend((1..=people).map(line));
    let path = folder.join(format!("cases-{people}.csv"));
    std::fs::write(&path, lines.join("\n")).expect("written");
    path
}

impl Bench {
    async fn new(name: &str, database: Database) -> Self {
        let folder = std::env::temp_dir().join(format!("waarborg-app-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let settings =
            Settings { home: folder.join("home"), database, origin: "waarborg.example/log".into() };
        App::init(&settings).await.expect("a home");
        let app = App::open(&settings).await.expect("an app");
        Self { app, settings, folder }
    }

    fn caller(&self, role: &str) -> Caller {
        self.app.caller(role).expect("an account")
    }

    async fn does(&self, role: &str, command: Command) -> Result<Recorded, Problem> {
        self.app.execute(&self.caller(role), command).await
    }

    async fn registered(&self) -> AlgorithmId {
        let algorithm = AlgorithmId::new(self.app.new_id());
        let command = Command::Register {
            algorithm,
            title: both("Hulp"),
            body: text("Dienst"),
            purpose: both("Helpen"),
        };
        self.does("product-owner", command).await.expect("registered");
        algorithm
    }

    async fn proposed(&self, algorithm: AlgorithmId) -> Digest {
        let (declaration, source) = model_files();
        let command = Command::ProposeModel { algorithm, declaration, source };
        self.does("data-scientist", command).await.expect("proposed").subject.parse().expect("a hash")
    }

    async fn assessed(&self, algorithm: AlgorithmId, model: Digest) {
        let assessment = AssessmentId::new(self.app.new_id());
        let alternative = |name: &str| Alternative { name: text(name), estimate: text("duurder") };
        let submit = Command::SubmitAssessment {
            algorithm,
            assessment,
            model,
            document: Digest::new([1; 32]),
            balance: text("in balans"),
            alternatives: vec![alternative("no-algorithm"), alternative("random-checks")],
            valid_until: self.app.today().saturating_add(6.months()),
        };
        self.does("product-owner", submit).await.expect("submitted");
        for role in ["product-owner", "data-scientist", "lawyer", "approver"] {
            let sign = Command::SignAssessment {
                algorithm,
                assessment,
                outcome: Outcome::Approved,
                reason: text("akkoord"),
            };
            self.does(role, sign).await.expect("signed");
        }
    }

    async fn published(&self, algorithm: AlgorithmId, model: Digest) {
        let entry = RegistrationEntry {
            description: both("Wat het doet"),
            legal_basis: text("Awir art. 38"),
            sources: text("de aanvraag"),
            consequences: both("Wij bellen u."),
            objection: both("Zes weken."),
            responsible: text("directeur"),
        };
        self.does("product-owner", Command::PublishRegistration { algorithm, model, entry })
            .await
            .expect("published");
    }

    /// An algorithm whose permit holds.
    async fn permitted(&self) -> AlgorithmId {
        let algorithm = self.registered().await;
        let model = self.proposed(algorithm).await;
        self.assessed(algorithm, model).await;
        self.published(algorithm, model).await;
        algorithm
    }

    async fn run(&self, algorithm: AlgorithmId, people: usize) -> Result<RunRecorded, Problem> {
        self.run_as(algorithm, RunId::new(self.app.new_id()), people).await
    }

    async fn run_as(
        &self,
        algorithm: AlgorithmId,
        run: RunId,
        people: usize,
    ) -> Result<RunRecorded, Problem> {
        let request = RunRequest {
            algorithm,
            run,
            cases: cases(&self.folder, people),
            person_column: "household".into(),
            ignore: vec![],
            label: text("2026-11"),
        };
        self.app.run(&self.caller("operator"), request, &mut |_| {}).await
    }

    async fn suspended(&self, algorithm: AlgorithmId) -> OrderId {
        let order = OrderId::new(self.app.new_id());
        let command = Command::IssueOrder {
            algorithm,
            order,
            kind: OrderKind::Suspend,
            model: None,
            power: text("AVG art. 58 lid 2 onder f"),
            reason: text("vermoeden"),
            until: None,
        };
        self.does("supervisor", command).await.expect("ordered");
        order
    }

    async fn is_clean(&self) {
        self.app.checkpoint().await.expect("a checkpoint");
        let verified = self.app.verify_log(&mut |_| {}).await.expect("verified");
        assert_eq!(verified.damages, []);
    }
}

/// An empty PostgreSQL database for one test, if there is a server.
async fn postgres(name: &str) -> Option<Database> {
    let Ok(address) = std::env::var("WAARBORG_TEST_DATABASE_URL") else {
        assert!(std::env::var("CI").is_err(), "PostgreSQL must be there in CI");
        println!("skipped: WAARBORG_TEST_DATABASE_URL is not set");
        return None;
    };
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&address).await.expect("the server");
    let fresh = format!("waarborg_{name}_{}", std::process::id());
    for statement in [format!("DROP DATABASE IF EXISTS {fresh}"), format!("CREATE DATABASE {fresh}")] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&pool).await.expect("a database");
    }
    let (server, _) = address.rsplit_once('/').expect("an address");
    Some(Database::Postgres(format!("{server}/{fresh}")))
}
