use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail};
use secrecy::SecretString;

/// Reads a password, one line, that somebody pipes into `command`.
pub(crate) fn from_standard_input(command: &str) -> Result<SecretString> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        bail!("pass the password on standard input: printf %s 'PASSWORD' | {command}");
    }
    let mut line = String::new();
    stdin
        .lock()
        .read_line(&mut line)
        .context("the password could not be read from standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned().into())
}
