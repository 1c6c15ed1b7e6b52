use serde_json::json;

use super::{check_one, is_met};

#[test]
fn booleans_are_javascripts_truths() {
    check_one(
        "BOOLEAN_IS_TRUE",
        "BOOLEAN_IS_FALSE",
        &[
            (json!(true), true, false),
            (json!(false), false, true),
            (json!("true"), true, false),
            (json!("false"), true, false),
            (json!("0"), true, false),
            (json!(" "), true, false),
            (json!(""), false, true),
            (json!(0), false, true),
            (json!(-1), true, false),
            (json!(null), false, true),
            (json!([]), true, false),
            (json!({}), true, false),
        ],
    );
    assert_eq!(
        is_met(&json!([[{"operator": "BOOLEAN_IS_TRUE"}]])),
        Ok(false)
    );
    assert_eq!(
        is_met(&json!([[{"operator": "BOOLEAN_IS_FALSE"}]])),
        Ok(true)
    );
}

#[test]
fn null_absent_and_empty_do_not_exist() {
    check_one(
        "EXISTS",
        "DOES_NOT_EXIST",
        &[
            (json!("a"), true, false),
            (json!(" "), true, false),
            (json!(0), true, false),
            (json!(false), true, false),
            (json!([]), true, false),
            (json!({}), true, false),
            (json!(""), false, true),
            (json!(null), false, true),
        ],
    );
    assert_eq!(is_met(&json!([[{"operator": "EXISTS"}]])), Ok(false));
    assert_eq!(is_met(&json!([[{"operator": "DOES_NOT_EXIST"}]])), Ok(true));
}
