//! A file that grows past this has more than one purpose.

use super::tree::{Finding, Tree};

const MOST_LINES: usize = 400;
const KINDS: [&str; 8] = [".rs", ".ts", ".js", ".mjs", ".css", ".py", ".sh", ".sql"];

/// Files that are rightly longer, each with the lines it may have.
const LONGER: [(&str, usize); 0] = [];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .files
        .iter()
        .filter(|file| KINDS.iter().any(|kind| file.path.ends_with(kind)))
    {
        let exception = LONGER.iter().find(|(path, _)| *path == file.path);
        let most = exception.map_or(MOST_LINES, |(_, most)| *most);
        let lines = file.text.lines().count();
        if lines > most {
            let message =
                format!("{lines} lines, {most} at most: what is the second purpose of this file?");
            findings.push(file.finding(most + 1, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_more_lines_is_found() {
        let (longest, longer) = ("a\n".repeat(MOST_LINES), "a\n".repeat(MOST_LINES + 1));
        let tree = Tree::of(&[("a.rs", &longest), ("b.css", &longer), ("c.json", &longer)]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].starts_with("b.css:401: 401 lines"),
            "{findings:?}"
        );
    }
}
