//! Reading a policy file line by line: bounded, and each error with its line and column.

use super::words::{Word, Words};
use super::{Group, Log, Member, Policy, PolicyError, PolicyWrong, Witness};
use crate::LogKey;
use crate::cosignature::CosignerKey;
use std::collections::{BTreeMap, BTreeSet};

const LARGEST: usize = 256 * 1024;
/// C2SP asks for 32 of each kind at least. With 48 witnesses a fully cosigned note stays below the 64 signatures
/// that are read.
const MOST: usize = 48;

/// The policy as far as it was read.
#[derive(Default)]
struct Draft {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Quorum,
    names: BTreeMap<String, Member>,
    taken: BTreeSet<String>,
}

/// The quorum as far as it was read.
#[derive(Default, Clone, Copy)]
enum Quorum {
    #[default]
    Unsaid,
    Nobody,
    Of(Member),
}

pub(super) fn read(text: &[u8]) -> Result<Policy, PolicyError> {
    let nowhere = |line, what| PolicyError { line, column: 1, what };
    if text.len() > LARGEST {
        return Err(nowhere(1, PolicyWrong::TooLarge(text.len())));
    }
    let mut draft = Draft::default();
    let mut last = 1;
    for (number, line) in (1..).zip(text.split(|byte| *byte == b'\n')) {
        last = number;
        let mut words = Words::new(number, line);
        let control = |byte: &u8| (*byte < 0x20 && *byte != b'\t') || *byte == 0x7f;
        if let Some((at, byte)) = line.iter().enumerate().find(|(_, byte)| control(byte)) {
            return Err(words.wrong(at, PolicyWrong::Control(*byte)));
        }
        draft.line(&mut words)?;
    }
    let Draft { logs, witnesses, groups, quorum, .. } = draft;
    let quorum = match quorum {
        Quorum::Unsaid => return Err(nowhere(last, PolicyWrong::NoQuorum)),
        Quorum::Nobody => None,
        Quorum::Of(member) => Some(member),
    };
    Ok(Policy { logs, witnesses, groups, quorum })
}

impl Draft {
    fn line(&mut self, words: &mut Words<'_>) -> Result<(), PolicyError> {
        let Some(keyword) = words.next() else { return Ok(()) };
        match keyword.bytes {
            [b'#', ..] => Ok(()),
            b"log" => self.log(words, keyword.at),
            b"witness" => self.witness(words, keyword.at),
            b"group" => self.group(words, keyword.at),
            b"quorum" => self.quorum(words, keyword.at),
            _ => Err(words.wrong(keyword.at, PolicyWrong::Keyword(keyword.shown()))),
        }
    }

    fn log(&mut self, words: &mut Words<'_>, at: usize) -> Result<(), PolicyError> {
        room(words, at, self.logs.len())?;
        let word = words.need("the log's key")?;
        let key: LogKey = key(words, word, "verifier key of a log")?;
        if self.logs.iter().any(|log| log.key.material() == key.material()) {
            return Err(words.wrong(word.at, PolicyWrong::SameKey("log")));
        }
        let url = words.next().map(|word| word.name());
        self.logs.push(Log { key, url });
        words.end()
    }

    fn witness(&mut self, words: &mut Words<'_>, at: usize) -> Result<(), PolicyError> {
        room(words, at, self.witnesses.len())?;
        let name = self.fresh(words, "the witness's name")?;
        let word = words.need("the witness's key")?;
        let key: CosignerKey = key(words, word, "cosigner key that this version verifies")?;
        if self.witnesses.iter().any(|witness| witness.key.material() == key.material()) {
            return Err(words.wrong(word.at, PolicyWrong::SameKey("witness")));
        }
        let url = words.next().map(|word| word.name());
        self.names.insert(name.clone(), Member::Witness(self.witnesses.len()));
        self.witnesses.push(Witness { name, key, url });
        words.end()
    }

    fn group(&mut self, words: &mut Words<'_>, at: usize) -> Result<(), PolicyError> {
        room(words, at, self.groups.len())?;
        let name = self.fresh(words, "the group's name")?;
        let threshold = words.need("`all`, `any` or a number")?;
        let mut next = Some(words.need("the group's first member")?);
        let mut members = vec![];
        while let Some(word) = next {
            members.push(self.known(words, word)?);
            if !self.taken.insert(word.name()) {
                return Err(words.wrong(word.at, PolicyWrong::Twice(word.shown())));
            }
            next = words.next();
        }
        let needed = needed(threshold.bytes, members.len()).ok_or_else(|| {
            let (word, members) = (threshold.shown(), members.len());
            words.wrong(threshold.at, PolicyWrong::Threshold { word, members })
        })?;
        self.names.insert(name.clone(), Member::Group(self.groups.len()));
        self.groups.push(Group { name, needed, members });
        Ok(())
    }

    fn quorum(&mut self, words: &mut Words<'_>, at: usize) -> Result<(), PolicyError> {
        if !matches!(self.quorum, Quorum::Unsaid) {
            return Err(words.wrong(at, PolicyWrong::SecondQuorum));
        }
        let word = words.need("a witness, a group or `none`")?;
        self.quorum =
            if word.bytes == b"none" { Quorum::Nobody } else { Quorum::Of(self.known(words, word)?) };
        words.end()
    }

    /// A name that is not defined yet.
    fn fresh(&self, words: &mut Words<'_>, what: &'static str) -> Result<String, PolicyError> {
        let word = words.need(what)?;
        if word.bytes == b"none" {
            return Err(words.wrong(word.at, PolicyWrong::None));
        }
        let name = word.name();
        if self.names.contains_key(&name) {
            return Err(words.wrong(word.at, PolicyWrong::SameName(word.shown())));
        }
        Ok(name)
    }

    fn known(&self, words: &Words<'_>, word: Word<'_>) -> Result<Member, PolicyError> {
        let wrong = || match word.bytes {
            b"none" => PolicyWrong::None,
            _ => PolicyWrong::Unknown(word.shown()),
        };
        self.names.get(&word.name()).copied().ok_or_else(|| words.wrong(word.at, wrong()))
    }
}

fn room(words: &Words<'_>, at: usize, count: usize) -> Result<(), PolicyError> {
    if count < MOST { Ok(()) } else { Err(words.wrong(at, PolicyWrong::TooMany { most: MOST })) }
}

fn key<T: std::str::FromStr>(
    words: &Words<'_>,
    word: Word<'_>,
    what: &'static str,
) -> Result<T, PolicyError> {
    let text = std::str::from_utf8(word.bytes).ok().filter(|text| text.trim() == *text);
    let read = text.and_then(|text| text.parse().ok());
    read.ok_or_else(|| words.wrong(word.at, PolicyWrong::Key { word: word.shown(), what }))
}

fn needed(threshold: &[u8], members: usize) -> Option<usize> {
    match threshold {
        b"all" => Some(members),
        b"any" => Some(1),
        digits => {
            let number = crate::checkpoint::decimal(std::str::from_utf8(digits).ok()?)?;
            usize::try_from(number).ok().filter(|number| (1..=members).contains(number))
        }
    }
}
