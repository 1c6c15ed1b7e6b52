//! A closure on its way to a connection, and its answer on the way back.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use tokio::sync::oneshot;

use super::{StoreError, Tx};

/// A closure that waits for a transaction.
pub(super) trait Job: Send {
    /// Runs the closure and keeps its result. Whether it returned `Ok`.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Puts a refusal in the place of the result (a panic stays one).
    fn refuse(&mut self, error: StoreError);
    /// Tells the caller.
    fn answer(self: Box<Self>);
}

/// What a closure came to: its result, or the panic that ended it.
pub(super) type Outcome<T, E> = Result<Result<T, E>, Box<dyn Any + Send>>;

pub(super) struct Call<F, T, E> {
    closure: F,
    outcome: Option<Outcome<T, E>>,
    caller: oneshot::Sender<Outcome<T, E>>,
}

impl<F, T, E> Call<F, T, E> {
    pub(super) fn new(closure: F) -> (Call<F, T, E>, oneshot::Receiver<Outcome<T, E>>) {
        let (caller, answer) = oneshot::channel();
        let call = Call {
            closure,
            outcome: None,
            caller,
        };
        (call, answer)
    }
}

impl<F, T, E> Job for Call<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        // The transaction of a closure that panicked is undone, and the panic goes on where the
        // caller awaits: nobody sees a half-changed state.
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.closure)(tx)));
        let done = matches!(outcome, Ok(Ok(_)));
        self.outcome = Some(outcome);
        done
    }

    fn refuse(&mut self, error: StoreError) {
        if !matches!(self.outcome, Some(Err(_))) {
            self.outcome = Some(Ok(Err(E::from(error))));
        }
    }

    fn answer(self: Box<Self>) {
        let outcome = self
            .outcome
            .unwrap_or_else(|| Ok(Err(E::from(StoreError::Closed))));
        // A caller that has gone away misses the answer, not the effect.
        let _ = self.caller.send(outcome);
    }
}

/// Gives every job of a group the same refusal, and answers.
pub(super) fn refuse_all(jobs: &mut Vec<Box<dyn Job>>, error: &StoreError) {
    for mut job in jobs.drain(..) {
        job.refuse(error.clone());
        job.answer();
    }
}

/// Answers a group that was committed.
pub(super) fn answer_all(jobs: &mut Vec<Box<dyn Job>>) {
    for job in jobs.drain(..) {
        job.answer();
    }
}
