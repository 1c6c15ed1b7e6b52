//! Every path that the documentation names exists, in backticks and in links.

use super::tree::{File, Finding, Tree};

/// Where a path of this repository begins. A word in backticks that begins elsewhere is no path:
/// a route, a media type, a file of the user's.
const ROOTS: [&str; 10] = [
    "crates/",
    "docs/",
    "xtask/",
    "schemas/",
    "fixtures/",
    "piece/",
    "recipes/",
    "examples/",
    ".ci/",
    ".cargo/",
];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let documents = tree.files.iter().filter(|file| {
        file.path.ends_with(".md") && (file.is_in(&["docs/"]) || !file.path.contains('/'))
    });
    documents.flat_map(|file| in_document(tree, file)).collect()
}

fn in_document(tree: &Tree, file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut fenced = false;
    for (number, line) in file.text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let named = in_backticks(line)
            .filter(|path| is_path(path))
            .map(|path| path.to_owned());
        let linked = links(line).map(|target| beside(&file.path, target));
        for path in named.chain(linked) {
            // A place in a file is named behind a colon.
            let path = path.split(':').next().unwrap_or_default();
            if !tree.contains(path) {
                findings.push(file.finding(number + 1, format!("{path} does not exist")));
            }
        }
    }
    findings
}

fn in_backticks(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Patterns and placeholders name no single file.
fn is_path(word: &str) -> bool {
    ROOTS.iter().any(|root| word.starts_with(root)) && !word.contains(['*', '<', '{', ' ', '…'])
}

/// The targets of `[text](target)` that are files.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':') && !target.starts_with('/'))
}

/// A link's target seen from the repository's root.
fn beside(document: &str, target: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_does_not_exist_is_found() {
        let text = "\
            See `crates/a/src/lib.rs`, `crates/a/src/lib.rs:12`, `crates/a/` and [the guide](guide.md#start).\n\
            Routes are `/api/v1/quotes`; types `text/html`; all of `schemas/events/<type>/v1.json`.\n\
            But `crates/b/src/lib.rs` is gone, and so is [this](../README.txt).\n\
            ```\n`crates/in/an/example.rs`\n```\n";
        let tree = Tree::of(&[
            ("docs/a.md", text),
            ("docs/guide.md", ""),
            ("crates/a/src/lib.rs", ""),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert_eq!(
            findings[0],
            "docs/a.md:3: crates/b/src/lib.rs does not exist"
        );
        assert_eq!(findings[1], "docs/a.md:3: README.txt does not exist");
    }
}
