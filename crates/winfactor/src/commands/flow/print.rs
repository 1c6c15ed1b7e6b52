use anyhow::Result;
use serde::Serialize;

/// Prints JSON for programs and people.
#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) fn json(value: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Prints lines for people.
#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) fn text(text: &str) {
    println!("{}", text.trim_end());
}
