//! What a command works with: the home, the account, and how to show things.

use super::Options;
use super::ending::Ending;
use crate::present::Lang;
use app::{App, Caller, Command, Database, Recorded, Settings};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// The origin of a home that was made without one.
const ORIGIN: &str = "waarborg.example/log";

/// The options of this invocation.
pub struct Session(Options);

impl Session {
    pub const fn new(options: Options) -> Self {
        Self(options)
    }

    pub const fn lang(&self) -> Lang {
        self.0.lang
    }

    pub fn home(&self) -> &Path {
        &self.0.home
    }

    /// The database's address comes from the environment alone: it holds a secret, and arguments are public.
    pub fn settings(&self, origin: Option<String>) -> Settings {
        let database = std::env::var("WAARBORG_DATABASE_URL").map_or(Database::Embedded, Database::Postgres);
        Settings { home: self.0.home.clone(), database, origin: origin.unwrap_or_else(|| ORIGIN.to_owned()) }
    }

    pub async fn app(&self) -> Result<App, Ending> {
        Ok(App::open(&self.settings(None)).await?)
    }

    pub fn caller(&self, app: &App) -> Result<Caller, Ending> {
        match &self.0.account {
            Some(name) => Ok(app.caller(name)?),
            None => Ok(Caller::anonymous()),
        }
    }

    /// Does one command and shows what was recorded.
    pub async fn does(&self, app: &App, command: Command) -> Result<(), Ending> {
        let recorded = app.execute(&self.caller(app)?, command).await?;
        app.checkpoint().await?;
        self.recorded(&recorded)
    }

    /// Shows what was recorded: first the id that the next command needs.
    pub fn recorded(&self, recorded: &Recorded) -> Result<(), Ending> {
        self.show(recorded, || {
            let mut lines = vec![recorded.subject.clone()];
            lines.extend(recorded.events.iter().map(|event| format!("  #{} {}", event.position, event.kind)));
            lines.join("\n")
        })
    }

    /// Shows a value as JSON, or its text.
    pub fn show<T: Serialize>(&self, value: &T, text: impl FnOnce() -> String) -> Result<(), Ending> {
        let words = if self.0.json {
            serde_json::to_string_pretty(value).map_err(|error| Ending::Usage(error.to_string()))?
        } else {
            text()
        };
        // A closed pipe is the reader's choice, not a fault.
        let _ = writeln!(std::io::stdout(), "{words}");
        Ok(())
    }

    pub const fn json(&self) -> bool {
        self.0.json
    }
}

/// Reads a file that an option names.
pub fn read(path: &Path) -> Result<String, Ending> {
    std::fs::read_to_string(path).map_err(|error| Ending::Usage(format!("{}: {error}", path.display())))
}

/// A text option: its words, or with `@` the content of a file.
pub fn words(option: &str) -> Result<domain::Text, Ending> {
    let words = match option.strip_prefix('@') {
        Some(path) => read(Path::new(path))?,
        None => option.to_owned(),
    };
    Ok(words.parse()?)
}

/// Reads a TOML file into commands' words, with line and column of what is wrong.
pub fn toml_file<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Ending> {
    let text = read(path)?;
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let (line, column) = (
            before.matches('\n').count() + 1,
            before.rsplit('\n').next().map_or(1, |rest| rest.chars().count() + 1),
        );
        let place = format!("{}:{line}:{column}", path.display());
        Ending::Problem(app::Problem::Invalid(vec![app::Invalid {
            place,
            message: error.message().trim().to_owned(),
        }]))
    })
}
