//! Shortens texts without breaking Slack's own marks: an entity (`&amp;`) or a link (`<…|…>`) that is
//! cut in the middle would show as rubbish.

/// What stands where something was cut off.
const ELLIPSIS: char = '…';

/// The length as Slack counts it: in units of UTF-16.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text, or what fits of it with an ellipsis behind.
pub(super) fn cut(text: &str, most: usize) -> String {
    if length(text) <= most {
        return text.to_owned();
    }
    let mut short = text[..end_of_part(text, most.saturating_sub(1))].to_owned();
    short.truncate(short.trim_end().len());
    short.push(ELLIPSIS);
    short
}

/// The text in parts of at most this length, at the ends of lines where there are some.
pub(super) fn split(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while length(rest) > most {
        let whole = end_of_part(rest, most);
        let line = rest[..whole].rfind('\n').map(|at| at + 1);
        let end = line.filter(|end| *end > whole / 2).unwrap_or(whole);
        parts.push(rest[..end].trim_end_matches('\n'));
        rest = &rest[end..];
    }
    parts.push(rest);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Where a part of at most this length ends, in bytes; after the first character at least.
fn end_of_part(text: &str, most: usize) -> usize {
    let mut units = 0;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > most {
            break;
        }
        end = at + character.len_utf8();
    }
    let whole = &text[..end];
    let begun = |open: char, close: char| match (whole.rfind(open), whole.rfind(close)) {
        (Some(open), Some(close)) if close > open => None,
        (Some(open), _) => Some(open),
        (None, _) => None,
    };
    // A sign of its own is followed by a blank, or is further away than any entity is long.
    let is_entity = |at: &usize| {
        let name = &whole[at + 1..];
        name.len() < "quot;".len() && name.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let entity = begun('&', ';').filter(is_entity);
    let mark = begun('<', '>');
    let end = entity.into_iter().chain(mark).min().unwrap_or(end);
    match end {
        0 => text.chars().next().map_or(0, char::len_utf8),
        end => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_leaves_marks_whole() {
        let table = [
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("ab &amp; cd", 6, "ab…"),
            ("ab &amp; cd", 9, "ab &amp;…"),
            ("see <https://x.example|here> now", 20, "see…"),
            (
                "see <https://x.example|here> now",
                30,
                "see <https://x.example|here>…",
            ),
            ("😀😀😀", 5, "😀😀…"),
            ("a & b and more", 8, "a & b a…"),
        ];
        for (text, most, expected) in table {
            assert_eq!(cut(text, most), expected, "{text} {most}");
            assert!(length(&cut(text, most)) <= most);
        }
    }

    #[test]
    fn long_texts_are_split_at_lines_and_never_inside_of_marks() {
        assert_eq!(split("one\ntwo\nthree", 8), ["one\ntwo", "three"]);
        assert_eq!(split("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(split("abc&amp;def", 5), ["abc", "&amp;", "def"]);
        assert_eq!(split("", 5), Vec::<&str>::new());
        let endless = format!("<{}", "x".repeat(20));
        assert_eq!(split(&endless, 5).concat(), endless, "it ends");
    }
}
