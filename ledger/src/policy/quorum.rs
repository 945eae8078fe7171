//! Counting: which groups are reached by which witnesses, and which cannot be gone round.
//!
//! Groups stand in the order of their definition and name only earlier ones, so one walk over the list decides;
//! nothing recurses, however deep the groups are nested.

use super::{Member, Policy};
use std::collections::BTreeSet;

impl Policy {
    /// Whether these witnesses, by their place in [`Policy::witnesses`], are a quorum.
    #[must_use]
    pub fn reached(&self, witnesses: &BTreeSet<usize>) -> bool {
        let groups = self.groups_reached(witnesses);
        self.quorum.is_none_or(|member| holds(member, witnesses, &groups))
    }

    /// Whether no quorum can do without this witness or group, so that it alone can stop a forged history.
    /// None when the policy defines no such name.
    #[must_use]
    pub fn needs(&self, name: &str) -> Option<bool> {
        let member = self.member(name)?;
        let inside = self.below(member);
        let outside = (0..self.witnesses.len()).filter(|place| !inside.contains(place)).collect();
        Some(!self.reached(&outside))
    }

    /// The fewest witnesses that are a quorum: so many must be won over to pass a forged history.
    #[must_use]
    pub fn fewest(&self) -> usize {
        let mut prices: Vec<usize> = vec![];
        let price = |member: &Member, prices: &[usize]| match member {
            Member::Witness(_) => 1,
            Member::Group(place) => prices.get(*place).copied().unwrap_or(usize::MAX),
        };
        for group in &self.groups {
            let mut members: Vec<usize> = group.members.iter().map(|member| price(member, &prices)).collect();
            members.sort_unstable();
            prices.push(members.iter().take(group.needed).fold(0, |sum, price| sum.saturating_add(*price)));
        }
        self.quorum.map_or(0, |member| price(&member, &prices))
    }

    fn groups_reached(&self, witnesses: &BTreeSet<usize>) -> Vec<bool> {
        let mut reached: Vec<bool> = vec![];
        for group in &self.groups {
            let members = group.members.iter();
            let count = members.filter(|member| holds(**member, witnesses, &reached)).count();
            reached.push(count >= group.needed);
        }
        reached
    }

    /// The witness or group of this name: they share one space of names.
    fn member(&self, name: &str) -> Option<Member> {
        let witness = self.witnesses.iter().position(|witness| witness.name == name).map(Member::Witness);
        witness.or_else(|| self.groups.iter().position(|group| group.name == name).map(Member::Group))
    }

    /// The witnesses that a member consists of.
    fn below(&self, member: Member) -> BTreeSet<usize> {
        let (mut witnesses, mut open) = (BTreeSet::new(), vec![member]);
        // Each name is a member at most once, so this ends after at most all of them.
        while let Some(member) = open.pop() {
            match member {
                Member::Witness(place) => {
                    witnesses.insert(place);
                }
                Member::Group(place) => {
                    open.extend(self.groups.get(place).map_or(&[][..], |group| &group.members));
                }
            }
        }
        witnesses
    }
}

fn holds(member: Member, witnesses: &BTreeSet<usize>, groups: &[bool]) -> bool {
    match member {
        Member::Witness(place) => witnesses.contains(&place),
        Member::Group(place) => groups.get(place).copied().unwrap_or(false),
    }
}
