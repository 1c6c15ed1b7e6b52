//! Text that must not be seen: passwords, header values, keys.

use std::fmt;

/// A secret text. `Debug` hides it and there is no `Display`, so that it cannot reach a log by
/// accident; [`expose`](Self::expose) is the one way in, and easy to search for.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(String);

impl SecretText {
    /// Takes a text as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the place that sends, encrypts or hashes it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_secret() {
        let text = format!("{:?}", SecretText::new("hunter2"));
        assert_eq!(text, "SecretText(…)");
    }
}
