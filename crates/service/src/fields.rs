//! Checks of single fields that several use cases have in common. Each names the field by its JSON
//! pointer and leaves what is wrong in the [`Text`] of the request.

use std::{fmt::Display, str::FromStr};

use winfactor_domain::{FieldError, MAX_EXTERNAL_REF, Text};

/// Stands for the part of a patch that clears a field (`null`), sets it, or leaves it (absent).
pub type Nullable<T> = Option<Option<T>>;

/// A value that has one of a few forms, such as a locale, a unit system or a currency.
pub(crate) fn parsed<T>(text: &mut Text, pointer: &str, value: &str) -> Option<T>
where
    T: FromStr<Err: Display>,
{
    let parsed = value
        .parse()
        .map_err(|error: T::Err| FieldError::new(pointer, "unknown_value", error.to_string()));
    text.checked(parsed)
}

/// One of a few words: `all` of them, each with its `code`.
pub(crate) fn word<T: Copy>(
    text: &mut Text,
    pointer: &str,
    value: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
) -> Option<T> {
    let found = all.iter().copied().find(|each| code(*each) == value);
    if found.is_none() {
        let words: Vec<_> = all.iter().copied().map(code).collect();
        let message = format!("must be one of {}", words.join(", "));
        text.error(pointer, "unknown_value", message);
    }
    found
}

/// The id of the record in another system; blank counts as none.
pub(crate) fn external_ref(text: &mut Text, value: Option<&str>) -> Option<String> {
    text.optional("/externalRef", value, MAX_EXTERNAL_REF)
}
