//! Running other programs, and saying so.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs to the end, output passed through; `false` when it reports failure.
pub(crate) fn succeeds(command: &mut Command) -> anyhow::Result<bool> {
    println!("$ {}", line(command));
    let status = command.stdin(Stdio::null()).status().with_context(|| {
        format!(
            "{} could not be started",
            command.get_program().to_string_lossy()
        )
    })?;
    Ok(status.success())
}

/// The programs that a `cargo build --message-format=json…` makes.
pub(crate) fn executables(build: &mut Command) -> anyhow::Result<Vec<PathBuf>> {
    let built = build
        .stderr(Stdio::inherit())
        .output()
        .context("cargo build did not start")?;
    ensure!(built.status.success(), "`{}` failed", line(build));
    let messages = built.stdout.split(|byte| *byte == b'\n');
    let executable = |message: &[u8]| {
        let message: serde_json::Value = serde_json::from_slice(message).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    };
    Ok(messages.filter_map(executable).collect())
}

/// The same cargo that runs this program, in the repository's root.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::repository::root());
    cargo
}

/// Whether a program of this name can be found on the search path.
pub(crate) fn installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|directory| directory.join(program).is_file())
}
