//! Generated files and sections each have a test that keeps them current.

use super::tree::{File, Finding, Tree};
use crate::generate::TEST_PREFIX;

/// Where the calls are defined, and called by their own tests.
const HELPER: &str = "crates/testkit/src/golden";

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".md")) {
        findings.extend(sections(tree, file));
    }
    for file in tree.rust().filter(|file| !file.path.starts_with(HELPER)) {
        findings.extend(owners(file));
    }
    findings
}

/// Markers come in pairs, and each name is known to a test.
fn sections(tree: &Tree, file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (number, line) in file
        .text
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim()))
    {
        let opened = line
            .strip_prefix("<!-- generated:")
            .and_then(|rest| rest.strip_suffix(" -->"));
        if let Some(name) = opened {
            if let Some((earlier, unclosed)) = open.replace((number, name)) {
                findings.push(file.finding(
                    earlier,
                    format!("the generated section {unclosed} does not end"),
                ));
            }
            let quoted = format!("\"{name}\"");
            if !tree
                .rust()
                .any(|file| file.text.contains("assert_section") && file.text.contains(&quoted))
            {
                findings.push(file.finding(
                    number,
                    format!("no test calls golden::assert_section for {name}"),
                ));
            }
        } else if line == "<!-- /generated -->" && open.take().is_none() {
            findings.push(file.finding(number, "a generated section ends that did not begin"));
        }
    }
    findings.extend(open.map(|(line, name)| {
        file.finding(line, format!("the generated section {name} does not end"))
    }));
    findings
}

/// `cargo xtask generate` finds the tests that own generated files by their names.
fn owners(file: &File) -> Vec<Finding> {
    let code = file.code();
    let mut findings = Vec::new();
    let mut function = "";
    for (number, line) in code.lines().enumerate() {
        if let Some((_, rest)) = line.split_once("fn ") {
            function = rest.split('(').next().unwrap_or(rest);
        }
        if line.contains("golden::assert_") && !function.starts_with(TEST_PREFIX) {
            let message =
                format!("{function} owns a generated file: its name must begin with {TEST_PREFIX}");
            findings.push(file.finding(number + 1, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "#[test]\nfn generated_table_is_current() {\n    golden::assert_section(\"README.md\", \"events\", &table());\n}\n";

    fn lines(tree: &Tree) -> Vec<String> {
        findings(tree).iter().map(Finding::to_string).collect()
    }

    #[test]
    fn a_section_that_a_test_owns_is_fine() {
        let readme = "# A\n<!-- generated:events -->\n| a |\n<!-- /generated -->\n";
        assert!(
            lines(&Tree::of(&[
                ("README.md", readme),
                ("crates/a/src/a.rs", OWNER)
            ]))
            .is_empty()
        );
    }

    #[test]
    fn a_section_without_an_owner_or_an_end_is_found() {
        let readme = "<!-- generated:errors -->\n| a |\n";
        let findings = lines(&Tree::of(&[
            ("README.md", readme),
            ("crates/a/src/a.rs", OWNER),
        ]));
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("no test calls golden::assert_section for errors"));
        assert!(findings[1].contains("the generated section errors does not end"));
        assert_eq!(
            lines(&Tree::of(&[("README.md", "<!-- /generated -->\n")])).len(),
            1
        );
    }

    #[test]
    fn an_owner_that_generate_would_not_find_is_found_here() {
        let misnamed = OWNER.replace("fn generated_", "fn ");
        let findings = lines(&Tree::of(&[("crates/a/src/a.rs", &misnamed)]));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(
            findings[0].starts_with("crates/a/src/a.rs:3: table_is_current owns a generated file")
        );
    }
}
