//! The scripts of `python/`, in an environment with the packages that they use.

use std::{path::Path, process::Command};

/// A script, ready to be started.
///
/// # Panics
/// When the environment is not installed.
pub(crate) fn script(name: &str) -> Command {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
    let python = directory.join("venv/bin/python");
    assert!(
        python.is_file(),
        "Python's packages are not installed: run `cargo xtask provision`"
    );
    let mut command = Command::new(python);
    command.arg(directory.join(name));
    command
}
