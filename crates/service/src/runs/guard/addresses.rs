//! Addresses of people, told apart however they are written.

use std::collections::BTreeSet;

/// Where somebody can be reached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Address {
    /// In small letters.
    Email(String),
    /// Its digits, without `+` and `00`.
    Phone(String),
}

/// The digits that a phone number has at least, its area or country aside.
const LEAST_DIGITS: usize = 7;

impl Address {
    /// The addresses in a text, such as `Jane <jane@example.com>, +31 6 12345678`.
    pub(crate) fn all_in(text: &str) -> impl Iterator<Item = Address> + '_ {
        let parts = text.split([',', ';', '<', '>', '\n']);
        parts.flat_map(|part| {
            let mails = part.split_whitespace().filter(|word| word.contains('@'));
            let mails = mails.map(|word| {
                let word = word.trim_matches(|c: char| "'()[]:.".contains(c));
                let word = word.strip_prefix("mailto:").unwrap_or(word);
                // `"jane"@example.com` is the same mailbox.
                Address::Email(word.replace('"', "").to_lowercase())
            });
            mails.chain(phone(part))
        })
    }

    /// Whether both are the same person's, as far as that can be told.
    fn is(&self, other: &Address) -> bool {
        match (self, other) {
            (Address::Email(one), Address::Email(other)) => one == other,
            (Address::Phone(one), Address::Phone(other)) => {
                one == other || is_national_form(one, other) || is_national_form(other, one)
            }
            (Address::Email(_), Address::Phone(_)) | (Address::Phone(_), Address::Email(_)) => {
                false
            }
        }
    }
}

/// `06 12345678` beside `+31 6 12345678`.
fn is_national_form(national: &str, international: &str) -> bool {
    let rest = national.trim_start_matches('0');
    rest.len() < national.len() && rest.len() >= LEAST_DIGITS && international.ends_with(rest)
}

fn phone(text: &str) -> Option<Address> {
    // `+31 (0)6 …`: the zero is dialled within the country only.
    let text = text.trim().replacen("(0)", "", 1);
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-./()".contains(c);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_phone = text.chars().all(fits) && digits.len() >= LEAST_DIGITS;
    is_phone.then(|| Address::Phone(digits.strip_prefix("00").unwrap_or(&digits).to_owned()))
}

/// Addresses of certain people.
#[derive(Clone, Default)]
pub(crate) struct Addresses(BTreeSet<Address>);

impl Addresses {
    pub(crate) fn add(&mut self, text: &str) {
        self.0.extend(Address::all_in(text));
    }

    pub(crate) fn has(&self, address: &Address) -> bool {
        self.0.iter().any(|own| own.is(address))
    }
}

/// Addresses are personal data.
impl std::fmt::Debug for Addresses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Addresses").field(&self.0.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(known: &str, text: &str) -> bool {
        let mut addresses = Addresses::default();
        addresses.add(known);
        Address::all_in(text).any(|address| addresses.has(&address))
    }

    #[test]
    fn an_address_is_recognized_however_it_is_written() {
        for (known, text) in [
            ("jane@example.com", " Jane@Example.COM "),
            ("jane@example.com", "Jane Smith <JANE@example.com>"),
            ("jane@example.com", "sales@example.com; jane@example.com"),
            ("jane@example.com", "mailto:jane@example.com"),
            ("jane@example.com", "\"jane\"@example.com."),
            ("+31 6 12345678", "+31612345678"),
            ("+31 6 12345678", "0031-6-12345678"),
            ("+31 6 12345678", "+31 (0)6 1234 5678"),
            ("06 12345678", "+31612345678"),
            ("+31612345678", "06-12345678"),
        ] {
            assert!(has(known, text), "{known} {text}");
        }
    }

    #[test]
    fn others_are_others() {
        for (known, text) in [
            ("jane@example.com", "jane@example.com.evil.example"),
            ("jane@example.com", "john@example.com"),
            ("jane@example.com", "jane"),
            ("+31612345678", "+31612345679"),
            ("+31612345678", "12345678"),
            ("0612345678", "0712345678"),
            ("+31612345678", "5678"),
            ("+31612345678", "U031612345678"),
        ] {
            assert!(!has(known, text), "{known} {text}");
        }
    }
}
