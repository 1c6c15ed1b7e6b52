//! JavaScript and TypeScript tests: each package of the repository that has a test script.

use std::{fs, path::Path, process::Command};

use anyhow::Context;

use super::part::Part;
use crate::{npm, repository};

/// One part for each directory whose `package.json` names a test script that runs Node's own runner.
pub(super) fn parts(root: &Path) -> anyhow::Result<Vec<Part>> {
    let mut parts = Vec::new();
    for path in repository::files(root)? {
        let Some(directory) = path.strip_suffix("/package.json") else {
            continue;
        };
        let text = fs::read_to_string(root.join(&path))
            .with_context(|| format!("{path} cannot be read"))?;
        let package: serde_json::Value =
            serde_json::from_str(&text).with_context(|| format!("{path} is not JSON"))?;
        if package["scripts"]["test"].is_string() {
            let directory_of_package = root.join(directory);
            if directory_of_package.join("package-lock.json").is_file()
                && let Err(refusal) = npm::install(&directory_of_package)
            {
                // It shows in the tests too, which cannot start then.
                println!("{refusal:#}");
            }
            parts.push(part(root, directory));
        }
    }
    Ok(parts)
}

fn part(root: &Path, directory: &str) -> Part {
    let mut command = Command::new("npm");
    command
        .args(["test", "--silent"])
        .current_dir(root.join(directory));
    Part {
        name: directory.to_owned(),
        command,
    }
}
