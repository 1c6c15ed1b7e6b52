//! System packages, through the system's own package manager.

use std::{io::IsTerminal, process::Command};

use anyhow::{Context, bail};

use crate::process;

/// Installs Debian packages without asking anything.
pub(super) fn install(packages: &[&str]) -> anyhow::Result<()> {
    if !process::installed("apt-get") {
        bail!("There is no apt-get on this machine, so nothing was installed.");
    }
    let privilege = privilege()?;
    for arguments in [
        &["update"][..],
        &[&["install", "--yes", "--no-install-recommends"], packages].concat(),
    ] {
        let mut words =
            privilege
                .iter()
                .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut command = Command::new(words.next().context("the command has a first word")?);
        command
            .args(words)
            .args(["-qq", "-o=Dpkg::Use-Pty=0"])
            .args(arguments);
        if !process::succeeds(&mut command)? {
            bail!("`{}` failed.", process::line(&command));
        }
    }
    Ok(())
}

/// The words before a command that only the administrator may run.
fn privilege() -> anyhow::Result<&'static [&'static str]> {
    let id = Command::new("id")
        .arg("-u")
        .output()
        .context("the command `id` could not be started")?;
    if id.stdout.trim_ascii() == b"0" {
        Ok(&[])
    } else if !process::installed("sudo") {
        bail!(
            "Installing packages needs root or sudo, and this user has neither, so nothing was installed."
        )
    } else if std::io::stdin().is_terminal() {
        Ok(&["sudo"])
    } else {
        // Nobody is there to type a password: refuse rather than wait for one.
        Ok(&["sudo", "--non-interactive"])
    }
}
