//! The register: algorithms under safeguards, and what an imported national register describes.

use crate::account::Caller;
use crate::authorise::Resource;
use crate::door::App;
use crate::problem::Problem;
use crate::store::Described;
use crate::views::{Origin, RegisterLine, RegisterPage};
use domain::algorithm::Permit;
use domain::{AlgorithmId, Bilingual, Text};
use serde::{Deserialize, Serialize};

const LARGEST_PAGE: u64 = 100;
const LARGEST_SNAPSHOT: usize = 64 * 1024 * 1024;

/// What is looked for in the register.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RegisterQuery {
    /// Words that must stand together; everything when empty.
    pub text: String,
    /// The page from 1.
    pub page: u64,
    /// Lines a page, 1 to 100; 20 when 0.
    pub size: u64,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Records that are there now.
    pub records: usize,
}

#[derive(Deserialize)]
struct Snapshot {
    algoritmes: Vec<SnapshotRecord>,
}

#[derive(Deserialize)]
struct SnapshotRecord {
    id: String,
    title: String,
    organisatie: String,
    #[serde(default)]
    doel: String,
    #[serde(default)]
    juridische_basis: String,
    #[serde(default)]
    impactassessment: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    laatst_gewijzigd: String,
}

impl App {
    /// A page of the register: those under safeguards first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn register(&self, query: &RegisterQuery) -> Result<RegisterPage, Problem> {
        let size = if query.size == 0 { 20 } else { query.size.min(LARGEST_PAGE) };
        let page = query.page.max(1);
        let offset = (page - 1).saturating_mul(size);
        let (own, safeguarded) = self.0.store.search_algorithms(&query.text, size, offset).await?;
        let room = size - own.len() as u64;
        let (described, others) =
            self.0.store.search_described(&query.text, room, offset.saturating_sub(safeguarded)).await?;
        let mut lines = vec![];
        for row in own {
            lines.extend(self.own_line(row).await?);
        }
        lines.extend(described.into_iter().map(described_line));
        let total = safeguarded + others;
        Ok(RegisterPage { lines, total, safeguarded, page, pages: total.div_ceil(size).max(1) })
    }

    async fn own_line(&self, row: crate::store::AlgorithmRow) -> Result<Option<RegisterLine>, Problem> {
        let Ok(algorithm) = row.id.parse::<AlgorithmId>() else {
            return Ok(None);
        };
        let permit_holds = Permit::of(&self.state(algorithm).await?, self.today()).holds().is_ok();
        Ok(Some(RegisterLine {
            title: both(&row.title_nl, &row.title_en),
            body: row.body,
            purpose: both(&row.purpose_nl, &row.purpose_en),
            origin: Origin::Safeguarded { algorithm, permit_holds, withdrawn: row.withdrawn != 0 },
        }))
    }

    /// Takes in a snapshot of the national register, in the place of the one before.
    ///
    /// # Errors
    /// Where the text stops being a snapshot.
    pub async fn import_register(&self, caller: &Caller, json: &[u8]) -> Result<Imported, Problem> {
        self.0.keeper.stamp(caller, "import-register", Resource::Body, &*self.0.clock)?;
        if json.len() > LARGEST_SNAPSHOT {
            return Err(Problem::invalid(
                "snapshot",
                format!("the file has {} bytes: at most {LARGEST_SNAPSHOT} are read", json.len()),
            ));
        }
        let snapshot: Snapshot = serde_json::from_slice(json).map_err(|error| {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default().to_owned();
            Problem::invalid(format!("snapshot:{}:{}", error.line(), error.column()), what)
        })?;
        let mut seen = std::collections::HashSet::new();
        let records: Vec<Described> = snapshot
            .algoritmes
            .into_iter()
            .filter(|one| seen.insert(one.id.clone()))
            .map(described)
            .collect();
        self.0.store.replace_described(&records).await?;
        Ok(Imported { records: records.len() })
    }
}

fn described(one: SnapshotRecord) -> Described {
    Described {
        id: one.id,
        title: one.title,
        body: one.organisatie,
        purpose: one.doel,
        legal_basis: one.juridische_basis,
        assessment: one.impactassessment,
        status: one.status,
        url: one.url,
        changed: one.laatst_gewijzigd,
    }
}

fn described_line(row: Described) -> RegisterLine {
    RegisterLine {
        title: both(&row.title, &row.title),
        body: row.body,
        purpose: both(&row.purpose, &row.purpose),
        origin: Origin::Described {
            record: row.id,
            status: row.status,
            legal_basis: row.legal_basis,
            assessment: row.assessment,
            url: row.url,
            changed: row.changed,
        },
    }
}

/// Texts of others as they are; an empty or overlong one becomes a dash.
fn both(nl: &str, en: &str) -> Bilingual {
    let text = |words: &str| {
        words.chars().take(4_000).collect::<String>().parse::<Text>().or_else(|_| "\u{2013}".parse())
    };
    match (text(nl), text(en)) {
        (Ok(nl), Ok(en)) => Bilingual { nl, en },
        _ => both("\u{2013}", "\u{2013}"),
    }
}
