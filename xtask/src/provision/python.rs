//! What the tests use of Python (the mail server aiosmtpd, openpyxl, which reads workbooks), in an
//! environment of its own beside the scripts.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, bail};

use crate::process;

/// Brings the environment to what the list of packages says; does nothing when it is there already.
pub(super) fn install(directory: &Path) -> anyhow::Result<()> {
    let list = directory.join("requirements.txt");
    let wanted =
        fs::read_to_string(&list).with_context(|| format!("{} cannot be read", list.display()))?;
    let environment = directory.join("venv");
    let note = environment.join("installed.txt");
    if fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if !process::installed("python3") {
        bail!(
            "python3 is missing, so the mail server and the reader of workbooks were not installed."
        );
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&environment);
    if !process::succeeds(&mut make)? {
        bail!("`python3 -m venv` failed; on Debian and Ubuntu it needs the package python3-venv.");
    }
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(&list);
    if !process::succeeds(&mut pip)? {
        bail!("`pip install` failed in {}.", environment.display());
    }
    fs::write(&note, wanted).with_context(|| format!("{} cannot be written", note.display()))
}
