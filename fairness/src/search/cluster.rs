//! Clusters that nobody named: people are split again and again by what they share, as long as a part is treated worse than
//! its whole (hierarchical bias-aware clustering; J. Misztal-Radecka and B. Indurkhya, 2021). On cells, not on rows.

use super::cell::Cell;
use super::kmodes::{Mode, modes, nearest};
use crate::counts::{Counts, real};
use serde::Serialize;

/// When splitting stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Splits tried at most.
    pub splits: usize,
    /// People in a cluster at least.
    pub smallest: u64,
}

/// One cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cluster {
    /// How many were treated badly, out of how many.
    pub counts: Counts,
    /// The cluster's rate less that of everybody outside it: above nought is treated worse.
    pub score: f64,
    /// For every axis, the most common level and the share of the cluster that has it.
    pub typical: Vec<(usize, f64)>,
}

/// The clusters, worst first, and how people are told apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    /// Worst first.
    pub clusters: Vec<Cluster>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq)]
struct Node {
    /// Modes and the node of each; empty for a leaf.
    parts: Vec<(Mode, usize)>,
    /// The cluster, for a leaf.
    cluster: usize,
    counts: Counts,
    score: f64,
}

/// Splits people into clusters.
#[must_use]
pub fn cluster(cells: &[Cell], limits: Limits) -> Clustering {
    let whole = sum(cells.iter());
    let mut nodes = vec![Node { parts: Vec::new(), cluster: 0, counts: whole, score: 0.0 }];
    let mut members: Vec<Vec<&Cell>> = vec![cells.iter().collect()];
    let mut open = vec![0_usize];
    for _ in 0..limits.splits {
        let Some(at) = most_mixed(&open, &nodes) else { break };
        let node = open.remove(at);
        let Some((mine, score)) =
            members.get(node).zip(nodes.get(node)).map(|(mine, node)| (mine, node.score))
        else {
            break;
        };
        let Some(parts) = split(mine, score, whole, limits) else { continue };
        for (mode, part, counts, score) in parts {
            let child = nodes.len();
            nodes.push(Node { parts: Vec::new(), cluster: 0, counts, score });
            members.push(part);
            open.push(child);
            if let Some(parent) = nodes.get_mut(node) {
                parent.parts.push((mode, child));
            }
        }
    }
    finished(nodes, &members)
}

impl Clustering {
    /// The cluster of a person with these levels: the leaf reached by the nearest mode at every split.
    #[must_use]
    pub fn of(&self, levels: &[usize]) -> usize {
        let mut at = 0;
        // Every child stands behind its parent, so this ends.
        while let Some(node) = self.nodes.get(at) {
            let modes: Vec<Mode> = node.parts.iter().map(|(mode, _)| mode.clone()).collect();
            match node.parts.get(nearest(&modes, levels).0) {
                Some((_, child)) if *child > at => at = *child,
                _ => return node.cluster,
            }
        }
        0
    }
}

fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Counts {
    cells.fold(Counts { selected: 0, total: 0 }, |sum, cell| sum.with(cell.counts))
}

/// The place in the list of the node whose people were treated most unequally.
fn most_mixed(open: &[usize], nodes: &[Node]) -> Option<usize> {
    let spread = |node: &usize| {
        nodes.get(*node).map_or(0.0, |node| {
            let share = real(node.counts.selected) / real(node.counts.total.max(1));
            share * (1.0 - share)
        })
    };
    let mut best: Option<(f64, usize)> = None;
    for (at, node) in open.iter().enumerate() {
        if best.is_none_or(|(most, _)| spread(node) > most) {
            best = Some((spread(node), at));
        }
    }
    best.map(|(_, at)| at)
}

type Part<'a> = (Mode, Vec<&'a Cell>, Counts, f64);

/// The parts of a node, when all are large enough and one is treated no better than the whole node.
fn split<'a>(cells: &[&'a Cell], score: f64, whole: Counts, limits: Limits) -> Option<Vec<Part<'a>>> {
    let modes = modes(cells)?;
    let labelled: Vec<(usize, &Cell)> =
        cells.iter().map(|cell| (nearest(&modes, &cell.levels).0, *cell)).collect();
    let part = |(label, mode): (usize, &Mode)| {
        let mine: Vec<&Cell> =
            labelled.iter().filter(|(other, _)| *other == label).map(|(_, cell)| *cell).collect();
        let counts = sum(mine.iter().copied());
        (mode.clone(), mine, counts, gap(counts, whole))
    };
    let parts: Vec<Part<'_>> = modes.iter().enumerate().map(part).collect();
    let large = parts.iter().all(|(_, _, counts, _)| counts.total >= limits.smallest);
    let worse = parts.iter().any(|(_, _, _, found)| *found >= score);
    (large && worse).then_some(parts)
}

/// The rate within less the rate outside.
pub fn gap(counts: Counts, whole: Counts) -> f64 {
    let outside = Counts { selected: whole.selected - counts.selected, total: whole.total - counts.total };
    if counts.total == 0 || outside.total == 0 { 0.0 } else { counts.share() - outside.share() }
}

fn finished(mut nodes: Vec<Node>, members: &[Vec<&Cell>]) -> Clustering {
    let mut leaves: Vec<usize> =
        nodes.iter().enumerate().filter(|(_, node)| node.parts.is_empty()).map(|(at, _)| at).collect();
    let score = |at: &usize| nodes.get(*at).map_or(0.0, |node| node.score);
    leaves.sort_by(|one, two| score(two).total_cmp(&score(one)));
    let mut clusters = Vec::new();
    for (cluster, at) in leaves.iter().enumerate() {
        if let Some(node) = nodes.get_mut(*at) {
            node.cluster = cluster;
            let typical = members.get(*at).map(|cells| typical(cells)).unwrap_or_default();
            clusters.push(Cluster { counts: node.counts, score: node.score, typical });
        }
    }
    Clustering { clusters, nodes }
}

fn typical(cells: &[&Cell]) -> Vec<(usize, f64)> {
    let axes = cells.first().map_or(0, |cell| cell.levels.len());
    let people = real(cells.iter().map(|cell| cell.counts.total).sum::<u64>().max(1));
    let common = |axis: usize| {
        let mut counts = std::collections::BTreeMap::new();
        for cell in cells {
            *counts.entry(cell.levels.get(axis).copied().unwrap_or(0)).or_insert(0) += cell.counts.total;
        }
        let most = counts.values().max().copied().unwrap_or(0);
        let level = counts.iter().find(|(_, count)| **count == most).map_or(0, |(level, _)| *level);
        (level, real(most) / people)
    };
    (0..axes).map(common).collect()
}
