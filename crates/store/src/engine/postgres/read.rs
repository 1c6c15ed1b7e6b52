//! A reader thread: each closure sees one snapshot.

use super::{Link, error::Remedy};
use crate::engine::{
    job::Job,
    queue::Consumer,
    tx::{Backend, Tx},
};

/// How often a closure is run when the connection breaks under it.
const ATTEMPTS: u32 = 3;

const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Runs what waits, one closure at a time, until the queue is closed and empty.
pub(in crate::engine) fn read_each(link: &mut Link, work: &Consumer<Box<dyn Job>>) {
    let mut taken = Vec::with_capacity(1);
    while work.take(1, &mut taken) {
        for job in taken.drain(..) {
            read(link, job);
        }
    }
}

fn read(link: &mut Link, mut job: Box<dyn Job>) {
    for attempt in 1..=ATTEMPTS {
        let session = match link.session() {
            Ok(session) => session,
            Err(error) => {
                job.refuse(error);
                break;
            }
        };
        session.begin(BEGIN);
        let mut tx = Tx::new(Backend::Postgres(session));
        let done = job.run(&mut tx);
        let failure = tx.into_trace().failure;
        if failure.is_none() || session.remedy() == Remedy::None {
            // A snapshot ends without a result worth waiting for.
            job.answer();
            session.roll_back();
            return;
        }
        session.roll_back();
        if let Some(failure) = failure
            && done
            && attempt == ATTEMPTS
        {
            job.refuse(failure.error);
        }
    }
    job.answer();
}
