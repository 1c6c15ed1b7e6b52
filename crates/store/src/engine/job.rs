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

pub(super) struct Call<F, G, T, U, E> {
    closure: F,
    /// What follows a success, before anybody is told.
    then: G,
    outcome: Option<Outcome<T, E>>,
    caller: oneshot::Sender<Outcome<U, E>>,
}

impl<F, G, T, U, E> Call<F, G, T, U, E> {
    pub(super) fn new(closure: F, then: G) -> (Self, oneshot::Receiver<Outcome<U, E>>) {
        let (caller, answer) = oneshot::channel();
        let call = Call {
            closure,
            then,
            outcome: None,
            caller,
        };
        (call, answer)
    }
}

impl<F, G, T, U, E> Job for Call<F, G, T, U, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    G: FnOnce(T) -> U + Send,
    T: Send,
    U: Send,
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
        let Call {
            then,
            outcome,
            caller,
            ..
        } = *self;
        let outcome = match outcome {
            None => Ok(Err(E::from(StoreError::Closed))),
            Some(Ok(Ok(value))) => catch_unwind(AssertUnwindSafe(|| then(value))).map(Ok),
            Some(Ok(Err(error))) => Ok(Err(error)),
            Some(Err(panic)) => Err(panic),
        };
        // A caller that has gone away misses the answer, not the effect.
        let _ = caller.send(outcome);
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
