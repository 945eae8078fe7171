//! Taking the steps of a pattern at a place of a text, and going back where they lead nowhere.

use super::classes::alike;
use super::compile::Step;
use super::{Pattern, Places};
use crate::feel::evaluate::{Machine, Stop};
use std::collections::BTreeMap;

/// What is done when a way leads nowhere.
enum Back {
    /// Another way from here.
    Way(usize, usize),
    /// A mark had this value.
    Mark(usize, Option<usize>),
    /// A loop was entered here.
    Loop(usize, Option<usize>),
}

struct Walk<'a> {
    letters: &'a [char],
    at: usize,
    marks: Vec<Option<usize>>,
    loops: BTreeMap<usize, usize>,
    back: Vec<Back>,
}

impl Pattern {
    /// Whether the pattern matches from here, and where its groups did.
    pub(super) fn at(
        &self,
        machine: &Machine<'_>,
        letters: &[char],
        start: usize,
    ) -> Result<Option<Places>, Stop> {
        let marks = vec![None; (self.groups + 1) * 2];
        let mut walk = Walk { letters, at: start, marks, loops: BTreeMap::new(), back: vec![] };
        let mut step = 0;
        loop {
            machine.spend(1)?;
            let next = match self.steps.get(step) {
                None | Some(Step::Done) => return Ok(Some(walk.places(start))),
                Some(taken) => self.take(taken, step, &mut walk),
            };
            let Some(next) = next.or_else(|| walk.go_back()) else { return Ok(None) };
            step = next;
        }
    }

    /// The next step, if this one can be taken.
    fn take(&self, step: &Step, place: usize, walk: &mut Walk<'_>) -> Option<usize> {
        let next = place + 1;
        match step {
            Step::Letter(wanted) => {
                walk.letter(|letter| letter == *wanted || self.flags.either_case && alike(letter, *wanted))?;
            }
            Step::Any => walk.letter(|letter| self.flags.whole || !matches!(letter, '\n' | '\r'))?,
            Step::Class(class) => walk.letter(|letter| class.has(letter, self.flags.either_case))?,
            Step::Start => walk.starts(self.flags.lines).then_some(())?,
            Step::End => walk.ends(self.flags.lines).then_some(())?,
            Step::Again(group) => walk.again(*group, self.flags.either_case)?,
            Step::Mark(mark) => walk.mark(*mark),
            Step::Fork(first, second) => {
                walk.back.push(Back::Way(*second, walk.at));
                return Some(*first);
            }
            Step::Jump(to) => return Some(*to),
            Step::Enter(slot) => walk.enter(*slot),
            Step::Progress(slot) => {
                // A turn that matched nothing would go on for ever: the loop ends behind its jump.
                return Some(if walk.loops.get(slot) == Some(&walk.at) { next + 1 } else { next });
            }
            Step::Done => {}
        }
        Some(next)
    }
}

impl Walk<'_> {
    fn letter(&mut self, fits: impl Fn(char) -> bool) -> Option<()> {
        self.letters.get(self.at).filter(|letter| fits(**letter))?;
        self.at += 1;
        Some(())
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|before| self.letters.get(before)).copied()
    }

    fn starts(&self, lines: bool) -> bool {
        self.at == 0 || lines && self.before() == Some('\n') && self.at < self.letters.len()
    }

    fn ends(&self, lines: bool) -> bool {
        self.at == self.letters.len() || lines && self.letters.get(self.at) == Some(&'\n')
    }

    fn again(&mut self, group: usize, either_case: bool) -> Option<()> {
        let (Some(Some(from)), Some(Some(to))) = (self.marks.get(group * 2), self.marks.get(group * 2 + 1))
        else {
            return Some(());
        };
        let matched = self.letters.get(*from..*to)?;
        let here = self.letters.get(self.at..self.at + matched.len())?;
        let same = matched.iter().zip(here).all(|(one, two)| one == two || either_case && alike(*one, *two));
        if !same {
            return None;
        }
        self.at += matched.len();
        Some(())
    }

    fn mark(&mut self, mark: usize) {
        if let Some(slot) = self.marks.get_mut(mark) {
            self.back.push(Back::Mark(mark, *slot));
            *slot = Some(self.at);
        }
    }

    fn enter(&mut self, slot: usize) {
        self.back.push(Back::Loop(slot, self.loops.insert(slot, self.at)));
    }

    fn go_back(&mut self) -> Option<usize> {
        loop {
            match self.back.pop()? {
                Back::Way(step, at) => {
                    self.at = at;
                    return Some(step);
                }
                Back::Mark(mark, old) => {
                    if let Some(slot) = self.marks.get_mut(mark) {
                        *slot = old;
                    }
                }
                Back::Loop(slot, Some(old)) => drop(self.loops.insert(slot, old)),
                Back::Loop(slot, None) => drop(self.loops.remove(&slot)),
            }
        }
    }

    fn places(&self, start: usize) -> Places {
        let groups = self.marks.chunks(2).skip(1).map(|pair| match pair {
            [Some(from), Some(to)] => Some((*from, *to)),
            _ => None,
        });
        std::iter::once(Some((start, self.at))).chain(groups).collect()
    }
}
