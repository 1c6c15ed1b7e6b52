//! The writer thread: group commit.

use super::Session;
use crate::engine::{
    StoreError,
    job::{Job, answer_all, refuse_all},
    queue::Consumer,
    tx::{Backend, Tx},
};

/// Closures in one commit. Larger groups gain nothing and make the first wait for the last.
const MOST: usize = 256;

/// Runs what waits, group by group, until the queue is closed and empty.
pub(in crate::engine) fn write_groups(session: &mut Session, work: &Consumer<Box<dyn Job>>) {
    let mut group = Vec::with_capacity(MOST);
    while work.take(MOST, &mut group) {
        match run(session, &mut group) {
            Ok(()) => answer_all(&mut group),
            Err(error) => refuse_all(&mut group, &error),
        }
    }
}

/// Runs a group as one transaction. On an error nothing of it was kept.
fn run(session: &mut Session, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
    session.begin("BEGIN IMMEDIATE")?;
    let alone = group.len() == 1;
    let mut keep_any = !alone;
    for job in group {
        session.enter(alone);
        let mut tx = Tx::new(Backend::Sqlite(session));
        let done = job.run(&mut tx);
        let trace = tx.into_trace();
        let keep = done && trace.failure.is_none();
        keep_any |= keep;
        if let Some(failure) = trace.failure {
            if !session.in_transaction() {
                return Err(failure.error);
            }
            if done && trace.wrote {
                job.refuse(StoreError::Ended {
                    statement: failure.statement,
                });
            }
        }
        if let Err(error) = session.leave(keep) {
            session.roll_back();
            return Err(error);
        }
    }
    if keep_any {
        session.commit()
    } else {
        session.roll_back();
        Ok(())
    }
}
