//! Google's log-in of service accounts and its Sheets API, as far as WinFactor uses them.
//!
//! Written after Google's discovery document `sheets:v4` (`spreadsheets.get`,
//! `spreadsheets.values` `get`, `batchGet`, `append`, `update`) and its error format.

mod answers;
mod grid;
mod login;
mod routes;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::google_account::Account;
use super::script::Planned;
use crate::{Answer, TestReceiver};
pub use answers::{quota, service_disabled};
use grid::Grid;

/// The only spreadsheet that is there.
pub const SPREADSHEET: &str = "1qZ0y0mB7sVd3kq8Yx2oTn5Lr4uWc6EaHfJgIiKkMmPo";

/// A running stand-in with one spreadsheet of one sheet, whose ID is 0.
#[derive(Debug)]
pub struct SheetsStandIn {
    receiver: TestReceiver,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    account: Account,
    planned: Planned,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    tokens: usize,
    token: Option<String>,
    is_shared: bool,
    title: String,
    grid: Grid,
}

impl SheetsStandIn {
    /// The sheet has this title and these headers.
    pub fn start(title: &str, headers: &[&str]) -> SheetsStandIn {
        let inside = Arc::new(Inside {
            account: Account::make(),
            planned: Planned::default(),
            state: Mutex::new(State {
                tokens: 0,
                token: None,
                is_shared: true,
                title: title.to_owned(),
                grid: Grid::with_headers(headers),
            }),
        });
        let receiver = TestReceiver::start();
        let shared = inside.clone();
        receiver.answer_all_with(move |request| routes::answer(&shared, request));
        SheetsStandIn { receiver, inside }
    }

    /// The base address, of the log-in too.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    pub fn receiver(&self) -> &TestReceiver {
        &self.receiver
    }

    /// The text of the service account's key file.
    pub fn key_file(&self) -> String {
        self.inside.account.key_file()
    }

    /// The next request of this method whose path begins so is answered like this, and changes
    /// nothing.
    pub fn answer_next(&self, method: &'static str, path: &str, answer: Answer) {
        self.inside.planned.add(method, path, answer);
    }

    /// The next append is carried out, and its answer is lost.
    pub fn lose_next_answer(&self) {
        self.state().grid.loses_answer = true;
    }

    /// What is in the sheet, row by row, with the headers.
    pub fn rows(&self) -> Vec<Vec<Value>> {
        self.state().grid.rows.clone()
    }

    /// Somebody writes into a cell by hand; row and column from 0.
    pub fn write(&self, row: usize, column: usize, value: impl Into<Value>) {
        self.state().grid.set(row, column, value.into());
    }

    /// Somebody stops sharing the spreadsheet with the service account.
    pub fn stop_sharing(&self) {
        self.state().is_shared = false;
    }

    /// Every token ends now.
    pub fn end_tokens(&self) {
        self.state().token = None;
    }

    /// How often somebody logged in.
    pub fn logins(&self) -> usize {
        self.state().tokens
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inside.state()
    }
}

impl Inside {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
