//! Nothing unfinished is left behind: a note to a later self is an issue, not a comment.

use super::tree::{File, Finding, Tree};

/// Written apart, so that this file does not break its own rule.
const NOTES: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const MACROS: [&str; 2] = [concat!("todo", "!("), concat!("unimplemented", "!(")];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .files
        .iter()
        .filter(|file| !file.path.ends_with(".json"))
    {
        for (number, line) in spoken(file).lines().enumerate() {
            if NOTES.iter().any(|note| has_word(line, note))
                || MACROS.iter().any(|call| line.contains(call))
            {
                findings.push(file.finding(number + 1, "unfinished: finish it, or open an issue"));
            }
        }
    }
    findings
}

/// A string may speak of anything.
fn spoken(file: &File) -> String {
    if file.path.ends_with(".rs") {
        file.code_and_comments()
    } else {
        file.text.clone()
    }
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric())
        .any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_unfinished_macros_are_found() {
        let source = format!(
            "// {}: later\nfn f() {{ {}) }}\nlet s = \"{}\";\n",
            NOTES[0], MACROS[1], NOTES[1]
        );
        let style = format!("/* {} */\n.todos {{}}\n", NOTES[1]);
        let tree = Tree::of(&[("a.rs", &source), ("b.css", &style)]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].starts_with("a.rs:1: ") && findings[1].starts_with("a.rs:2: "));
        assert!(findings[2].starts_with("b.css:1: "));
    }
}
