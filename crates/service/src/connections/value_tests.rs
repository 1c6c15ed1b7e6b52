#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use winfactor_domain::{Invalid, Text};

use super::ConnectionValue;

/// Where and why a value is refused; nothing when it is taken.
fn refusals(value: &Value) -> Vec<(String, &'static str)> {
    let mut text = Text::new();
    let taken = ConnectionValue::check(&mut text, value.as_object().unwrap());
    match text.finish() {
        Ok(()) => {
            assert_eq!(taken.unwrap().expose(), value, "it is kept as it is");
            Vec::new()
        }
        Err(Invalid(errors)) => errors
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect(),
    }
}

#[test]
fn each_type_takes_the_members_that_activepieces_gives_it() {
    for value in [
        json!({"type": "SECRET_TEXT", "secret_text": "xoxb-1"}),
        json!({"type": "BASIC_AUTH", "username": "key", "password": ""}),
        json!({"type": "CUSTOM_AUTH", "props": {"host": "mail.example", "port": 587}}),
        json!({"type": "CUSTOM_AUTH", "props": {}}),
        json!({"type": "OAUTH2", "access_token": "a"}),
        json!({
            "type": "OAUTH2", "access_token": "a", "refresh_token": "r", "expires_in": 3600,
            "data": {"api_domain": "https://x.pipedrive.com"}, "props": {"cloud": "de"},
        }),
        json!({"type": "CLOUD_OAUTH2", "access_token": "a", "data": {}}),
        json!({"type": "PLATFORM_OAUTH2", "access_token": "a", "scope": "chat:write"}),
        json!({"type": "OIDC", "anything": {"goes": true}}),
        json!({"type": "NO_AUTH"}),
    ] {
        assert_eq!(refusals(&value), [], "{value}");
    }
}

#[test]
fn what_is_missing_wrong_or_unknown_is_named() {
    let long = "x".repeat(64 << 10);
    let table = [
        (json!({}), vec![("/value/type", "unknown_value")]),
        (json!({"type": 1}), vec![("/value/type", "unknown_value")]),
        (
            json!({"type": "oauth2"}),
            vec![("/value/type", "unknown_value")],
        ),
        (
            json!({"type": "SECRET_TEXT"}),
            vec![("/value/secret_text", "required")],
        ),
        (
            json!({"type": "SECRET_TEXT", "secret_text": ""}),
            vec![("/value/secret_text", "required")],
        ),
        (
            json!({"type": "SECRET_TEXT", "secret_text": 5}),
            vec![("/value/secret_text", "type")],
        ),
        (
            json!({"type": "SECRET_TEXT", "secret_text": "a", "a/b": 1}),
            vec![("/value/a~1b", "unknown_field")],
        ),
        (
            json!({"type": "BASIC_AUTH", "user": "a"}),
            vec![
                ("/value/username", "required"),
                ("/value/password", "required"),
                ("/value/user", "unknown_field"),
            ],
        ),
        (
            json!({"type": "CUSTOM_AUTH", "props": "a"}),
            vec![("/value/props", "type")],
        ),
        (
            json!({"type": "OAUTH2", "refresh_token": "r"}),
            vec![("/value/access_token", "required")],
        ),
        (
            json!({"type": "SECRET_TEXT", "secret_text": long}),
            vec![("/value", "too_long")],
        ),
    ];
    for (value, expected) in table {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(pointer, code)| (pointer.to_owned(), code))
            .collect();
        let shown: String = value.to_string().chars().take(80).collect();
        assert_eq!(refusals(&value), expected, "{shown}");
    }
}

#[test]
fn a_value_does_not_show_itself() {
    let value = json!({"type": "SECRET_TEXT", "secret_text": "xoxb-hidden"});
    let mut text = Text::new();
    let value = ConnectionValue::check(&mut text, value.as_object().unwrap());
    assert_eq!(format!("{value:?}"), "Some(SECRET_TEXT)");
}
