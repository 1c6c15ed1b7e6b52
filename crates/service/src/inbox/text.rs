//! Texts that come out of flows and other programs, made fit for a list that people read: bounded,
//! and without control characters, which no page can show and PostgreSQL does not store.

/// The longest title of a message, in characters.
pub(crate) const MAX_TITLE: usize = 300;
/// The longest text of a message, in characters.
pub(crate) const MAX_TEXT: usize = 10_000;

/// A single line: each line break and control character becomes a blank.
pub(crate) fn line(text: &str, max: usize) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    bounded(clean.trim(), max)
}

/// Several lines: control characters other than line breaks and tabs are left out.
pub(crate) fn lines(text: &str, max: usize) -> String {
    let text = text.replace("\r\n", "\n");
    let clean: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    bounded(&clean, max)
}

fn bounded(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some(_) => text.chars().take(max - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(line(" New\r\nquote\u{0} ", 50), "New  quote");
        assert_eq!(line("Größe", 5), "Größe");
        assert_eq!(line("Größen", 5), "Größ…");
    }

    #[test]
    fn a_text_keeps_its_lines_and_nothing_unprintable() {
        assert_eq!(lines("a\r\nb\tc\u{0}\u{1b}[1m", 50), "a\nb\tc[1m");
        assert_eq!(lines("a\nbcd", 4), "a\nb…");
    }
}
