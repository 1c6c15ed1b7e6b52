use std::{
    io::{self, ErrorKind, Write},
    path::Path,
};

use anyhow::{Context, Result};
use serde::Serialize;

/// Prints JSON for programs and people.
pub(super) fn json(value: &impl Serialize) -> Result<()> {
    text(&serde_json::to_string_pretty(value)?)
}

/// Writes a document into a file, or prints it where none is named.
pub(super) fn document(document: &impl Serialize, file: Option<&Path>) -> Result<()> {
    let Some(file) = file else {
        return json(document);
    };
    let text = serde_json::to_string_pretty(document)? + "\n";
    std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Prints lines for people. Who reads may have read enough before the end, as `head` does.
pub(super) fn text(text: &str) -> Result<()> {
    match writeln!(io::stdout(), "{}", text.trim_end()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("the answer could not be printed")
        }
        _ => Ok(()),
    }
}
