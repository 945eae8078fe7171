//! One command, from the caller's words to recorded events: authorise, prepare, load, decide, append.

use crate::account::{self, Account, Caller};
use crate::analyses::Analyses;
use crate::authorise::{Gatekeeper, Resource};
use crate::chance::{Chance, SystemChance};
use crate::clock::{Clock, SystemClock};
use crate::command::{Command, Recorded, RecordedEvent};
use crate::home::{Home, Settings};
use crate::log::Log;
use crate::prepare::{Prepared, prepare};
use crate::problem::{Problem, fault};
use crate::store::Entry;
use crate::store::{Appended, NewEvent, Store};
use domain::algorithm::{self, Algorithm};
use domain::{AlgorithmId, Stamp};
use ledger::leaf_hash;
use ledger::tiles::LONGEST_ENTRY;
use runs::RunStore;
use std::sync::Arc;
use uuid::Uuid;

/// How often a command is decided anew when its stream moves meanwhile.
/// Of all who want the next place in one stream one gets it each time.
const MOST_TRIES: usize = 20;

/// The application: everything that a face may ask.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Rooms>);

/// What the application works with.
pub struct Rooms {
    pub(crate) home: Home,
    pub(crate) store: Store,
    pub(crate) log: Log,
    pub(crate) runs: RunStore,
    pub(crate) accounts: Vec<Account>,
    pub(crate) keeper: Gatekeeper,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Chance>,
    pub(crate) analyses: Analyses,
}

impl App {
    /// Makes a home: keys, database, development accounts.
    ///
    /// # Errors
    /// When there is a home already, or it cannot be made.
    pub async fn init(settings: &Settings) -> Result<(), Problem> {
        let home = Home::at(&settings.home);
        if home.exists() {
            let place = settings.home.display().to_string();
            return Err(Problem::invalid(place, "there is a home here already: choose another folder"));
        }
        home.make()?;
        let store = Store::make(&home, &settings.database).await?;
        if store.size().await? > 0 {
            return Err(Problem::invalid("database", "it holds the log of another home: give an empty one"));
        }
        account::write(&home, account::development(|| new_uuid(&SystemClock, &SystemChance)))?;
        Log::create(&home, &settings.origin, &SystemChance)
    }

    /// Opens a home with the machine's clock and randomness.
    ///
    /// # Errors
    /// When there is no home, or its database does not answer.
    pub async fn open(settings: &Settings) -> Result<Self, Problem> {
        Self::open_with(settings, Arc::new(SystemClock), Arc::new(SystemChance)).await
    }

    /// Opens a home with an injected clock and randomness.
    ///
    /// # Errors
    /// When there is no home, or its database does not answer.
    pub async fn open_with(
        settings: &Settings,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<Self, Problem> {
        let home = Home::at(&settings.home);
        if !home.exists() {
            let place = settings.home.display().to_string();
            return Err(Problem::invalid(place, "there is no home here: make one with `waarborg init`"));
        }
        let store = Store::open(&home, &settings.database).await?;
        let rooms = Rooms {
            log: Log::open(&home)?,
            runs: RunStore::open(&home.runs())?,
            accounts: account::read(&home)?,
            keeper: Gatekeeper::new()?,
            home,
            store,
            clock,
            chance,
            analyses: Analyses::default(),
        };
        let app = Self(Arc::new(rooms));
        app.is_one_history().await?;
        app.sweep().await?;
        Ok(app)
    }

    /// The development accounts.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.0.accounts
    }

    /// The caller behind an account's name.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn caller(&self, name: &str) -> Result<Caller, Problem> {
        let found = self.0.accounts.iter().find(|account| account.name == name);
        found.cloned().map(|account| Caller(Some(account))).ok_or_else(|| Problem::not_found("account", name))
    }

    /// A fresh identifier that sorts by time.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        new_uuid(&*self.0.clock, &*self.0.chance)
    }

    /// Today where the body is.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        domain::civil_date(self.0.clock.now())
    }

    /// Does what a caller asks, or says why not.
    ///
    /// # Errors
    /// Whatever stands in the way; nothing is then recorded.
    pub async fn execute(&self, caller: &Caller, command: Command) -> Result<Recorded, Problem> {
        let algorithm = command.algorithm();
        let resource = algorithm.to_string();
        let stamp =
            self.0.keeper.stamp(caller, command.action(), Resource::Algorithm(&resource), &*self.0.clock)?;
        let prepared = prepare(&self.0.home, &*self.0.chance, caller, command)?;
        self.record(algorithm, prepared, &stamp).await
    }

    /// Decides and appends; decides anew when the stream moved meanwhile.
    pub(crate) async fn record(
        &self,
        algorithm: AlgorithmId,
        prepared: Prepared,
        stamp: &Stamp,
    ) -> Result<Recorded, Problem> {
        let stream = stream(algorithm);
        for _ in 0..MOST_TRIES {
            let state = self.state(algorithm).await?;
            let events = algorithm::decide(&state, prepared.command.clone(), stamp)?;
            if events.is_empty() {
                return Ok(Recorded { algorithm, subject: prepared.subject, events: vec![], repeated: true });
            }
            let new = entries(&stream, state.version, events, stamp)?;
            let (grown, vault) = (new.clone(), prepared.vault.clone());
            if let Appended::At(first) = self.0.store.append(&stream, state.version, grown, vault).await? {
                return Ok(receipt(algorithm, prepared.subject, first, &new));
            }
        }
        Err(Problem::Conflict { what: format!("algorithm {algorithm}") })
    }

    pub(crate) async fn state(&self, algorithm: AlgorithmId) -> Result<Algorithm, Problem> {
        Ok(Algorithm::replay(&self.0.store.stream(&stream(algorithm)).await?))
    }
}

pub fn stream(algorithm: AlgorithmId) -> String {
    format!("algorithm/{algorithm}")
}

fn entries(
    stream: &str,
    version: u64,
    events: Vec<algorithm::Event>,
    stamp: &Stamp,
) -> Result<Vec<NewEvent>, Problem> {
    let entry = |(version, event): (u64, algorithm::Event)| {
        let entry = Entry { at: stamp.at(), by: stamp.actor(), event, stream: stream.to_owned(), version };
        let text = ledger::canonical::to_string(&entry).map_err(|error| fault("write an entry", &error))?;
        // What no bundle can hold would stop the log from ever being published again.
        if text.len() > LONGEST_ENTRY {
            let message = format!(
                "it takes {} bytes in the log: at most {LONGEST_ENTRY} fit, shorten its texts",
                text.len()
            );
            return Err(Problem::invalid(entry.event.kind(), message));
        }
        Ok(NewEvent { event: entry.event, entry: text, at: stamp.at() })
    };
    (version..).zip(events).map(entry).collect()
}

fn receipt(algorithm: AlgorithmId, subject: String, first: u64, new: &[NewEvent]) -> Recorded {
    let event = |(position, new): (u64, &NewEvent)| RecordedEvent {
        position,
        kind: new.event.kind().to_owned(),
        leaf: leaf_hash(new.entry.as_bytes()).to_string(),
        at: new.at,
    };
    Recorded { algorithm, subject, events: (first..).zip(new).map(event).collect(), repeated: false }
}

/// A UUIDv7: 48 bits of milliseconds, then randomness.
fn new_uuid(clock: &dyn Clock, chance: &dyn Chance) -> Uuid {
    let mut random = [0; 10];
    chance.fill(&mut random);
    let millis = u64::try_from(clock.now().as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
