use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

/// Prints JSON for programs and people.
#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) fn json(value: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Writes a document into a file, or prints it where none is named.
pub(super) fn document(document: &impl Serialize, file: Option<&Path>) -> Result<()> {
    let Some(file) = file else {
        return json(document);
    };
    let text = serde_json::to_string_pretty(document)? + "\n";
    std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Prints lines for people.
#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) fn text(text: &str) {
    println!("{}", text.trim_end());
}
