#![allow(clippy::unwrap_used)]
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
fn dates_are_compared_to_the_millisecond() {
    let table = [
        (json!("2021-01-01"), json!("2021-01-02"), "DATE_IS_BEFORE"),
        (json!("2021-01-02"), json!("2021-01-01"), "DATE_IS_AFTER"),
        (json!("2021-01-01"), json!("20210101"), "DATE_IS_EQUAL"),
        (json!("2021-02-30"), json!("2021-03-02"), "DATE_IS_EQUAL"),
        (json!("2021-1-2"), json!("2021/01/02"), "DATE_IS_EQUAL"),
        (
            json!("2021"),
            json!("2021-01-01T00:00:00.000Z"),
            "DATE_IS_EQUAL",
        ),
        (
            json!("2021-01-01T02:00:00+02:00"),
            json!("2021-01-01"),
            "DATE_IS_EQUAL",
        ),
        (
            json!("January 2, 2021"),
            json!("01/02/2021"),
            "DATE_IS_EQUAL",
        ),
        (
            json!(1_609_459_200_000_i64),
            json!("2021-01-01"),
            "DATE_IS_EQUAL",
        ),
        (
            json!(1_609_459_200_000.9),
            json!("2021-01-01"),
            "DATE_IS_EQUAL",
        ),
        (
            json!("2021-01-01 10:00"),
            json!("2021-01-01T10:00:00.001"),
            "DATE_IS_BEFORE",
        ),
        (
            json!("2021-01-01T10:00:00z"),
            json!("2021-01-01 09:59:59"),
            "DATE_IS_AFTER",
        ),
        (json!(0), json!(-1), "DATE_IS_AFTER"),
    ];
    for (first, second, expected) in table {
        for operator in ["DATE_IS_BEFORE", "DATE_IS_EQUAL", "DATE_IS_AFTER"] {
            check(
                operator,
                &[(first.clone(), second.clone(), operator == expected)],
            );
        }
    }
}

#[test]
fn what_is_no_date_makes_every_comparison_false() {
    let no_dates = [
        json!(""),
        json!("1st January 2021"),
        json!("soon"),
        json!(null),
        json!(true),
        json!([]),
        json!(9e15),
    ];
    for operator in ["DATE_IS_BEFORE", "DATE_IS_EQUAL", "DATE_IS_AFTER"] {
        for value in &no_dates {
            let date = json!("2021-01-01");
            check(operator, &[(value.clone(), date.clone(), false)]);
            check(operator, &[(date, value.clone(), false)]);
            check(operator, &[(value.clone(), value.clone(), false)]);
        }
        let absent = json!([[{"operator": operator, "firstValue": "2021"}]]);
        assert_eq!(is_met(&absent), Ok(false));
    }
}

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

#[test]
fn one_group_must_hold_and_each_of_its_conditions() {
    let yes = || json!({"operator": "EXISTS", "firstValue": 1});
    let no = || json!({"operator": "EXISTS", "firstValue": ""});
    let table = [
        (json!([]), false),
        (json!([[]]), true),
        (json!([[yes()]]), true),
        (json!([[no()]]), false),
        (json!([[yes(), no()]]), false),
        (json!([[no(), yes()]]), false),
        (json!([[no()], [yes()]]), true),
        (json!([[no()], []]), true),
        (json!([[yes(), yes()], [no()]]), true),
    ];
    for (conditions, expected) in table {
        assert_eq!(is_met(&conditions), Ok(expected), "{conditions}");
    }
}

#[test]
fn unknown_operators_hold() {
    for operator in [
        json!("TEXT_STARTS_WITH"),
        json!("TEXT_SOUNDS_LIKE"),
        json!("NUMBER_IS_PRIME"),
        json!("DATE_IS_TODAY"),
        json!("LIST_IS_LONG"),
        json!("SOMETHING"),
        json!(""),
        json!(5),
    ] {
        assert_eq!(
            is_met(&json!([[{"operator": operator}]])),
            Ok(true),
            "{operator}"
        );
    }
}

#[test]
fn a_missing_operator_or_text_is_an_error() {
    let no = json!({"operator": "EXISTS"});
    let missing = |operator: &str, operand| {
        Err(ConditionError::NoOperand {
            operator: operator.to_owned(),
            operand,
        })
    };
    let table = [
        (
            json!([[{"firstValue": 1}]]),
            Err(ConditionError::NoOperator),
        ),
        (
            json!([[{"operator": null}]]),
            Err(ConditionError::NoOperator),
        ),
        (json!([[{}], []]), Err(ConditionError::NoOperator)),
        (json!([[], [no, {}]]), Err(ConditionError::NoOperator)),
        (json!(null), Err(ConditionError::NotGroups)),
        (json!([{}]), Err(ConditionError::NotGroups)),
        (
            json!([[{"operator": "TEXT_CONTAINS", "secondValue": "a"}]]),
            missing("TEXT_CONTAINS", Operand::First),
        ),
        (
            json!([[{"operator": "TEXT_DOES_NOT_END_WITH", "firstValue": "a"}]]),
            missing("TEXT_DOES_NOT_END_WITH", Operand::Second),
        ),
        (
            // Even behind a condition that has failed, and beside a group that holds.
            json!([[], [no, {"operator": "TEXT_EXACTLY_MATCHES", "firstValue": "a"}]]),
            missing("TEXT_EXACTLY_MATCHES", Operand::Second),
        ),
        (
            json!([[{"operator": "LIST_CONTAINS", "secondValue": "a"}]]),
            missing("LIST_CONTAINS", Operand::First),
        ),
        (
            json!([[{"operator": "LIST_CONTAINS", "firstValue": ["a"]}]]),
            missing("LIST_CONTAINS", Operand::Second),
        ),
        (
            json!([[{"operator": "LIST_CONTAINS", "firstValue": []}]]),
            Ok(false),
        ),
        (json!([[no, {"operator": "LIST_CONTAINS"}]]), Ok(false)),
    ];
    for (conditions, expected) in table {
        assert_eq!(is_met(&conditions), expected, "{conditions}");
    }
    assert_eq!(
        is_met(&json!([[{"operator": "TEXT_CONTAINS"}]]))
            .unwrap_err()
            .to_string(),
        "the condition TEXT_CONTAINS has no first value"
    );
}
