//! A module that is made of others says first what idea holds them together.

use super::tree::{File, Finding, Tree};

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let silent = |file: &&File| {
        carries_an_idea(tree, &file.path)
            && !file.text.trim().is_empty()
            && !file.text.starts_with("//!")
    };
    let message =
        "opens a crate or a group of modules: begin with a short `//!` essay about its idea";
    tree.rust()
        .filter(silent)
        .map(|file| file.finding(1, message))
        .collect()
}

/// The root of a crate, or a module with a directory of its own.
fn carries_an_idea(tree: &Tree, path: &str) -> bool {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    ["/lib", "/main", "/mod"]
        .iter()
        .any(|root| stem.ends_with(root))
        || tree.contains(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_file_of_a_group_needs_an_essay() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "//! The idea.\nmod b;\n"),
            ("crates/a/src/b.rs", "mod c;\n"),
            ("crates/a/src/b/c.rs", "fn f() {}\n"),
            ("crates/a/src/d/mod.rs", "mod e;\n"),
            ("crates/e/src/main.rs", ""),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].starts_with("crates/a/src/b.rs:1: "));
        assert!(findings[1].starts_with("crates/a/src/d/mod.rs:1: "));
    }
}
