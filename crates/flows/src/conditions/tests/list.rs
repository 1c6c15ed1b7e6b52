use serde_json::json;

use super::{check_both, check_one};

#[test]
fn lists_contain_items() {
    check_both(
        "LIST_CONTAINS",
        "LIST_DOES_NOT_CONTAIN",
        &[
            (json!(["a", "B"]), json!("b"), true),
            (json!(["ab"]), json!("a"), false),
            (json!([1, 2]), json!("2"), true),
            (json!([1, 2]), json!(2), true),
            (json!(["2"]), json!(2), true),
            (json!([null]), json!("null"), true),
            (json!([{"a": 1}]), json!("{\"a\":1}"), true),
            (json!([{"a": 1}]), json!({"a": 1}), true),
            (json!("[\"a\",\"b\"]"), json!("b"), true),
            (json!("a,b"), json!("a"), false),
            (json!("a,b"), json!("a,b"), true),
            (json!("5"), json!(5), true),
            (json!(" 5 "), json!("5"), true),
            (json!(""), json!(""), true),
            (json!([]), json!(""), false),
            (json!("[]"), json!(""), false),
            (json!(7), json!("7"), true),
            (json!(null), json!("null"), true),
            (json!({"a": 1}), json!("{\"a\":1}"), true),
        ],
    );
}

#[test]
fn only_lists_are_empty_or_not() {
    check_one(
        "LIST_IS_EMPTY",
        "LIST_IS_NOT_EMPTY",
        &[
            (json!([]), true, false),
            (json!([0]), false, true),
            (json!("[]"), true, false),
            (json!(" [1] "), false, true),
            (json!(""), false, false),
            (json!("a"), false, false),
            (json!("{}"), false, false),
            (json!({}), false, false),
            (json!(null), false, false),
            (json!(0), false, false),
        ],
    );
}
