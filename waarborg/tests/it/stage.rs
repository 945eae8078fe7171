//! Where the faces are tried: a home of its own, the papers of a small body, the command line and the routers.

use app::App;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tower::ServiceExt;

/// The model that every story is told with.
pub fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/tests/fixtures/complexity")
}

/// A folder that is gone afterwards.
pub struct Stage {
    pub folder: PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What a command said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The first line of the answer: the id that the next command needs.
    pub fn id(&self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out.lines().next().unwrap_or_default().to_owned()
    }
}

impl Stage {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("waarborg-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self { folder }
    }

    pub fn home(&self) -> PathBuf {
        self.folder.join("home")
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.folder.join(name), text).expect("written");
        self.path(name)
    }

    /// Runs a command as somebody, in English, and never with what the surroundings say.
    pub fn says(&self, who: &str, words: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waarborg"));
        command.args(["--lang", "en", "--home"]).arg(self.home());
        if !who.is_empty() {
            command.args(["--as", who]);
        }
        for name in ["WAARBORG_HOME", "WAARBORG_AS", "WAARBORG_LANG", "WAARBORG_DATABASE_URL"] {
            command.env_remove(name);
        }
        let output = command.args(words).output().expect("the binary");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// A home that was made by the command line.
    pub fn made(name: &str) -> Self {
        let stage = Self::new(name);
        assert_eq!(stage.says("", &["init"]).code, 0);
        stage
    }

    pub async fn app(&self) -> App {
        let settings = app::Settings {
            home: self.home(),
            database: app::Database::Embedded,
            origin: "waarborg.example/log".to_owned(),
        };
        App::open(&settings).await.expect("an app")
    }

    pub async fn router(&self) -> Router {
        waarborg::serve::router(&waarborg::faces::Faces { app: self.app().await })
    }

    /// So many people in a case file; the first one is the most complicated.
    pub fn cases(&self, people: usize) -> String {
        let mut text = "household,children,care_type,hours_per_month,changes,income_swing\n".to_owned();
        text.push_str("HH-0,4,gastouder,300,9,80\n");
        for number in 1..people {
            let _ = writeln!(
                text,
                "HH-{number},{},bso,{},{},{}",
                1 + number % 3,
                20 + number % 90,
                number % 3,
                number % 9
            );
        }
        self.write("cases.csv", &text)
    }
}

/// What a route answered.
pub struct Answered {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Answered {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

/// Asks a router.
pub async fn ask(router: &Router, request: Request<Body>) -> Answered {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    Answered { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

pub async fn get(router: &Router, path: &str) -> Answered {
    ask(router, Request::get(path).body(Body::empty()).expect("a request")).await
}

pub async fn post(router: &Router, who: &str, path: &str, body: &str) -> Answered {
    let mut request =
        Request::post(path).header("content-type", "application/json").header("accept-language", "en");
    if !who.is_empty() {
        request = request.header("authorization", format!("Bearer dev:{who}"));
    }
    ask(router, request.body(Body::from(body.to_owned())).expect("a request")).await
}

pub const ENTRY: &str = r#"
legalBasis = "Awir art. 38"
sources = "The application"
responsible = "Director of services"
description = { nl = "Wij tellen punten op.", en = "We add up points." }
consequences = { nl = "Een medewerker belt u.", en = "A member of staff calls you." }
objection = { nl = "U kunt bezwaar maken.", en = "You can object." }
"#;

/// An assessment that holds for half a year from today.
pub fn assessment(model: &str, until: jiff::civil::Date) -> String {
    format!(
        r#"model = "{model}"
document = "assessment.txt"
balance = "Suitable, necessary, lighter ways weighed."
validUntil = "{until}"
alternatives = [
  {{ name = "no-algorithm", estimate = "A sample of all." }},
  {{ name = "random-checks", estimate = "Only by lot." }},
]
"#
    )
}
