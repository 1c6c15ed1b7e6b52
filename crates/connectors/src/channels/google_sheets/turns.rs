//! Whose turn it is at a spreadsheet.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::oneshot;

use super::append::Appending;
use super::call::SheetCall;
use crate::channels::ChannelFailure;

/// The spreadsheets that somebody writes to just now.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<HashMap<String, Arc<Turn>>>);

/// A spreadsheet's turn and its queue.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// Held by whoever writes.
    pub(super) busy: tokio::sync::Mutex<()>,
    waiting: Mutex<Vec<Waiting>>,
}

/// A row in the queue.
pub(super) struct Waiting {
    sheet: i64,
    account: String,
    pub(super) row: Appending,
    done: oneshot::Sender<Result<Value, ChannelFailure>>,
}

/// What became of a row, once somebody wrote it.
pub(super) type Done = oneshot::Receiver<Result<Value, ChannelFailure>>;

impl Turns {
    pub(super) fn of(&self, spreadsheet: &str) -> Arc<Turn> {
        Arc::clone(self.turns().entry(spreadsheet.to_owned()).or_default())
    }

    /// Forgets a spreadsheet that nobody else waits for.
    pub(super) fn leave(&self, spreadsheet: &str, turn: Arc<Turn>) {
        let mut turns = self.turns();
        drop(turn);
        if turns
            .get(spreadsheet)
            .is_some_and(|turn| Arc::strong_count(turn) == 1)
        {
            turns.remove(spreadsheet);
        }
    }

    // Nothing panics while the lock is held, so what is inside is sound.
    fn turns(&self) -> MutexGuard<'_, HashMap<String, Arc<Turn>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn {
    /// Puts a row into the queue.
    pub(super) fn enter(&self, call: &SheetCall<'_>, row: Appending) -> Done {
        let (done, receiver) = oneshot::channel();
        self.waiting().push(Waiting {
            sheet: call.sheet.sheet,
            account: call.access.account(),
            row,
            done,
        });
        receiver
    }

    /// Takes all that can be written in one request: rows for the same sheet by the same account.
    /// Those whose step was given up are dropped.
    pub(super) fn take(&self, call: &SheetCall<'_>) -> Vec<Waiting> {
        let account = call.access.account();
        let mut waiting = self.waiting();
        waiting.retain(|row| !row.done.is_closed());
        let fits = |row: &mut Waiting| row.sheet == call.sheet.sheet && row.account == account;
        waiting.extract_if(.., fits).collect()
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    pub(super) fn finish(self, result: Result<Value, ChannelFailure>) {
        // Whoever waited for it may have given up.
        let _ = self.done.send(result);
    }
}

/// Rows are personal data.
impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("sheet", &self.sheet)
            .finish_non_exhaustive()
    }
}
