//! Texts in headers as encoded words (RFC 2047): whatever a name or a subject consists of, it is
//! letters and digits on the way, and nothing of it is taken for the mail's own form.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// Bytes in one word, which may be 75 characters long.
const MOST_BYTES: usize = 45;
/// A line of a header; a longer text is folded between its words.
const MOST_PLAIN: usize = 60;

/// The value of `Subject`.
pub(super) fn subject(text: &str) -> String {
    encoded(text, |byte| byte == b' ' || byte.is_ascii_graphic())
}

/// A name beside an address. In quotes where that is enough: several encoded words in a name are put
/// together with blanks by some readers.
pub(super) fn phrase(text: &str) -> String {
    let is_quotable = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    if text.bytes().all(is_quotable) && !text.contains("=?") {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        return format!("\"{escaped}\"");
    }
    encoded(text, |byte| {
        byte == b' ' || byte == b'-' || byte.is_ascii_alphanumeric()
    })
}

/// The text itself if it is plain, otherwise as words.
fn encoded(text: &str, is_plain: impl Fn(u8) -> bool) -> String {
    let is_plain = text.bytes().all(is_plain) && !text.contains("=?");
    if is_plain && text.len() <= MOST_PLAIN && text.trim() == text {
        return text.to_owned();
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if word.len() + character.len_utf8() > MOST_BYTES {
            words.push(std::mem::take(&mut word));
        }
        word.push(character);
    }
    words.push(word);
    let words = words
        .iter()
        .map(|word| format!("=?utf-8?B?{}?=", BASE64_STANDARD.encode(word)));
    words.collect::<Vec<_>>().join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_stay_readable_and_others_are_encoded() {
        assert_eq!(subject("New: O'Neil & Sons <b>"), "New: O'Neil & Sons <b>");
        assert_eq!(phrase("The desk"), "\"The desk\"");
        assert_eq!(phrase("a \"b\" \\ <c>"), "\"a \\\"b\\\" \\\\ <c>\"");
        assert_eq!(phrase("Jürgen"), "=?utf-8?B?SsO8cmdlbg==?=");
        assert_eq!(subject("ü"), "=?utf-8?B?w7w=?=");
        assert_eq!(subject("=?utf-8?q?a?="), "=?utf-8?B?PT91dGYtOD9xP2E/PQ==?=");
        let long = subject(&"窓".repeat(40));
        assert!(long.split("\r\n ").all(|word| word.len() <= 75), "{long}");
    }
}
