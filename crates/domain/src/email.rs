use std::fmt;

use serde::Serialize;

use crate::FieldError;

/// An e-mail address as people write them: one `@`, no blanks, a domain with letters or digits.
/// Whether it receives mail is known only by sending some.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// 254: the longest address that SMTP can carry (RFC 5321, 4.5.3.1.3).
    pub const MAX_LENGTH: usize = 254;

    pub fn parse(pointer: &str, text: &str) -> Result<Self, FieldError> {
        let text = text.trim();
        let error = |code, message: &str| Err(FieldError::new(pointer, code, message));
        if text.is_empty() {
            return error("required", "must not be empty");
        }
        if text.len() > Self::MAX_LENGTH {
            return error("too_long", "must have at most 254 characters");
        }
        let stray = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c);
        let well_formed = text.rsplit_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !local.contains('@') && domain.split('.').all(is_label)
        });
        if text.contains(stray) || !well_formed {
            return error(
                "email",
                "must be an e-mail address such as name@example.com",
            );
        }
        Ok(EmailAddress(text.to_owned()))
    }

    /// An address that was checked when it was stored.
    pub fn from_stored(text: String) -> Self {
        EmailAddress(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What contacts are matched by: the address in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A part of a domain, as people write it: other scripts than Latin are fine.
fn is_label(label: &str) -> bool {
    let fits = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '-';
    !label.is_empty() && label.chars().all(fits) && !label.starts_with('-') && !label.ends_with('-')
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_addresses_as_people_write_them_and_refuses_what_cannot_be_one() {
        for good in [
            "a@b.example",
            "john.smith+x@mail.example.com",
            "ü@bücher.example",
            " a@localhost ",
        ] {
            assert!(EmailAddress::parse("/email", good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.c",
            "a@",
            "a@b..c",
            "a@-b.c",
            "a@b.c?subject=x",
            "a@b/c",
            "a b@c.d",
            "a@b@c.d",
            "a@b.c\r\nBcc: x@y.z",
            "<a@b.c>",
        ] {
            assert!(EmailAddress::parse("/email", bad).is_err(), "{bad}");
        }
    }
}
