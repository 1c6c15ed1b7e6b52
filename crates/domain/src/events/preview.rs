/// The longest preview, in characters, the ellipsis included.
const MAX: usize = 75;
const ELLIPSIS: &str = "...";

/// A message in at most 75 characters: itself when it fits, else the longest run of whole words
/// that fits with `...` after it. A single longer word is cut.
pub fn message_preview(message: &str) -> String {
    if message.chars().count() <= MAX {
        return message.to_owned();
    }
    let room = MAX - ELLIPSIS.len();
    let cut = message
        .char_indices()
        .nth(room)
        .map_or(message.len(), |(at, _)| at);
    let head = &message[..cut];
    let ends_with_a_word = message[cut..].starts_with(char::is_whitespace);
    let whole = if ends_with_a_word {
        head
    } else {
        head.rfind(char::is_whitespace)
            .map_or(head, |at| &head[..at])
    };
    let whole = whole.trim_end();
    // A message that starts with one endless word keeps its beginning.
    let kept = if whole.is_empty() { head } else { whole };
    format!("{kept}{ELLIPSIS}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_words_within_75_characters() {
        let message =
            "I am interested in custom sliding doors for my showroom. Can you provide a quote?";
        let expected =
            "I am interested in custom sliding doors for my showroom. Can you provide...";
        assert_eq!(message_preview(message), expected);
        assert_eq!(expected.chars().count(), 75);
    }

    #[test]
    fn keeps_what_fits_and_cuts_what_is_one_word() {
        let exactly = "x".repeat(75);
        assert_eq!(message_preview(&exactly), exactly);
        let longer = "ü".repeat(76);
        assert_eq!(message_preview(&longer), format!("{}...", "ü".repeat(72)));
        let word_after_blank = format!("Hello {}", "y".repeat(100));
        assert_eq!(message_preview(&word_after_blank), "Hello...");
        let exact_word = format!("{} tail", "z".repeat(72));
        assert_eq!(
            message_preview(&exact_word),
            format!("{}...", "z".repeat(72))
        );
    }
}
