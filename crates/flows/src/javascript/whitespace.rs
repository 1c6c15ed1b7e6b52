/// White space and line ends as JavaScript counts them: with the byte order mark, without NEL.
pub(crate) fn is_whitespace(character: char) -> bool {
    character == '\u{feff}' || (character.is_whitespace() && character != '\u{85}')
}

/// `text.trim()`.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_whitespace)
}
