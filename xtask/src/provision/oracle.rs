//! The published JavaScript code that tests ask (the verifier of Standard Webhooks, the types of
//! ActivePieces and of vendors), installed beside the scripts that ask it.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, bail};

use crate::process;

/// Brings `node_modules` to what the lock file says; does nothing when it is there already.
pub(super) fn install(directory: &Path) -> anyhow::Result<()> {
    let lock = read(&directory.join("package-lock.json"))?;
    // npm notes what it installed in the same form as the lock file.
    let installed = read(&directory.join("node_modules/.package-lock.json")).unwrap_or_default();
    if versions(&lock) == versions(&installed) {
        return Ok(());
    }
    if !process::installed("npm") {
        bail!("npm is missing, so the published code that tests ask was not installed.");
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(directory);
    if !process::succeeds(&mut npm)? {
        bail!("`npm ci` failed in {}.", directory.display());
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<serde_json::Value> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

/// Name and version of each package of a lock file, the root package left out, sorted.
fn versions(lock: &serde_json::Value) -> Vec<(&str, &str)> {
    let packages = lock["packages"].as_object();
    let mut versions: Vec<_> = packages
        .into_iter()
        .flatten()
        .filter_map(|(name, package)| Some((name.as_str(), package["version"].as_str()?)))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    versions.sort_unstable();
    versions
}
