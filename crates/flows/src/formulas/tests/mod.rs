//! Formulas from the outside: a text goes in, with variables, and a value or an error comes out.

#![allow(clippy::unwrap_used)]

mod dates;
mod expressions;
mod functions;
mod lists;
mod properties;
mod refused;
mod texts;

use serde_json::{Value as Json, json};

use super::{FormulaError, FormulaText};

/// 15 January 2025, 14:30 UTC.
const NOW_MS: i64 = 1_736_951_400_000;

/// What the variables of the tests stand for.
fn scope() -> Json {
    json!({
        "trigger": {
            "name": "ann lee",
            "empty": "",
            "none": null,
            "total": 1250.5,
            "count": 3,
            "text_number": "42",
            "flag": true,
            "zero": 0,
            "paid": "2025-03-01T08:00:00Z",
            "milliseconds": 1_736_951_400_000_i64,
            "tags": ["a", "b"],
            "address": {"city": "Graz", "zip": 8010},
            "orders": [
                {"id": 1, "status": "open", "amount": 50},
                {"id": 2, "status": "paid", "amount": "200"},
                {"id": 3, "status": "open", "amount": 9.5},
                {"id": 4, "status": "void"}
            ]
        }
    })
}

fn resolve_text(text: &str) -> Result<Json, FormulaError> {
    let scope = scope();
    let mut lookup = |path: &str| {
        path.split('.')
            .try_fold(&scope, |value, key| value.get(key))
            .cloned()
    };
    FormulaText::parse(text)?.resolve(&mut lookup, NOW_MS)
}

fn formula(expression: &str) -> String {
    format!("ap-formula-v1::{{{expression}}}::ap-formula-v1")
}

/// Each expression, alone in its text, gives its value.
fn assert_values(table: &[(&str, Json)]) {
    for (expression, expected) in table {
        let result = resolve_text(&formula(expression));
        assert_eq!(result.as_ref(), Ok(expected), "{expression}");
    }
}
