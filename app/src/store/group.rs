//! Whoever appends while the disk is busy shares the next transaction: one flush for all of them.
//!
//! Everybody puts their growth on the pile and waits for the turn. Who gets it writes the whole pile, so that the others
//! find their answer when their turn comes.

use super::append::{Appended, Growth, write};
use crate::problem::{Problem, fault};
use sqlx::AnyPool;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as Turn, oneshot};

/// More would make the first of a pile wait long for the last.
const MOST: usize = 512;

type Answer = Result<Appended, Problem>;

struct Waiting {
    growth: Growth,
    answer: oneshot::Sender<Answer>,
}

/// The pile, and whose turn it is.
#[derive(Clone, Default)]
pub(super) struct Group {
    pile: Arc<Mutex<Vec<Waiting>>>,
    turn: Arc<Turn<()>>,
}

impl std::fmt::Debug for Group {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Group")
    }
}

impl Group {
    pub(super) async fn append(&self, pool: &AnyPool, growth: Growth) -> Answer {
        let (answer, mut answered) = oneshot::channel();
        self.pile().push(Waiting { growth, answer });
        loop {
            tokio::select! {
                biased;
                answer = &mut answered => {
                    return answer.map_err(|error| fault("append to the log", &error))?;
                }
                turn = self.turn.clone().lock_owned() => {
                    // In a task of its own: who stops waiting must not stop what others wait for.
                    let (group, pool) = (self.clone(), pool.clone());
                    let written = tokio::spawn(async move {
                        group.write_pile(&pool).await;
                        drop(turn);
                    });
                    written.await.map_err(|error| fault("append to the log", &error))?;
                }
            }
        }
    }

    /// Writes what is on the pile now.
    pub(super) async fn flush(&self, pool: &AnyPool) {
        let turn = self.turn.lock().await;
        self.write_pile(pool).await;
        drop(turn);
    }

    fn pile(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.pile.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn write_pile(&self, pool: &AnyPool) {
        let mut waiting: Vec<Waiting> = {
            let mut pile = self.pile();
            let count = pile.len().min(MOST);
            pile.drain(..count).collect()
        };
        // Who stopped waiting must not be recorded behind their back.
        waiting.retain(|waiting| !waiting.answer.is_closed());
        let waiting = once_a_stream(waiting);
        let growths: Vec<&Growth> = waiting.iter().map(|waiting| &waiting.growth).collect();
        if growths.is_empty() {
            return;
        }
        match write(pool, &growths).await {
            Ok(Some(firsts)) => {
                for (waiting, first) in waiting.into_iter().zip(firsts) {
                    let _ = waiting.answer.send(Ok(Appended::At(first)));
                }
            }
            // One of them came too late, or broke something: each alone, so that the others do not pay for it.
            Ok(None) | Err(_) => {
                for waiting in waiting {
                    let alone = write(pool, &[&waiting.growth]).await;
                    let first = alone.map(|firsts| firsts.and_then(|firsts| firsts.first().copied()));
                    let _ =
                        waiting.answer.send(first.map(|first| first.map_or(Appended::Moved, Appended::At)));
                }
            }
        }
    }
}

/// Of several growths of one stream the first stays; the others read the stream before it and must decide anew.
fn once_a_stream(waiting: Vec<Waiting>) -> Vec<Waiting> {
    let mut streams = BTreeSet::new();
    let mut first = vec![];
    for one in waiting {
        if streams.insert(one.growth.stream.clone()) {
            first.push(one);
        } else {
            let _ = one.answer.send(Ok(Appended::Moved));
        }
    }
    first
}
