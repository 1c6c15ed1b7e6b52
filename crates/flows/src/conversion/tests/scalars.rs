use super::*;

#[test]
fn texts_become_text() {
    for property_type in [PropertyType::ShortText, PropertyType::LongText] {
        check(
            &property_type,
            &[
                (OPTIONAL, json!("x"), Ok(json!({"p": "x"}))),
                (OPTIONAL, json!(5.0), Ok(json!({"p": "5"}))),
                (OPTIONAL, json!(true), Ok(json!({"p": "true"}))),
                (OPTIONAL, json!([1, "a"]), Ok(json!({"p": "[1,\"a\"]"}))),
                (
                    OPTIONAL,
                    json!({"a": null}),
                    Ok(json!({"p": "{\"a\":null}"})),
                ),
                (OPTIONAL, json!(""), Ok(json!({}))),
                (OPTIONAL, json!(null), Ok(json!({"p": null}))),
                (REQUIRED, json!(""), Ok(json!({"p": ""}))),
                (
                    REQUIRED,
                    json!(null),
                    Err("Expected string, received: null"),
                ),
            ],
        );
    }
    check(
        &PropertyType::SecretText,
        &[
            (REQUIRED, json!(null), Ok(json!({"p": null}))),
            (REQUIRED, json!(7), Ok(json!({"p": "7"}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
        ],
    );
}

#[test]
fn numbers_are_read_as_javascript_reads_them() {
    check(
        &PropertyType::Number,
        &[
            (REQUIRED, json!(" 7 "), Ok(json!({"p": 7}))),
            (REQUIRED, json!("1.50"), Ok(json!({"p": 1.5}))),
            (REQUIRED, json!(true), Ok(json!({"p": 1}))),
            (REQUIRED, json!([]), Ok(json!({"p": 0}))),
            (REQUIRED, json!("0x1F"), Ok(json!({"p": 31}))),
            (REQUIRED, json!(" "), Ok(json!({"p": 0}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (REQUIRED, json!(""), Err("Expected number, received: ")),
            (
                REQUIRED,
                json!(null),
                Err("Expected number, received: null"),
            ),
            (
                OPTIONAL,
                json!("1,5"),
                Err("Expected number, received: 1,5"),
            ),
            (
                OPTIONAL,
                json!({}),
                Err("Expected number, received: [object Object]"),
            ),
        ],
    );
}

#[test]
fn checkboxes_must_be_true_or_false() {
    check(
        &PropertyType::Checkbox,
        &[
            (OPTIONAL, json!(false), Ok(json!({"p": false}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (
                REQUIRED,
                json!(null),
                Err("Expected boolean, received: null"),
            ),
            (
                OPTIONAL,
                json!("true"),
                Err("Expected boolean, received: true"),
            ),
            (OPTIONAL, json!(""), Err("Expected boolean, received: ")),
            (OPTIONAL, json!(1), Err("Expected boolean, received: 1")),
        ],
    );
}

#[test]
fn dates_become_iso_text() {
    let wrong = "Invalid datetime format. Expected ISO format (e.g. 2024-03-14T12:00:00.000Z)";
    let iso = |text: &str| Ok(json!({"p": text}));
    let soon = format!("{wrong}, received: soon");
    let null = format!("{wrong}, received: null");
    check(
        &PropertyType::DateTime,
        &[
            (
                REQUIRED,
                json!("2024-03-14"),
                iso("2024-03-14T00:00:00.000Z"),
            ),
            (
                REQUIRED,
                json!("2024-03-14 12:30"),
                iso("2024-03-14T12:30:00.000Z"),
            ),
            (
                REQUIRED,
                json!("2024-03-14T12:30:00+02:00"),
                iso("2024-03-14T10:30:00.000Z"),
            ),
            (
                REQUIRED,
                json!("March 14, 2024"),
                iso("2024-03-14T00:00:00.000Z"),
            ),
            (
                REQUIRED,
                json!(1_710_417_600_000_i64),
                iso("2024-03-14T12:00:00.000Z"),
            ),
            (
                REQUIRED,
                json!([2024, 3, 14]),
                iso("2024-03-14T00:00:00.000Z"),
            ),
            (OPTIONAL, json!("soon"), Ok(json!({}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
            (OPTIONAL, json!(null), Ok(json!({}))),
            (OPTIONAL, json!({}), Ok(json!({}))),
            (REQUIRED, json!("soon"), Err(&soon)),
            (REQUIRED, json!(null), Err(&null)),
        ],
    );
}

#[test]
fn files_are_data_or_addresses() {
    check(
        &PropertyType::File,
        &[
            (
                REQUIRED,
                json!("data:text/csv;base64,YSxi"),
                Ok(json!({"p": {"filename": "unknown.csv", "extension": "csv", "base64": "YSxi"}})),
            ),
            (
                REQUIRED,
                json!("https://files.example/a.pdf"),
                Ok(json!({"p": {"url": "https://files.example/a.pdf"}})),
            ),
            (OPTIONAL, json!(""), Ok(json!({"p": null}))),
            (OPTIONAL, json!({"url": "x"}), Ok(json!({"p": null}))),
            (
                REQUIRED,
                json!("YSxi"),
                Err("Expected file url or base64 with mimeType, received: YSxi"),
            ),
            (
                REQUIRED,
                json!(null),
                Err("Expected file url or base64 with mimeType, received: null"),
            ),
        ],
    );
}

#[test]
fn the_other_types_are_taken_as_they_are() {
    for property_type in [
        PropertyType::Dropdown,
        PropertyType::MultiSelectDropdown,
        PropertyType::one_of(&[("a", "A")]),
        PropertyType::StaticMultiSelectDropdown(Vec::new()),
        PropertyType::Markdown,
        PropertyType::Color,
        PropertyType::Custom,
    ] {
        for value in [json!(null), json!(""), json!("b"), json!([1])] {
            assert_eq!(
                converted(&property_type, REQUIRED, value.clone()),
                Ok(json!({"p": value}))
            );
        }
    }
}
