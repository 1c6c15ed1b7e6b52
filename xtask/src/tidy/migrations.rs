//! Every migration file is compiled into the binary: one that is forgotten would never run.

use super::tree::{Finding, Tree};

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let scripts = tree
        .paths
        .iter()
        .filter(|path| path.starts_with("crates/store/") && path.ends_with(".sql"));
    let embedded = |path: &&String| {
        let name = path.rsplit('/').next().unwrap_or(path);
        tree.rust()
            .any(|file| file.is_in(&["crates/store/src/"]) && file.text.contains(name))
    };
    scripts
        .filter(|path| !embedded(path))
        .map(|path| {
            Finding::of(
                path.clone(),
                "no file of winfactor-store embeds this script",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_no_code_names_is_found() {
        let tree = Tree::of(&[
            ("crates/store/migrations/0001_start.sql", ""),
            ("crates/store/migrations/0002_lost.sql", ""),
            (
                "crates/store/src/migrations.rs",
                "const A: &str = include_str!(\"../migrations/0001_start.sql\");",
            ),
        ]);
        let findings = findings(&tree);
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0]
                .to_string()
                .starts_with("crates/store/migrations/0002_lost.sql:1: ")
        );
    }
}
