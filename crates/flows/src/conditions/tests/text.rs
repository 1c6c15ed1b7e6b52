use serde_json::json;

use super::{check_both, is_met};

#[test]
fn texts_contain_texts() {
    check_both(
        "TEXT_CONTAINS",
        "TEXT_DOES_NOT_CONTAIN",
        &[
            (json!("Hello World"), json!("world"), true),
            (json!("Hello"), json!("x"), false),
            (json!("Hello"), json!(""), true),
            (json!(""), json!(""), true),
            (json!(""), json!("a"), false),
            (json!("a b"), json!(" b"), true),
            (json!("ab"), json!(" b"), false),
            (json!(12345), json!(34), true),
            (json!(5.0), json!("5"), true),
            (json!(true), json!("RU"), true),
            (json!(null), json!("ul"), true),
            (json!(["a", "b"]), json!("\"B\""), true),
            (json!({"key": "Value"}), json!("\"key\":\"value\""), true),
            (json!("ÄÖ"), json!("äö"), true),
        ],
    );
}

#[test]
fn texts_match_exactly() {
    check_both(
        "TEXT_EXACTLY_MATCHES",
        "TEXT_DOES_NOT_EXACTLY_MATCH",
        &[
            (json!("Won"), json!("won"), true),
            (json!("won "), json!("won"), false),
            (json!(""), json!(""), true),
            (json!(1), json!("1"), true),
            (json!(1.0), json!("1"), true),
            (json!(1), json!("1.0"), false),
            (json!(null), json!("null"), true),
            (json!(null), json!(""), false),
            (json!([1, 2]), json!("[1,2]"), true),
            (json!({"a": 1}), json!("{\"a\": 1}"), false),
        ],
    );
}

#[test]
fn texts_start_and_end_with_texts() {
    check_both(
        "TEXT_START_WITH",
        "TEXT_DOES_NOT_START_WITH",
        &[
            (json!("Invoice 7"), json!("INV"), true),
            (json!("Invoice 7"), json!("voice"), false),
            (json!("Invoice 7"), json!(""), true),
            (json!(" Invoice"), json!("Invoice"), false),
            (json!(4711), json!(47), true),
        ],
    );
    check_both(
        "TEXT_ENDS_WITH",
        "TEXT_DOES_NOT_END_WITH",
        &[
            (json!("Invoice.PDF"), json!(".pdf"), true),
            (json!("Invoice.pdf"), json!("invoice"), false),
            (json!("Invoice"), json!(""), true),
            (json!("Invoice "), json!("Invoice"), false),
            (json!([1]), json!("]"), true),
        ],
    );
}

#[test]
fn the_case_matters_if_asked_for() {
    let table = [
        (
            "TEXT_CONTAINS",
            json!("Hello"),
            json!("hell"),
            json!(true),
            false,
        ),
        (
            "TEXT_CONTAINS",
            json!("Hello"),
            json!("Hell"),
            json!(true),
            true,
        ),
        (
            "TEXT_CONTAINS",
            json!("Hello"),
            json!("hell"),
            json!(false),
            true,
        ),
        (
            "TEXT_EXACTLY_MATCHES",
            json!("A"),
            json!("a"),
            json!(true),
            false,
        ),
        (
            "TEXT_EXACTLY_MATCHES",
            json!("A"),
            json!("a"),
            json!(null),
            true,
        ),
        (
            "TEXT_DOES_NOT_EXACTLY_MATCH",
            json!("A"),
            json!("a"),
            json!(true),
            true,
        ),
        (
            "TEXT_START_WITH",
            json!("Abc"),
            json!("ab"),
            json!(true),
            false,
        ),
        (
            "TEXT_ENDS_WITH",
            json!("abC"),
            json!("c"),
            json!(true),
            false,
        ),
        (
            "LIST_CONTAINS",
            json!(["A"]),
            json!("a"),
            json!(true),
            false,
        ),
        (
            "LIST_CONTAINS",
            json!(["A"]),
            json!("a"),
            json!(false),
            true,
        ),
    ];
    for (operator, first, second, case_sensitive, expected) in table {
        let condition = json!({
            "operator": operator, "firstValue": first, "secondValue": second,
            "caseSensitive": case_sensitive,
        });
        assert_eq!(
            is_met(&json!([[condition.clone()]])),
            Ok(expected),
            "{condition}"
        );
    }
}
