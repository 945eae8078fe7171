//! From the parts of a pattern to steps that are taken one after the other.

use super::classes::Class;
use super::parse::Node;

const MOST_STEPS: usize = 20_000;

/// One step of matching.
#[derive(Debug, Clone)]
pub enum Step {
    Letter(char),
    Any,
    Class(Class),
    Start,
    End,
    Again(usize),
    /// A group opens (even) or closes (odd).
    Mark(usize),
    /// Goes on at the first place, or else at the second.
    Fork(usize, usize),
    Jump(usize),
    /// Where a turn of a loop starts.
    Enter(usize),
    /// Ends a loop whose turn matched nothing.
    Progress(usize),
    Done,
}

struct Program {
    steps: Vec<Step>,
    loops: usize,
}

/// The steps of a pattern; none where there are too many.
pub fn program(node: &Node) -> Option<Vec<Step>> {
    let mut program = Program { steps: vec![], loops: 0 };
    program.add(node)?;
    program.push(Step::Done)?;
    Some(program.steps)
}

impl Program {
    fn push(&mut self, step: Step) -> Option<usize> {
        self.steps.push(step);
        (self.steps.len() <= MOST_STEPS).then(|| self.steps.len() - 1)
    }

    fn set(&mut self, place: usize, step: Step) {
        if let Some(slot) = self.steps.get_mut(place) {
            *slot = step;
        }
    }

    fn add(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Letter(letter) => drop(self.push(Step::Letter(*letter))?),
            Node::Any => drop(self.push(Step::Any)?),
            Node::Class(class) => drop(self.push(Step::Class(class.clone()))?),
            Node::Start => drop(self.push(Step::Start)?),
            Node::End => drop(self.push(Step::End)?),
            Node::Again(group) => drop(self.push(Step::Again(*group))?),
            Node::Group(inner, None) => self.add(inner)?,
            Node::Group(inner, Some(group)) => {
                self.push(Step::Mark(group * 2))?;
                self.add(inner)?;
                self.push(Step::Mark(group * 2 + 1))?;
            }
            Node::Sequence(parts) => parts.iter().try_for_each(|part| self.add(part))?,
            Node::Either(branches) => self.either(branches)?,
            Node::Repeat { node, least, most, greedy } => {
                for _ in 0..*least {
                    self.add(node)?;
                }
                match most {
                    None => self.unbounded(node, *greedy)?,
                    Some(most) => self.optional(node, most - least, *greedy)?,
                }
            }
        }
        Some(())
    }

    fn either(&mut self, branches: &[Node]) -> Option<()> {
        let mut ends = vec![];
        for (place, branch) in branches.iter().enumerate() {
            if place + 1 == branches.len() {
                self.add(branch)?;
                break;
            }
            let fork = self.push(Step::Done)?;
            self.add(branch)?;
            ends.push(self.push(Step::Done)?);
            self.set(fork, Step::Fork(fork + 1, self.steps.len()));
        }
        for end in ends {
            self.set(end, Step::Jump(self.steps.len()));
        }
        Some(())
    }

    fn fork(&mut self, at: usize, inside: usize, greedy: bool) {
        let after = self.steps.len();
        self.set(at, if greedy { Step::Fork(inside, after) } else { Step::Fork(after, inside) });
    }

    fn unbounded(&mut self, node: &Node, greedy: bool) -> Option<()> {
        let slot = self.loops;
        self.loops += 1;
        let fork = self.push(Step::Done)?;
        self.push(Step::Enter(slot))?;
        self.add(node)?;
        self.push(Step::Progress(slot))?;
        self.push(Step::Jump(fork))?;
        self.fork(fork, fork + 1, greedy);
        Some(())
    }

    fn optional(&mut self, node: &Node, times: u32, greedy: bool) -> Option<()> {
        let mut forks = vec![];
        for _ in 0..times {
            forks.push(self.push(Step::Done)?);
            self.add(node)?;
        }
        for fork in forks {
            self.fork(fork, fork + 1, greedy);
        }
        Some(())
    }
}
