//! Every crate takes its lints and the versions of its dependencies from the workspace.

use toml::{Table, Value};

use super::tree::{Finding, Tree};

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .files
        .iter()
        .filter(|file| file.path.ends_with("/Cargo.toml"))
    {
        let Ok(manifest) = file.text.parse::<Table>() else {
            findings.push(file.finding(1, "is not TOML"));
            continue;
        };
        if !inherits(manifest.get("lints")) {
            findings.push(file.finding(1, "lacks `[lints]` with `workspace = true`"));
        }
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let dependencies = manifest.get(table).and_then(Value::as_table);
            for (name, _) in dependencies
                .into_iter()
                .flatten()
                .filter(|(_, value)| !inherits(Some(value)))
            {
                let message = format!(
                    "{name}: name it in the root manifest and take it with `workspace = true`"
                );
                findings.push(file.finding(1, message));
            }
        }
    }
    findings
}

fn inherits(value: Option<&Value>) -> bool {
    value
        .and_then(|value| value.get("workspace"))
        .and_then(Value::as_bool)
        == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_lints_come_from_the_workspace() {
        let good = "[dependencies]\nserde.workspace = true\n[lints]\nworkspace = true\n";
        let bad = "[dev-dependencies]\nserde = \"1\"\ntokio = { workspace = true, features = [\"fs\"] }\n";
        let findings = findings(&Tree::of(&[
            ("crates/a/Cargo.toml", good),
            ("crates/b/Cargo.toml", bad),
        ]));
        let findings: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("crates/b/Cargo.toml:1: lacks `[lints]`"));
        assert!(findings[1].contains("crates/b/Cargo.toml:1: serde: "));
    }
}
