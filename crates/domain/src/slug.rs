use std::fmt;

use serde::Serialize;

use crate::FieldError;

/// The part of an address that names an organization or a template: `window-door-solutions`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// First path segments that belong to the product itself; no organization can take them.
const RESERVED: [&str; 24] = [
    "api",
    "app",
    "assets",
    "connections",
    "contacts",
    "events",
    "favicon",
    "flow-runs",
    "flows",
    "health",
    "healthz",
    "inbox",
    "leads",
    "metrics",
    "q",
    "quotes",
    "robots",
    "settings",
    "sign-in",
    "sign-out",
    "static",
    "submissions",
    "templates",
    "webhooks",
];

/// Path segments below an organization's page that take its forms; no template can take them.
const RESERVED_FOR_FORMS: [&str; 2] = ["leads", "submissions"];

impl Slug {
    pub const MAX_LENGTH: usize = 60;

    /// Lower-case letters, digits and single hyphens between them.
    pub fn parse(pointer: &str, text: &str) -> Result<Self, FieldError> {
        let well_formed = !text.is_empty()
            && text.len() <= Self::MAX_LENGTH
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if well_formed {
            Ok(Slug(text.to_owned()))
        } else {
            let message = "must have 1 to 60 lower-case letters, digits and single hyphens, \
                           such as window-door-solutions";
            Err(FieldError::new(pointer, "slug", message))
        }
    }

    /// As [`Slug::parse`], and not one of the words that the product's own addresses use.
    pub fn parse_for_organization(pointer: &str, text: &str) -> Result<Self, FieldError> {
        Slug::parse(pointer, text)?.unless_reserved(pointer, &RESERVED)
    }

    /// As [`Slug::parse`], and not one of the words that an organization's public forms use.
    pub fn parse_for_template(pointer: &str, text: &str) -> Result<Self, FieldError> {
        Slug::parse(pointer, text)?.unless_reserved(pointer, &RESERVED_FOR_FORMS)
    }

    /// A slug that was checked when it was stored.
    pub fn from_stored(text: String) -> Self {
        Slug(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn unless_reserved(self, pointer: &str, reserved: &[&str]) -> Result<Self, FieldError> {
        if reserved.contains(&self.as_str()) {
            let message = format!("\"{self}\" is used by the product itself: choose another");
            return Err(FieldError::new(pointer, "reserved", message));
        }
        Ok(self)
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_safe_in_an_address_and_never_hides_a_page() {
        assert!(Slug::parse_for_organization("/slug", "window-door-solutions").is_ok());
        for bad in ["", "A", "a--b", "-a", "a-", "a/b", "ä", "a b"] {
            assert!(Slug::parse("/slug", bad).is_err(), "{bad}");
        }
        assert!(Slug::parse_for_organization("/slug", "quotes").is_err());
        assert!(Slug::parse_for_template("/slug", "quotes").is_ok());
        assert!(Slug::parse_for_template("/slug", "submissions").is_err());
    }
}
