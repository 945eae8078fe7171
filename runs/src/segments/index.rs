//! The indexes of a run: rows by person, and the queue's rows in their order by lot.

use super::QUEUE;
use crate::problem::RunProblem;
use crate::select::Route;
use ledger::Hash;
use sha2::{Digest, Sha256};

/// The first 8 bytes by which a person is found.
pub fn key(person: &str) -> [u8; 8] {
    Sha256::digest(person).first_chunk().copied().unwrap_or_default()
}

/// One entry a person, sorted by key: key and row, 12 bytes. An erased person has none.
pub fn people_index<T: AsRef<str>>(people: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut entries: Vec<([u8; 8], u32)> = (0..)
        .zip(people)
        .filter(|(_, person)| !person.as_ref().is_empty())
        .map(|(row, person)| (key(person.as_ref()), row))
        .collect();
    entries.sort_unstable();
    entries.into_iter().flat_map(|(key, row)| key.into_iter().chain(row.to_be_bytes())).collect()
}

/// The rows under a key: nearly always one.
pub fn find(index: &[u8], key: [u8; 8]) -> Vec<usize> {
    let (entries, _) = index.as_chunks::<12>();
    let head = |entry: &[u8; 12]| <[u8; 8]>::try_from(entry.split_at(8).0).unwrap_or_default();
    let first = entries.partition_point(|entry| head(entry) < key);
    let same = entries.iter().skip(first).take_while(|entry| head(entry) == key);
    same.filter_map(|entry| entry.split_at(8).1.try_into().ok())
        .map(|row| u32::from_be_bytes(row) as usize)
        .collect()
}

/// The selected rows in the order of their leaves: an order by lot, since each leaf hangs on a secret salt, which tells
/// targeted from random to nobody and which everyone with the values can make again.
pub fn queue_index(leaves: &[Hash], routes: &[Route]) -> Vec<u8> {
    let rows = (0_u32..).zip(leaves.iter().zip(routes));
    let selected = rows.filter(|(_, (_, route))| route.selected());
    let mut queue: Vec<([u8; 32], u32)> = selected.map(|(row, (leaf, _))| (leaf.0, row)).collect();
    queue.sort_unstable();
    queue.into_iter().flat_map(|(_, row)| row.to_be_bytes()).collect()
}

/// The queue's rows, in their order.
pub fn queue(bytes: &[u8]) -> Result<Vec<usize>, RunProblem> {
    match bytes.as_chunks::<4>() {
        (rows, []) => Ok(rows.iter().map(|row| u32::from_be_bytes(*row) as usize).collect()),
        _ => Err(RunProblem::damaged(format!("{QUEUE}: half a row at the end"))),
    }
}
