//! A crate says first what it is about, and a module made of others what idea holds them together,
//! unless it does no more than name them.

use super::tree::{File, Finding, Tree};

/// A file up to this long is a list of its modules.
const LIST_OF_MODULES: usize = 60;

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let silent = |file: &&File| !file.text.starts_with("//!") && carries_an_idea(tree, file);
    let message =
        "opens a crate or a group of modules: begin with a short `//!` essay about its idea";
    tree.rust()
        .filter(silent)
        .map(|file| file.finding(1, message))
        .collect()
}

/// The root of a crate, or a module with a directory of its own and something to say.
fn carries_an_idea(tree: &Tree, file: &File) -> bool {
    let stem = file.path.strip_suffix(".rs").unwrap_or(&file.path);
    let is_root = ["/src/lib", "/src/main"]
        .iter()
        .any(|root| stem.ends_with(root));
    let is_group = stem.ends_with("/mod") || tree.contains(stem);
    is_root && !file.text.trim().is_empty()
        || is_group && file.text.lines().count() > LIST_OF_MODULES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_and_a_group_with_code_of_its_own_need_an_essay() {
        let code = "fn f() {}\n".repeat(LIST_OF_MODULES);
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "//! The idea.\nmod b;\n"),
            ("crates/a/src/b.rs", &format!("mod c;\n{code}")),
            ("crates/a/src/b/c.rs", &code),
            ("crates/a/src/d/mod.rs", &format!("mod e;\n{code}")),
            ("crates/a/src/f/mod.rs", "mod g;\n"),
            ("crates/e/src/main.rs", "fn main() {}\n"),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].starts_with("crates/a/src/b.rs:1: "));
        assert!(findings[1].starts_with("crates/a/src/d/mod.rs:1: "));
        assert!(findings[2].starts_with("crates/e/src/main.rs:1: "));
    }
}
