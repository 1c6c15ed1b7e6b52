//! The page about formulas says of every function what it really does.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use winfactor_flows::formulas::{FormulaText, FunctionHelp, function_help};

/// 15 January 2025, 14:30 UTC.
const NOW_MS: i64 = 1_736_951_400_000;

#[test]
fn every_example_gives_the_result_that_is_shown() {
    for help in function_help() {
        let text = format!("ap-formula-v1::{{{}}}::ap-formula-v1", help.example);
        let formula = FormulaText::parse(&text).unwrap_or_else(|e| panic!("{text}: {e}"));
        let result = formula.resolve(&mut |_| None, NOW_MS);
        let shown: Value = serde_json::from_str(help.result).unwrap();
        assert_eq!(result, Ok(shown), "{text}");
    }
}

#[test]
fn the_page_lists_all_functions() {
    let page = include_str!("../../../docs/flows/formulas.md");
    let (_, tables) = page.split_once("can be left out.\n").unwrap();
    let expected = tables_of_functions();
    assert!(
        tables == expected,
        "docs/flows/formulas.md must end with these tables:\n{expected}"
    );
}

fn tables_of_functions() -> String {
    let mut tables = String::new();
    let mut subject = "";
    for help in function_help() {
        if help.subject != subject {
            subject = help.subject;
            tables.push_str(&format!(
                "\n### {subject}\n\n| function | what it does | example | result |\n| --- | --- | --- | --- |\n"
            ));
        }
        tables.push_str(&row(&help));
    }
    tables
}

fn row(help: &FunctionHelp) -> String {
    let FunctionHelp {
        call,
        purpose,
        example,
        result,
        ..
    } = help;
    format!("| `{call}` | {purpose} | `{example}` | `{result}` |\n")
}
