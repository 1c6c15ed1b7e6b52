use serde_json::json;

use super::{check, is_met};

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
