use serde_json::json;

use super::{ConditionError, Operand, is_met};

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
