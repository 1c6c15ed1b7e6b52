//! Rules of the source tree that neither the compiler nor a linter knows.
//!
//! Architecture that is only written down decays one convenient import at a time. What can be
//! checked from the text and the manifests is checked here: which crate may depend on which, who
//! may speak SQL, how long a file may grow, whether a path named in the documentation exists.
//! Each rule is one file: a function from the tree to its findings, with a failing case as its test.
//! The whole runs in `cargo xtask check` and as a test.

mod allowances;
mod columns;
mod dialing;
mod edges;
mod essays;
mod generated;
mod language;
mod length;
mod manifests;
mod migrations;
mod outside_words;
mod outsiders;
mod paths;
mod sleeping;
mod sql;
mod tree;
mod unfinished;

use crate::repository;
use tree::{Finding, Tree};

/// A rule: what in the tree breaks it.
type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: [Rule; 15] = [
    allowances::findings,
    columns::findings,
    dialing::findings,
    edges::findings,
    essays::findings,
    generated::findings,
    length::findings,
    manifests::findings,
    migrations::findings,
    outsiders::findings,
    outside_words::findings,
    paths::findings,
    sleeping::findings,
    sql::findings,
    unfinished::findings,
];

/// Prints every finding; `true` when there is none.
pub(crate) fn run() -> anyhow::Result<bool> {
    let findings = findings()?;
    for finding in &findings {
        println!("{finding}");
    }
    Ok(findings.is_empty())
}

fn findings() -> anyhow::Result<Vec<Finding>> {
    let tree = Tree::read(&repository::root())?;
    Ok(RULES.iter().flat_map(|rule| rule(&tree)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let findings = findings().expect("the tree can be read");
        let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
    }
}
