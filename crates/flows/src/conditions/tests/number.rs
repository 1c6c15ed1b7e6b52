use serde_json::{Value, json};

use super::{check, is_met};

#[test]
fn numbers_are_compared_as_javascript_does() {
    check(
        "NUMBER_IS_GREATER_THAN",
        &[
            (json!(2), json!(1), true),
            (json!(1), json!(1), false),
            (json!("10"), json!("9"), true),
            (json!("1e3"), json!(999), true),
            (json!(" 12 "), json!(11.5), true),
            (json!(true), json!(0), true),
            (json!(1), json!(""), true),
            (json!(1), json!(null), true),
            (json!("2024-01-02"), json!("2024-01-01"), true),
            (json!("a"), json!("B"), true),
            (json!("b"), json!("a"), true),
            (json!("abc"), json!(1), false),
            (json!(1), json!("abc"), false),
            (json!([2]), json!(1), true),
            (json!([1, 2]), json!("1,1"), true),
            (json!({}), json!("a"), false),
            (json!("a"), json!({}), true),
            (json!("\u{ff5e}"), json!("\u{1f600}"), true),
        ],
    );
    check(
        "NUMBER_IS_LESS_THAN",
        &[
            (json!(1), json!(2), true),
            (json!("9"), json!("10"), true),
            (json!("9a"), json!("10a"), false),
            (json!(""), json!(1), true),
            (json!("-0x1"), json!(1), false),
            (json!("1,5"), json!(2), false),
        ],
    );
    check(
        "NUMBER_IS_EQUAL_TO",
        &[
            (json!(1), json!("1.0"), true),
            (json!(0), json!(""), true),
            (json!(null), json!(0), true),
            (json!(null), json!(""), true),
            (json!(false), json!("0"), true),
            (json!([]), json!(0), true),
            (json!("0x10"), json!(16), true),
            (json!("abc"), json!("abc"), true),
            (json!("abc"), json!("ABC"), false),
            (json!("abc"), json!(0), false),
            (json!([1, 2]), json!("1,2"), true),
            (json!([1, 2]), json!([1, 2]), false),
            (json!({}), json!({}), false),
            (json!({}), json!("[object Object]"), true),
        ],
    );
}

#[test]
fn absent_numbers_are_equal_to_nothing_but_each_other() {
    let of = |operator: &str, condition: Value| {
        let mut condition = condition;
        condition["operator"] = json!(operator);
        is_met(&json!([[condition]]))
    };
    assert_eq!(
        of("NUMBER_IS_EQUAL_TO", json!({"firstValue": 0})),
        Ok(false)
    );
    assert_eq!(
        of("NUMBER_IS_EQUAL_TO", json!({"secondValue": ""})),
        Ok(false)
    );
    assert_eq!(of("NUMBER_IS_EQUAL_TO", json!({})), Ok(true));
    assert_eq!(
        of("NUMBER_IS_GREATER_THAN", json!({"firstValue": 1})),
        Ok(false)
    );
    assert_eq!(
        of("NUMBER_IS_LESS_THAN", json!({"firstValue": "a"})),
        Ok(false)
    );
}
