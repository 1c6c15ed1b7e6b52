//! Files that flows append rows to, for whoever works with a spreadsheet program.
//!
//! A file is a name, such as "Quotes", and a month of the organization's calendar: each month begins
//! a new one. Its rows are rows of the database, appended within the transaction that records the
//! step; the file itself is put together when it is downloaded, as CSV or as a workbook. So an append
//! is whole or not there, however many servers append at once, and nobody reads a half-written file.
//!
//! The columns are those of the rows, in the order in which they first appeared.
//!
//! What a customer typed must not become a formula in the program that opens the file: in a workbook
//! each text is a text cell, in a CSV file a text that looks like a formula is marked with an
//! apostrophe. Phone numbers such as `+31 6 12345678` stay as they are in both.

mod append;
mod csv;
mod download;
mod list;
mod table;
mod xlsx;

pub(crate) use append::append_within;
pub use download::{Download, Format, download};
pub use list::list;
pub use winfactor_store::file_rows::FileSummary;
