#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use winfactor_domain::Invalid;

use super::Input;
use crate::{Result, ServiceError};

/// What was read, or where it is wrong.
fn read<T>(value: Value, reader: impl Fn(Input<'_>) -> Result<T>) -> Result<T, String> {
    let fields = json!({"x": value});
    reader(Input(fields.as_object().unwrap())).map_err(|error| match error {
        ServiceError::Invalid(Invalid(errors)) => errors[0].pointer.clone(),
        other => panic!("{other}"),
    })
}

#[test]
fn a_number_comes_as_itself_or_as_its_text_and_keeps_its_digits() {
    for (value, expected) in [
        (json!(21), Some("21")),
        (json!(21.5), Some("21.5")),
        (json!(" 0.10 "), Some("0.10")),
        (json!("1e3"), Some("1000")),
        (json!(""), None),
        (json!(null), None),
    ] {
        let found = read(value.clone(), |input| input.decimal("x")).unwrap();
        let found = found.map(|number| number.to_string());
        assert_eq!(found.as_deref(), expected, "{value}");
    }
    for value in [json!("12,5"), json!(true), json!([1]), json!("€ 5")] {
        let refused = read(value.clone(), |input| input.decimal("x"));
        assert_eq!(refused, Err("/x".to_owned()), "{value}");
    }
    let whole = |value| read(value, |input| input.whole_number("x"));
    assert_eq!(whole(json!("30")), Ok(Some(30)));
    assert_eq!(whole(json!(30.0)), Ok(Some(30)));
    assert_eq!(whole(json!(30.5)), Err("/x".to_owned()));
    assert_eq!(whole(json!("1e30")), Err("/x".to_owned()));
}

#[test]
fn recipients_come_as_a_list_its_text_or_a_single_address() {
    for (value, expected) in [
        (json!(["a@b.example", "", null]), vec!["a@b.example"]),
        (
            json!("[\"a@b.example\",\"c@d.example\"]"),
            vec!["a@b.example", "c@d.example"],
        ),
        (json!("a@b.example"), vec!["a@b.example"]),
        (json!(" "), vec![]),
        (json!(null), vec![]),
    ] {
        let found = read(value.clone(), |input| input.texts("x"));
        assert_eq!(found.unwrap(), expected, "{value}");
    }
    let refused = read(json!({"a": 1}), |input| input.texts("x"));
    assert_eq!(refused, Err("/x".to_owned()));
}

#[test]
fn lines_are_read_and_the_wrong_one_is_named() {
    let lines = json!([
        {"description": "Door", "quantity": "2", "unitPrice": 1250.5},
        {"description": "Discount", "unitPrice": "-50.10", "itemType": "discount"},
    ]);
    for value in [lines.clone(), json!(lines.to_string())] {
        let found = read(value, |input| input.line_items("x")).unwrap();
        let prices: Vec<_> = found
            .iter()
            .map(|line| line.unit_price.unwrap().to_string())
            .collect();
        assert_eq!(prices, ["1250.5", "-50.10"]);
        assert_eq!(found[0].quantity.unwrap().to_string(), "2");
        assert_eq!(found[1].quantity, None);
        assert_eq!(found[1].item_type.as_deref(), Some("discount"));
    }
    for (value, place) in [
        (json!("two doors"), "/x"),
        (json!({"description": "Door"}), "/x"),
        (json!(["Door"]), "/x/0"),
        (
            json!([{"unitPrice": 1}, {"unitPrice": "?"}]),
            "/x/1/unitPrice",
        ),
    ] {
        let refused = read(value.clone(), |input| input.line_items("x"));
        let refused = refused.map(|lines| lines.len());
        assert_eq!(refused, Err(place.to_owned()), "{value}");
    }
}
