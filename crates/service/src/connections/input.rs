use winfactor_domain::{FieldError, Text};

const MAX_NAME: usize = 200;

/// How flows name it. What would end a placeholder, or the name within one, cannot be a part of it.
pub(super) fn external_id(text: &mut Text, value: &str) -> String {
    let value = text.required("/externalId", value, MAX_NAME);
    if value.contains(['\'', '\\', '{', '}']) {
        let message = "must not contain quotation marks, backslashes or braces";
        text.error("/externalId", "external_id", message);
    }
    value
}

pub(super) fn display_name(text: &mut Text, value: &str) -> String {
    text.required("/displayName", value, MAX_NAME)
}

/// The name of a package, such as `@activepieces/piece-slack`.
pub(super) fn piece_name(text: &mut Text, value: &str) -> String {
    let value = text.required("/pieceName", value, MAX_NAME);
    let fits = |c: char| c.is_ascii_alphanumeric() || "@/-_.~".contains(c);
    if !value.chars().all(fits) {
        text.checked::<()>(Err(FieldError::new(
            "/pieceName",
            "piece_name",
            "must be the name of a piece's package, such as @activepieces/piece-slack",
        )));
    }
    value
}
