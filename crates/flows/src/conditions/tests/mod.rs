#![allow(clippy::unwrap_used)]

mod date;
mod groups;
mod list;
mod number;
mod presence;
mod text;

use super::*;
use serde_json::json;

fn check(operator: &str, table: &[(Value, Value, bool)]) {
    for (first, second, expected) in table {
        let condition = json!({"operator": operator, "firstValue": first, "secondValue": second});
        let result = is_met(&json!([[condition]]));
        assert_eq!(result, Ok(*expected), "{operator}: {first} and {second}");
    }
}

/// The negated operator gives the opposite for each case.
fn check_both(operator: &str, negation: &str, table: &[(Value, Value, bool)]) {
    check(operator, table);
    let opposite: Vec<_> = table
        .iter()
        .map(|(first, second, expected)| (first.clone(), second.clone(), !expected))
        .collect();
    check(negation, &opposite);
}

fn check_one(operator: &str, negation: &str, table: &[(Value, bool, bool)]) {
    for (first, expected, negated) in table {
        let of = |operator: &str| is_met(&json!([[{"operator": operator, "firstValue": first}]]));
        assert_eq!(of(operator), Ok(*expected), "{operator}: {first}");
        assert_eq!(of(negation), Ok(*negated), "{negation}: {first}");
    }
}
