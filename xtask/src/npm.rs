//! What a directory's `package-lock.json` wants from npm, installed beside it.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::process;

/// Brings `node_modules` to what the lock file says; does nothing when it is that already. A package
/// for another system is in the lock file, but not installed.
pub(crate) fn install(directory: &Path) -> anyhow::Result<()> {
    let lock = read(&directory.join("package-lock.json"))?;
    // npm notes what it installed in the same form as the lock file.
    let installed = read(&directory.join("node_modules/.package-lock.json")).unwrap_or_default();
    if fits(&lock, &installed) {
        return Ok(());
    }
    if !process::installed("npm") {
        bail!(
            "npm is missing, so the packages of {} were not installed.",
            directory.display()
        );
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(directory);
    if !process::succeeds(&mut npm)? {
        bail!("`npm ci` failed in {}.", directory.display());
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Value> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

/// Whether what is installed is what the lock file says. Only an optional package may be absent: one
/// for another system is never installed.
fn fits(lock: &Value, installed: &Value) -> bool {
    let (wanted, present) = (packages(lock), packages(installed));
    let version = |package: &Value| package["version"].as_str().map(str::to_owned);
    let is_there = |(name, package): (&&str, &&Value)| {
        let optional = package["optional"] == true;
        present
            .get(*name)
            .map_or(optional, |found| version(found) == version(package))
    };
    wanted.iter().all(is_there) && present.keys().all(|name| wanted.contains_key(name))
}

/// The packages of a lock file by their places, the root package left out.
fn packages(lock: &Value) -> BTreeMap<&str, &Value> {
    let packages = lock["packages"].as_object().into_iter().flatten();
    let packages = packages.map(|(place, package)| (place.as_str(), package));
    packages.filter(|(place, _)| !place.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_installed_must_be_what_the_lock_file_says() {
        let lock = |packages: Value| json!({"packages": packages});
        let (one, two) = (json!({"version": "1.0.0"}), json!({"version": "2.0.0"}));
        let elsewhere = json!({"version": "1.0.0", "optional": true, "os": ["aix"]});
        let wanted = lock(json!({"": two, "node_modules/a": one, "node_modules/aix": elsewhere}));
        for (installed, expected) in [
            (json!({"node_modules/a": one}), true),
            (
                json!({"node_modules/a": one, "node_modules/aix": elsewhere}),
                true,
            ),
            (json!({"node_modules/a": two}), false),
            (
                json!({"node_modules/a": one, "node_modules/left-over": one}),
                false,
            ),
            (json!({}), false),
        ] {
            assert_eq!(
                fits(&wanted, &lock(installed.clone())),
                expected,
                "{installed}"
            );
        }
        assert!(!fits(&wanted, &Value::Null), "nothing is installed");
    }
}
