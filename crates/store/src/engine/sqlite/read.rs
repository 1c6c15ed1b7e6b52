//! A reader thread: each closure sees one snapshot.

use super::Session;
use crate::engine::{
    StoreError,
    job::Job,
    queue::Consumer,
    tx::{Backend, Tx},
};

/// Runs what waits, one closure at a time, until the queue is closed and empty.
pub(in crate::engine) fn read_each(session: &mut Session, work: &Consumer<Box<dyn Job>>) {
    let mut taken = Vec::with_capacity(1);
    while work.take(1, &mut taken) {
        for mut job in taken.drain(..) {
            if let Err(error) = read(session, job.as_mut()) {
                job.refuse(error);
            }
            job.answer();
        }
    }
}

fn read(session: &mut Session, job: &mut dyn Job) -> Result<(), StoreError> {
    session.begin("BEGIN DEFERRED")?;
    session.enter(true);
    job.run(&mut Tx::new(Backend::Sqlite(session)));
    session.roll_back();
    Ok(())
}
