//! One person: why this outcome, and the receipt that proves it. By an official with reason, or by the person's code.

use crate::account::Caller;
use crate::authorise::Resource;
use crate::door::App;
use crate::prepare::kept;
use crate::problem::{Problem, fault};
use crate::views::ExplanationView;
use domain::algorithm::Algorithm;
use domain::{AlgorithmId, RunId};
use hmac::{Hmac, KeyInit, Mac};
use ledger::Hash;
use ledger::receipt::{FORMAT, Receipt, RunPart};
use model::Model;
use runs::{PersonRecord, QueueLine};
use sha2::Sha256;

/// Crockford's digits: no letter that reads like another.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A person's record with the run and algorithm that it belongs to.
struct Found {
    algorithm: AlgorithmId,
    state: Algorithm,
    run: RunId,
    position: u64,
    record: PersonRecord,
}

impl App {
    /// Why a person got an outcome, for an official who must know.
    ///
    /// # Errors
    /// When the caller may not, or the person was not in the run.
    pub async fn explanation(
        &self,
        caller: &Caller,
        run: RunId,
        person: &str,
    ) -> Result<ExplanationView, Problem> {
        let found = self.found(caller, "explain-person", run, person).await?;
        self.explain(&found)
    }

    /// Why a person got an outcome, for the person.
    ///
    /// # Errors
    /// When the code is none of ours; nothing more is told.
    pub async fn explanation_by_code(&self, code: &str) -> Result<ExplanationView, Problem> {
        let found = self.by_code(code).await?;
        self.explain(&found)
    }

    /// The receipt, for an official who must hand it over.
    ///
    /// # Errors
    /// When the caller may not, or the person was not in the run.
    pub async fn receipt(&self, caller: &Caller, run: RunId, person: &str) -> Result<Receipt, Problem> {
        let found = self.found(caller, "give-receipt", run, person).await?;
        self.prove(found).await
    }

    /// The receipt, for the person.
    ///
    /// # Errors
    /// When the code is none of ours.
    pub async fn receipt_by_code(&self, code: &str) -> Result<Receipt, Problem> {
        let found = self.by_code(code).await?;
        self.prove(found).await
    }

    /// The caseworkers' queue of a run: no route, no score, no rank.
    ///
    /// # Errors
    /// When the caller may not, or there is no such run.
    pub async fn queue(&self, caller: &Caller, run: RunId) -> Result<Vec<QueueLine>, Problem> {
        let (algorithm, _) = self.run_place(run).await?;
        self.0.keeper.stamp(
            caller,
            "read-queue",
            Resource::Algorithm(&algorithm.to_string()),
            &*self.0.clock,
        )?;
        Ok(self.0.runs.queue(&run.to_string())?)
    }

    async fn run_place(&self, run: RunId) -> Result<(AlgorithmId, u64), Problem> {
        let not_found = || Problem::not_found("run", &run.to_string());
        let (algorithm, position) = self.0.store.run(&run.to_string()).await?.ok_or_else(not_found)?;
        Ok((algorithm.parse().map_err(|_| not_found())?, position))
    }

    async fn found(&self, caller: &Caller, action: &str, run: RunId, person: &str) -> Result<Found, Problem> {
        let (algorithm, position) = self.run_place(run).await?;
        self.0.keeper.stamp(caller, action, Resource::Algorithm(&algorithm.to_string()), &*self.0.clock)?;
        let record = self.0.runs.person(&run.to_string(), person)?;
        let record = record.ok_or_else(|| Problem::not_found("person in this run", person))?;
        Ok(Found { algorithm, state: self.state(algorithm).await?, run, position, record })
    }

    async fn by_code(&self, code: &str) -> Result<Found, Problem> {
        // The same answer for every wrong code: it must tell nothing.
        let unknown = || Problem::not_found("person with this code", "");
        let (position, index) = self.read_code(code)?.ok_or_else(unknown)?;
        let (run, algorithm) = self.0.store.run_at(position).await?.ok_or_else(unknown)?;
        let record = self.0.runs.person_at(&run, index)?.ok_or_else(unknown)?;
        let (run, algorithm) =
            (run.parse().map_err(|_| unknown())?, algorithm.parse().map_err(|_| unknown())?);
        Ok(Found { algorithm, state: self.state(algorithm).await?, run, position, record })
    }

    fn explain(&self, found: &Found) -> Result<ExplanationView, Problem> {
        let missing = || Problem::not_found("run", &found.run.to_string());
        let (title, body, ..) = found.state.registered.clone().ok_or_else(missing)?;
        let run = found.state.runs.iter().find(|run| run.facts.run == found.run).ok_or_else(missing)?;
        let model = kept(&self.0.home, run.facts.model)?;
        let record = &found.record;
        recomputed(&model, record)?;
        let cut_off = self.0.runs.summary(&found.run.to_string())?.cut_off;
        let goal = Model::goal(&model.declaration().selection, cut_off);
        Ok(ExplanationView {
            algorithm: found.algorithm,
            title,
            body,
            run: found.run,
            label: run.facts.label.clone(),
            at: run.evidence.at,
            person: record.person.clone(),
            route: record.route,
            explanation: model.explain(&record.case, &record.evaluation, &goal),
            declaration: model.declaration().clone(),
            objection: found.state.registration.as_ref().map(|found| found.entry.objection.clone()),
            model: run.facts.model,
            position: found.position,
            code: self.code(found.position, record.index)?,
        })
    }

