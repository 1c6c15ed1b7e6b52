use super::{formula, resolve_text};
use crate::formulas::FormulaError;

#[test]
fn mistakes_are_named() {
    let table = [
        (
            "combine(a;;b)",
            "combine: value 2 is missing; fill in all values",
        ),
        (
            "combine(a; )",
            "combine: value 2 is missing; fill in all values",
        ),
        ("add(1)", "add: too few values (1 of 2)"),
        ("uppercase()", "uppercase: too few values (0 of 1)"),
        (
            "uppercase(a;b)",
            "uppercase: too many values (2, at most 1); put a text that holds `;` in quotes",
        ),
        ("if(1;2)", "if: too few values (2 of 3)"),
        (
            "upper(x)",
            "`upper` is no known function; check its spelling",
        ),
        (
            "UPPERCASE(x)",
            "`UPPERCASE` is no known function; check its spelling",
        ),
        (
            "count(tickets)",
            "`tickets` is no known name; put texts in quotes and variables in double braces",
        ),
        (
            "1 +",
            "The formula ends too early; a value is missing at its end",
        ),
        ("1 2", "The formula cannot be understood at `2`"),
        ("1 + * 2", "The formula cannot be understood at `* 2`"),
        (
            "(1 + 2",
            "The formula ends too early; a value is missing at its end",
        ),
        ("uppercase(x", "`(` is never closed in the formula, at `(x`"),
        ("\"open", "`\"` is never closed in the formula, at `\"open`"),
        ("[1, 2", "`[` is never closed in the formula, at `[1, 2`"),
        (
            "true ? 1",
            "The formula ends too early; a value is missing at its end",
        ),
        (
            "x = 5",
            "A formula cannot set a value with `=`; to compare, write `==`",
        ),
        (
            "1 = 1",
            "A formula cannot set a value with `=`; to compare, write `==`",
        ),
        (
            "\"a\\qb\"",
            "`\\q` is no escape that a text in quotes can hold; write `\\\\` for a backslash",
        ),
        (
            "[{\"a\": {{trigger.count}} }]",
            "The list in the formula is no valid JSON, at `{\"a\": {{trigger.count}} …`; variables cannot stand inside one",
        ),
        (
            "divide(1;{{trigger.zero}})",
            "divide: cannot divide by zero",
        ),
        ("percentage(1;0)", "percentage: cannot divide by zero"),
        (
            "round(1;101)",
            "round: decimals must be between 0 and 100, not `101`",
        ),
        (
            "format_number(1;\"x\")",
            "format_number: decimals must be between 0 and 100, not `x`",
        ),
        (
            "convert_timezone(now();Mars/Olympus)",
            "convert_timezone: `Mars/Olympus` is no known time zone; write it like Europe/Vienna",
        ),
        (
            "add_days(2025-01-15;\"x\")",
            "add_days: `x` is not a number",
        ),
        (
            "add_days(2025-01-15;1e12)",
            "add_days: the result is outside the years -9999 to 9999",
        ),
        (
            "{{trigger.missing}}.name",
            "`name` cannot be read, because the value before it is empty",
        ),
        (
            "1.5!",
            "A factorial (`!`) needs a whole number of at least 0, not `1.5`",
        ),
        (
            "repeat(abcdefghij;1e9)",
            "The formula builds values of more than 10000000 bytes; shorten its texts or lists",
        ),
        (
            "pad_left(a;1e9)",
            "The formula builds values of more than 10000000 bytes; shorten its texts or lists",
        ),
        (
            "replace(repeat(a;1e6);a;repeat(b;1e3))",
            "The formula builds values of more than 10000000 bytes; shorten its texts or lists",
        ),
        (
            "join_list(split_text_to_list(repeat(a;3e5);\"\");repeat(b;1e3))",
            "The formula builds values of more than 10000000 bytes; shorten its texts or lists",
        ),
    ];
    for (expression, message) in table {
        let error = resolve_text(&formula(expression)).unwrap_err();
        assert_eq!(error.to_string(), message, "{expression}");
    }
}

#[test]
fn a_formula_that_is_not_closed_or_of_another_version_is_refused() {
    assert_eq!(
        resolve_text("ap-formula-v1::{now()"),
        Err(FormulaError::NotClosed)
    );
    let version = "2".to_owned();
    assert_eq!(
        resolve_text("ap-formula-v2::{now()}::ap-formula-v2"),
        Err(FormulaError::UnknownVersion { version })
    );
}

#[test]
fn what_is_too_large_is_refused() {
    let table = [
        format!("{}1", "1+".repeat(1000)),
        format!("{}1{}", "(".repeat(500), ")".repeat(500)),
        format!("{}1", "-".repeat(500)),
        format!("{}x{}", "trim(".repeat(500), ")".repeat(500)),
        format!("{}{}", "[a;".repeat(500), "]".repeat(500)),
        format!("{{{{a}}}}{}", "[0]".repeat(1000)),
    ];
    for expression in table {
        let result = resolve_text(&formula(&expression));
        assert!(
            matches!(result, Err(FormulaError::TooComplex { .. })),
            "{expression}"
        );
    }
    let long = formula(&format!("uppercase({})", "x".repeat(300_000)));
    assert_eq!(
        resolve_text(&long),
        Err(FormulaError::TooLong { limit: 200_000 })
    );
}
