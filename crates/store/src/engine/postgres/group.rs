//! A writer thread: a group is tried as one transaction, and taken apart when that fails.

use std::{sync::Arc, time::Duration};

use super::{
    Link, Session,
    error::{self, Remedy},
};
use crate::engine::{
    StoreError,
    job::{Job, answer_all, refuse_all},
    queue::Consumer,
    thread,
    tx::{Backend, Trace, Tx},
};

/// Closures in one commit. A failure costs running them all again, one by one.
const MOST: usize = 64;

/// How often a closure is run before its caller is told that the database is too busy.
const ATTEMPTS: u32 = 6;

const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

/// Runs what waits until the queue is closed and empty. `number` tells the threads apart.
pub(in crate::engine) fn write_groups(link: &mut Link, work: &Consumer<Box<dyn Job>>, number: u32) {
    let mut group = Vec::with_capacity(MOST);
    while work.take(MOST, &mut group) {
        let end = match group.len() {
            1 => GroupEnd::Apart,
            _ => together(link, &mut group),
        };
        match end {
            GroupEnd::Committed => answer_all(&mut group),
            GroupEnd::Failed(error) => refuse_all(&mut group, &error),
            GroupEnd::Apart => {
                for mut job in group.drain(..) {
                    alone(link, job.as_mut(), number);
                    job.answer();
                }
            }
        }
    }
}

enum GroupEnd {
    Committed,
    /// Everyone is told the same.
    Failed(StoreError),
    /// Nothing was committed: each is run in a transaction of its own.
    Apart,
}

fn together(link: &mut Link, group: &mut [Box<dyn Job>]) -> GroupEnd {
    let session = match link.session() {
        Ok(session) => session,
        Err(error) => return GroupEnd::Failed(error),
    };
    session.begin(BEGIN);
    let mut wrote = false;
    for job in group {
        let notes = session.notes();
        let (done, trace) = run(session, job.as_mut());
        if trace.failure.is_some() || (!done && trace.wrote) {
            session.roll_back();
            return GroupEnd::Apart;
        }
        if !done {
            session.forget_notes(notes);
        }
        wrote |= trace.wrote;
    }
    if session.settle().is_err() || session.tell().is_err() {
        session.roll_back();
        return GroupEnd::Apart;
    }
    match session.commit() {
        Ok(()) => GroupEnd::Committed,
        Err(_) if !wrote && session.notes() == 0 => GroupEnd::Committed,
        Err(failure) => match session.remedy() {
            Remedy::Reconnect => GroupEnd::Failed(StoreError::OutcomeUnknown {
                source: Arc::new(failure),
            }),
            Remedy::Again | Remedy::None => {
                session.roll_back();
                GroupEnd::Apart
            }
        },
    }
}

/// Runs a closure in its own transaction, as often as it takes and makes sense. Its outcome is
/// kept in the job.
fn alone(link: &mut Link, job: &mut dyn Job, number: u32) {
    for attempt in 1..=ATTEMPTS {
        let session = match link.session() {
            Ok(session) => session,
            Err(error) => return job.refuse(error),
        };
        match once(session, job) {
            Remedy::None => return,
            Remedy::Reconnect => {}
            // Threads that met once wait differently long, so that they do not meet again.
            Remedy::Again if attempt < ATTEMPTS => thread::pause(
                Duration::from_millis(2) * (1 << attempt) + Duration::from_millis(3) * number,
            ),
            Remedy::Again => {}
        }
    }
}

/// One attempt. Anything but `None` means that nothing was committed and another one may help.
fn once(session: &mut Session, job: &mut dyn Job) -> Remedy {
    session.begin(BEGIN);
    let (done, trace) = run(session, job);
    if let Some(failure) = trace.failure {
        let remedy = session.remedy();
        session.roll_back();
        if done && remedy != Remedy::None {
            job.refuse(failure.error);
        } else if done && trace.wrote {
            job.refuse(StoreError::Ended {
                statement: failure.statement,
            });
        }
        return remedy;
    }
    if !done {
        session.roll_back();
        return Remedy::None;
    }
    if let Err(failure) = session.settle() {
        let remedy = session.remedy();
        session.roll_back();
        job.refuse(failure);
        return remedy;
    }
    if let Err(failure) = session.tell() {
        let remedy = session.remedy();
        session.roll_back();
        job.refuse(error::transaction(failure));
        return remedy;
    }
    let Err(failure) = session.commit() else {
        return Remedy::None;
    };
    match session.remedy() {
        Remedy::Reconnect if trace.wrote || session.notes() > 0 => {
            job.refuse(StoreError::OutcomeUnknown {
                source: Arc::new(failure),
            });
            Remedy::None
        }
        // It only read, and what it read stands.
        Remedy::Reconnect => Remedy::None,
        remedy => {
            session.roll_back();
            job.refuse(error::transaction(failure));
            remedy
        }
    }
}

fn run(session: &mut Session, job: &mut dyn Job) -> (bool, Trace) {
    let mut tx = Tx::new(Backend::Postgres(session));
    let done = job.run(&mut tx);
    (done, tx.into_trace())
}
