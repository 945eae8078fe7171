//! Given / when / then, and a dossier whose facts tests take away one by one.

use domain::algorithm::{
    Algorithm, Alternative, AssessmentContent, Command, Event, ModelFacts, OrderKind, OrderTerms, Outcome,
    Recorded, RegistrationEntry, RunFacts, Signature, decide,
};
use domain::{
    AccountId, Actor, AssessmentId, Bilingual, Digest, OrderId, Refusal, Role, RunId, Sealed, Stamp, Text,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day on which tests happen unless they say otherwise.
pub const TODAY: &str = "2026-11-23";

pub fn text(words: &str) -> Text {
    words.parse().expect("a text")
}

pub fn both(words: &str) -> Bilingual {
    Bilingual { nl: text(words), en: text(words) }
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

pub fn hash(number: u8) -> Digest {
    Digest::new([number; 32])
}

pub fn assessment_id(number: u8) -> AssessmentId {
    id(number).parse().expect("an id")
}

pub fn order_id(number: u8) -> OrderId {
    id(number).parse().expect("an id")
}

pub fn run_id(number: u8) -> RunId {
    id(number).parse().expect("an id")
}

fn id(number: u8) -> String {
    format!("019ab3c4-0000-7000-8000-0000000000{number:02x}")
}

/// One person a role, unless a test makes somebody act for another.
pub fn person(number: u8) -> AccountId {
    id(number).parse().expect("an id")
}

pub fn account_of(role: Role) -> AccountId {
    person(
        100 + Role::ALL
            .iter()
            .position(|one| *one == role)
            .map_or(0, |place| u8::try_from(place).expect("small")),
    )
}

pub fn stamp(role: Role, account: AccountId, on: &str) -> Stamp {
    let noon = day(on).at(12, 0, 0, 0);
    let zone = TimeZone::get("Europe/Amsterdam").expect("a zone");
    let at = zone.to_timestamp(noon).expect("a moment");
    Stamp::new(Actor { account, role }, at)
}

/// A story under test.
#[derive(Clone, Default)]
pub struct Given {
    pub events: Vec<Recorded>,
    pub state: Algorithm,
}

/// What became of a command.
#[derive(Debug)]
pub struct Then(pub Result<Vec<Event>, Refusal>);

impl Given {
    /// Nothing happened.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Somebody asks; what is recorded becomes part of the story.
    pub fn when(&mut self, role: Role, command: Command) -> Then {
        self.when_on(TODAY, role, account_of(role), command)
    }

    pub fn when_on(&mut self, on: &str, role: Role, account: AccountId, command: Command) -> Then {
        let stamp = stamp(role, account, on);
        let answer = decide(&self.state, command, &stamp);
        for event in answer.iter().flatten() {
            let recorded = Recorded {
                position: self.events.len() as u64,
                at: stamp.at(),
                by: stamp.actor(),
                event: event.clone(),
            };
            self.state = std::mem::take(&mut self.state).evolve(&recorded);
            self.events.push(recorded);
        }
        Then(answer)
    }

    pub fn registered() -> Self {
        let mut story = Self::nothing();
        story.when(Role::ProductOwner, register()).recorded(&["AlgorithmRegistered"]);
        story
    }

    pub fn with_model(mut self, number: u8) -> Self {
        self.when(Role::DataScientist, propose(number)).recorded(&["ModelProposed"]);
        self
    }

    pub fn assessed(mut self, number: u8, outcome: Outcome) -> Self {
        self.when(Role::ProductOwner, submit(number, number)).recorded(&["AssessmentSubmitted"]);
        for role in [Role::ProductOwner, Role::DataScientist, Role::Lawyer] {
            self.when(role, sign(number, Outcome::Approved)).recorded(&["AssessmentSigned"]);
        }
        self.when(Role::Approver, sign(number, outcome)).recorded(&["AssessmentSigned", "AssessmentDecided"]);
        self
    }

    pub fn published(mut self, number: u8) -> Self {
        self.when(Role::ProductOwner, publish(number)).recorded(&["RegistrationPublished"]);
        self
    }

    /// Everything that a run needs.
    pub fn permitted() -> Self {
        Self::registered().with_model(1).assessed(1, Outcome::Approved).published(1)
    }
}

impl Then {
    pub fn recorded(self, kinds: &[&str]) {
        let events = self.0.unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        assert_eq!(events.iter().map(Event::kind).collect::<Vec<_>>(), kinds);
    }

    /// Refused for this reason, which protects this norm.
    pub fn refused(self, code: &str, norm: &str) {
        let refusal = self.0.expect_err("it was not refused");
        assert_eq!(
            (refusal.code(), refusal.norm().map_or_else(String::new, domain::Norm::id).as_str()),
            (code, norm),
            "{refusal}"
        );
    }

    /// Refused because these gates are shut.
    pub fn shut(self, codes: &[&str]) {
        match self.0.expect_err("it was not refused") {
            Refusal::NoPermit { gates } => {
                assert_eq!(gates.iter().map(Refusal::code).collect::<Vec<_>>(), codes);
            }
            other => panic!("{other}"),
        }
    }
}

pub fn register() -> Command {
    Command::Register { title: both("Hulp"), body: text("Dienst"), purpose: both("Helpen") }
}

pub fn model(number: u8) -> ModelFacts {
    let family = "decision-table".to_owned();
    ModelFacts {
        hash: hash(number),
        family,
        inputs: 5,
        rules: 10,
        random_share_permyriad: 2_500,
        findings: vec![],
    }
}

pub fn propose(number: u8) -> Command {
    Command::ProposeModel { model: model(number) }
}

pub fn content() -> AssessmentContent {
    let alternative = |name: &str| Alternative { name: text(name), estimate: text("duurder") };
    AssessmentContent {
        document: hash(9),
        balance: text("in balans"),
        alternatives: vec![alternative("no-algorithm"), alternative("random-checks")],
        valid_until: day("2027-06-30"),
    }
}

pub fn submit(id: u8, model: u8) -> Command {
    Command::SubmitAssessment { assessment: assessment_id(id), model: hash(model), content: content() }
}

pub fn sign(id: u8, outcome: Outcome) -> Command {
    let signature = Signature { outcome, reason: text("gelezen"), signatory: Sealed::new(hash(7)) };
    Command::SignAssessment { assessment: assessment_id(id), signature }
}

pub fn publish(number: u8) -> Command {
    let entry = RegistrationEntry {
        description: both("Wat het doet"),
        legal_basis: text("Awir art. 38"),
        sources: text("de aanvraag"),
        consequences: both("Wij bellen."),
        objection: both("Zes weken."),
        responsible: text("directeur"),
    };
    Command::PublishRegistration { model: hash(number), entry }
}

pub fn facts(number: u8, model: u8) -> RunFacts {
    RunFacts {
        run: run_id(number),
        model: hash(model),
        label: text("2026-11"),
        cases_digest: hash(3),
        people: 1_000,
        selected: 100,
        targeted: 75,
        random: 25,
        people_root: hash(number),
        seed: Sealed::new(hash(4)),
    }
}

pub fn run(number: u8, model: u8) -> Command {
    Command::RecordRun { run: facts(number, model) }
}

pub fn suspend(number: u8, model: Option<Digest>, until: Option<&str>) -> Command {
    let terms = OrderTerms {
        kind: OrderKind::Suspend,
        model,
        power: text("AVG art. 58"),
        reason: text("vermoeden"),
        until: until.map(day),
    };
    Command::IssueOrder { order: order_id(number), terms }
}

pub fn lift(number: u8) -> Command {
    Command::LiftOrder { order: order_id(number), reason: text("hersteld") }
}
