//! Google Sheets: rows are appended, changed and found.
//!
//! - Everything is written `RAW`: what a customer typed is text, never a formula, and keeps its
//!   leading zeros and its `+`. Numbers stay numbers.
//! - Rows that go to one spreadsheet at the same time wait for each other and then go together:
//!   Google counts writes, and two appends at once can overwrite each other.
//! - Columns are checked by the names that their headers have: where somebody renamed or moved one,
//!   a row is refused rather than written into wrong columns.
//!
//! Sources: Google's discovery document `sheets:v4` (`spreadsheets.get`, `spreadsheets.values`
//! `get`, `batchGet`, `append`, `update`) and its error format (`error.code`, `message`, `status`).

mod append;
mod call;
mod cells;
mod failure;
mod find;
mod placing;
mod quota;
mod spreadsheet;
mod test;
mod turns;
mod update;

pub use super::google::{GoogleAccess, ServiceAccount, ServiceAccountError};
pub use append::Appending;
pub use call::{SheetCall, SheetRef};
pub use find::RowSearch;
pub use placing::RowValues;

use super::google::Logins;
use quota::Quota;
use turns::Turns;

/// What the steps of all flows share: who is logged in, and whose turn it is.
#[derive(Debug)]
pub struct GoogleSheets {
    logins: Logins,
    turns: Turns,
    quota: Quota,
}

/// What accounts ask to do: read and write spreadsheets.
const SCOPE: &str = "https://www.googleapis.com/auth/spreadsheets";

impl Default for GoogleSheets {
    fn default() -> Self {
        Self {
            logins: Logins::with_scope(SCOPE),
            turns: Turns::default(),
            quota: Quota::default(),
        }
    }
}
