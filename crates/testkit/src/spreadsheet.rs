//! Workbooks and CSV files as other programs read them: Python's openpyxl and csv module.

use std::{io::Write, process::Stdio};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::python;

/// A sheet of a workbook.
#[derive(Clone, Debug, Deserialize)]
pub struct Sheet {
    pub title: String,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell as openpyxl reads it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Cell {
    pub kind: CellKind,
    /// Null for an empty one.
    pub value: Value,
}

/// openpyxl's `data_type`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum CellKind {
    #[serde(rename = "s")]
    Text,
    #[serde(rename = "n")]
    Number,
    #[serde(rename = "b")]
    Bool,
    /// Something that is calculated.
    #[serde(rename = "f")]
    Formula,
}

/// The sheets of a workbook.
///
/// # Panics
/// When Python cannot read it.
pub fn read_workbook(bytes: &[u8]) -> Vec<Sheet> {
    read("xlsx", "", bytes)
}

/// The rows of a CSV file in UTF-8, without the mark at its beginning if there is one.
///
/// # Panics
/// When Python cannot read it.
pub fn read_csv(bytes: &[u8], separator: char) -> Vec<Vec<String>> {
    read("csv", &separator.to_string(), bytes)
}

fn read<T: DeserializeOwned>(format: &str, separator: &str, bytes: &[u8]) -> T {
    let mut process = python::script("read_spreadsheet.py")
        .args([format, separator])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python can be started");
    let mut input = process.stdin.take().expect("its input is a pipe");
    // It reads everything before it answers: neither side waits for the other.
    input.write_all(bytes).expect("it reads its input");
    drop(input);
    let output = process.wait_with_output().expect("it ends");
    assert!(
        output.status.success(),
        "Python cannot read it: its message stands above"
    );
    serde_json::from_slice(&output.stdout).expect("the script answers in JSON")
}
