//! The papers of the demonstration: what a body would write for its register and its assessment.

use app::Command;
use domain::algorithm::{Alternative, Outcome, RegistrationEntry};
use domain::{AlgorithmId, AssessmentId, Bilingual, Digest, Text, TextError};
use jiff::{ToSpan, civil::Date};

/// Two texts that are known to be valid.
///
/// # Errors
/// When one of them is empty or too long.
pub fn both(nl: &str, en: &str) -> Result<Bilingual, TextError> {
    Ok(Bilingual { nl: nl.parse()?, en: en.parse()? })
}

/// Puts the month-by-month model under a dossier of its own.
///
/// # Errors
/// When a text is not valid.
pub fn register_learning_model(algorithm: AlgorithmId) -> Result<Command, TextError> {
    Ok(Command::Register {
        algorithm,
        title: both("Risicoclassificatie toeslagen (nagebouwd)", "Benefit risk classification (re-created)")?,
        body: "Dienst Toeslagen (demonstratie)".parse()?,
        purpose: both(
            "Aanvragen met de hoogste score eerst laten controleren.",
            "Have the applications with the highest score checked first.",
        )?,
    })
}

/// Puts the readable alternative under a dossier of its own.
///
/// # Errors
/// When a text is not valid.
pub fn register_readable_model(algorithm: AlgorithmId) -> Result<Command, TextError> {
    Ok(Command::Register {
        algorithm,
        title: both(
            "Hulp bij ingewikkelde aanvragen kinderopvangtoeslag",
            "Help with complicated childcare applications",
        )?,
        body: "Dienst Toeslagen (demonstratie)".parse()?,
        purpose: both(
            "Aanvragen vinden waarin makkelijk een fout sluipt, en die samen met de ouder nalopen.",
            "Find applications in which a mistake is easily made, and go through them together with the parent.",
        )?,
    })
}

/// The public entry for one model.
///
/// # Errors
/// When a text is not valid.
pub fn publish(algorithm: AlgorithmId, model: Digest) -> Result<Command, TextError> {
    let entry = RegistrationEntry {
        description: both(
            "Elke maand tellen wij punten op voor dingen die een aanvraag ingewikkeld maken. De aanvragen met de meeste punten lopen wij met de ouder na. Een deel kiezen wij door loting.",
            "Every month we add up points for what makes an application complicated. We go through the applications with the most points together with the parent. Some are drawn by lot.",
        )?,
        legal_basis: "Awir art. 38; Wet kinderopvang art. 1.5".parse()?,
        sources: "De aanvraag zelf; opgaven van de kinderopvang; Basisregistratie Inkomen".parse()?,
        consequences: both(
            "Een medewerker belt u over uw aanvraag. De uitbetaling loopt gewoon door.",
            "A member of staff calls you about your application. Payment goes on as usual.",
        )?,
        objection: both(
            "U kunt binnen zes weken na een besluit bezwaar maken, met een brief of via de website. Hulp is gratis bij het Juridisch Loket.",
            "You can object within six weeks of a decision, by letter or on the website. The legal help desk helps you free of charge.",
        )?,
        responsible: "Directeur Dienstverlening".parse()?,
    };
    Ok(Command::PublishRegistration { algorithm, model, entry })
}

/// An assessment for a year; without its alternatives when asked, to show the refusal.
///
/// # Errors
/// When a text is not valid.
pub fn assess(
    algorithm: AlgorithmId,
    assessment: AssessmentId,
    model: Digest,
    today: Date,
    alternatives: bool,
) -> Result<Command, TextError> {
    let weighed = [
        (
            "no-algorithm",
            "Alle aanvragen steekproefsgewijs: 1.000 controles per maand, een op de negen raak.",
        ),
        ("random-checks", "Alleen loting: zelfde capaciteit, geen verschil tussen groepen."),
        ("more-help", "Een hulplijn bij het invullen: duurder in het eerste jaar, minder fouten daarna."),
    ];
    let weighed = weighed.iter().filter(|_| alternatives);
    let alternatives = weighed
        .map(|(name, estimate)| Ok(Alternative { name: name.parse()?, estimate: estimate.parse()? }))
        .collect::<Result<_, TextError>>()?;
    Ok(Command::SubmitAssessment {
        algorithm,
        assessment,
        model,
        document: digest_of(BALANCE),
        balance: BALANCE.parse()?,
        alternatives,
        valid_until: today.saturating_add(11.months()),
    })
}

/// A signature with its reason.
///
/// # Errors
/// When the reason is not valid.
pub fn sign(
    algorithm: AlgorithmId,
    assessment: AssessmentId,
    outcome: Outcome,
    reason: &str,
) -> Result<Command, TextError> {
    Ok(Command::SignAssessment { algorithm, assessment, outcome, reason: reason.parse()? })
}

fn digest_of(text: &str) -> Digest {
    use sha2::Digest as _;
    Digest::new(sha2::Sha256::digest(text.as_bytes()).into())
}

/// What the approver weighs; the full questionnaire comes with a later title.
const BALANCE: &str = "Doel: minder fouten en minder terugvorderingen. Geschikt: fouten hangen samen met hoe ingewikkeld een aanvraag is. Noodzakelijk: alleen loting vindt de helft. Lichter: hulp bij het invullen, wordt ook gedaan.";

/// The label of a monthly run.
///
/// # Errors
/// Never for a real month; the type asks.
pub fn month(year: i16, month: i8) -> Result<Text, TextError> {
    format!("{year}-{month:02}").parse()
}
