//! SQL text stands in the store alone: one place to read it, to prepare it on both engines, to change it.
//! Tests may look into the database by themselves: what they see must not come from the code they test.

use super::{
    language::{Kind, spans},
    tree::{Finding, Tree},
};

/// The first words of a statement, and what must follow somewhere for it to be one.
const STATEMENTS: [(&str, &str); 6] = [
    ("SELECT ", " FROM "),
    ("INSERT ", "INTO "),
    ("UPDATE ", " SET "),
    ("DELETE ", "FROM "),
    ("CREATE ", "TABLE "),
    ("ALTER ", "TABLE "),
];

pub(super) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .rust()
        .filter(|file| !file.is_in(&["crates/store/", "crates/testkit/"]) && !file.is_test())
    {
        for span in spans(&file.text)
            .iter()
            .filter(|span| span.kind == Kind::Text && is_statement(span.text))
        {
            findings.push(file.finding(
                span.line,
                "SQL outside winfactor-store: give the store a method for it",
            ));
        }
    }
    findings
}

fn is_statement(text: &str) -> bool {
    let text: String = text
        .split_whitespace()
        .flat_map(|word| [word, " "])
        .collect();
    STATEMENTS.iter().any(|(first, then)| {
        text.strip_prefix(first)
            .is_some_and(|rest| format!(" {rest}").contains(then))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_found_everywhere_but_in_the_store() {
        let source = "fn f(tx: &Tx) {\n    tx.run(\"\n        UPDATE quotes\n        SET status = $1\");\n}\n";
        let tree = Tree::of(&[
            ("crates/web/src/a.rs", source),
            ("crates/store/src/a.rs", source),
        ]);
        let findings: Vec<String> = findings(&tree).iter().map(Finding::to_string).collect();
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0].starts_with("crates/web/src/a.rs:2: "),
            "{findings:?}"
        );
    }

    #[test]
    fn sentences_and_comments_are_no_statements() {
        let source =
            "// SELECT a FROM b\nlet a = \"Select one from the list\";\nlet b = \"DELETE\";\n";
        assert!(findings(&Tree::of(&[("crates/web/src/a.rs", source)])).is_empty());
    }
}
