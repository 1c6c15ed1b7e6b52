//! The project stands alone: no file names a place outside the repository that exists on one machine only.

use super::tree::{Finding, Tree};

/// Written apart, so that this file does not break its own rule.
const PLACES: [&str; 3] = [
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("../sha", "red"),
];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(place) = PLACES.iter().find(|place| line.contains(**place)) {
                findings.push(file.finding(
                    number + 1,
                    format!("names {place}, which is outside the repository"),
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
    fn a_place_outside_the_repository_is_found_in_any_file() {
        let text = format!("fine\nsee {}notes.md\n", PLACES[1]);
        let findings = findings(&Tree::of(&[
            ("docs/a.md", &text),
            ("docs/b.md", "a framework/library\n"),
        ]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].to_string().starts_with("docs/a.md:2: "));
    }
}