    async fn prove(&self, found: Found) -> Result<Receipt, Problem> {
        self.checkpoint().await?;
        let entry = self.entry(found.position).await?.entry;
        let proof = self.0.runs.proof(&found.run.to_string(), found.record.index)?;
        let missing = || Problem::not_found("run", &found.run.to_string());
        let run = found.state.runs.iter().find(|run| run.facts.run == found.run).ok_or_else(missing)?;
        Ok(Receipt {
            format: FORMAT.to_owned(),
            record: found.record.record,
            salt: found.record.salt,
            run: RunPart {
                index: proof.index,
                size: proof.size,
                root: Hash(*run.facts.people_root.bytes()),
                proof: proof.path,
            },
            entry,
            log: self.0.log.proof(found.position)?,
        })
    }

    /// A person's code: where the record stands, sealed with a key of this home. Nothing is stored for it.
    fn code(&self, position: u64, index: u64) -> Result<String, Problem> {
        let place = place(position, index)?;
        let mut bytes = place.to_vec();
        bytes.extend(self.mac(place)?.finalize().into_bytes().iter().take(7));
        Ok(grouped(&bytes))
    }

    fn read_code(&self, code: &str) -> Result<Option<(u64, u64)>, Problem> {
        let Some(bytes) = ungrouped(code) else {
            return Ok(None);
        };
        let Some((place, seal)) = bytes.split_first_chunk::<8>() else {
            return Ok(None);
        };
        if self.mac(*place)?.verify_truncated_left(seal).is_err() {
            return Ok(None);
        }
        let ([position, index], _) = place.as_chunks::<4>() else { return Ok(None) };
        Ok(Some((u32::from_be_bytes(*position).into(), u32::from_be_bytes(*index).into())))
    }

    fn mac(&self, place: [u8; 8]) -> Result<Hmac<Sha256>, Problem> {
        let key = std::fs::read(self.0.home.code_key())
            .map_err(|error| fault("read the key of the codes", &error))?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key)
            .map_err(|error| fault("read the key of the codes", &error))?;
        mac.update(b"waarborg/code/v1");
        mac.update(&place);
        Ok(mac)
    }
}

/// The recorded outcome must be what the frozen model still gives (C04); anything else is an incident, not an answer.
fn recomputed(model: &Model, record: &PersonRecord) -> Result<(), Problem> {
    match model.evaluate(&record.case) {
        Ok(evaluation) if evaluation == record.evaluation => Ok(()),
        _ => Err(fault("explain an outcome", &"the frozen model gives another outcome than was recorded")),
    }
}

fn place(position: u64, index: u64) -> Result<[u8; 8], Problem> {
    let four = |number: u64| {
        u32::try_from(number).map(u32::to_be_bytes).map_err(|error| fault("make a code", &error))
    };
    let mut place = [0; 8];
    for (to, from) in place.iter_mut().zip(four(position)?.into_iter().chain(four(index)?)) {
        *to = from;
    }
    Ok(place)
}

/// 15 bytes as 24 digits in groups of four.
fn grouped(bytes: &[u8]) -> String {
    let bits = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let digit = |place: usize| (0..5).fold(0, |value, bit| value << 1 | usize::from(bits(place * 5 + bit)));
    let digits: Vec<char> = (0..bytes.len() * 8 / 5)
        .filter_map(|place| DIGITS.get(digit(place)))
        .map(|digit| char::from(*digit))
        .collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The bytes of a code, however a person spaced it or mistook O for 0 and I or L for 1.
fn ungrouped(code: &str) -> Option<Vec<u8>> {
    let letters = code.chars().filter(|letter| !matches!(letter, ' ' | '-')).map(|letter| {
        match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        }
    });
    let values: Option<Vec<u8>> = letters
        .map(|letter| {
            DIGITS
                .iter()
                .position(|digit| char::from(*digit) == letter)
                .and_then(|value| u8::try_from(value).ok())
        })
        .collect();
    let values = values.filter(|values| values.len() == 24)?;
    let bit = |at: usize| values.get(at / 5).map_or(0, |value| value >> (4 - at % 5) & 1);
    Some((0..15).map(|place| (0..8).fold(0, |byte, offset| byte << 1 | bit(place * 8 + offset))).collect())
}

#[cfg(test)]
mod tests {
    use super::{grouped, ungrouped};

    #[test]
    fn a_code_survives_being_written_down() {
        let bytes: Vec<u8> = (0..15).map(|byte| byte * 17).collect();
        let code = grouped(&bytes);
        assert_eq!(code.len(), 29, "{code}");
        assert_eq!(ungrouped(&code), Some(bytes.clone()));
        assert_eq!(
            ungrouped(&code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l")),
            Some(bytes)
        );
        assert_eq!(ungrouped("ABCD"), None);
        assert_eq!(ungrouped(&"U".repeat(24)), None);
    }
}
