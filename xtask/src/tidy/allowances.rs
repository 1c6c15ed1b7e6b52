//! A place that may read the clock, or do another disallowed thing, says why.

use super::tree::{Finding, Tree};

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let code = file.code();
        for (at, lint) in code.match_indices("clippy::disallowed_methods") {
            let attribute = code[at..]
                .split_once(']')
                .map_or(&code[at..], |(inside, _)| inside);
            if !attribute.contains("reason =") {
                let line = code[..at].lines().count();
                findings.push(file.finding(
                    line,
                    format!("{lint} is allowed without a `reason = \"…\"`"),
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_needs_a_reason() {
        let source = "\
            #[allow(clippy::disallowed_methods, reason = \"the one place\")]\nfn a() {}\n\
            #[expect(\n    clippy::disallowed_methods\n)]\nfn b() {}\n";
        let findings: Vec<String> = findings(&Tree::of(&[("a.rs", source)]))
            .iter()
            .map(Finding::to_string)
            .collect();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].starts_with("a.rs:4: "));
    }
}
