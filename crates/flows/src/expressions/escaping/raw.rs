/// The mark of an expression whose value is markup, blanks in the comment aside.
const WORD: &str = "raw";

/// Splits the mark off the text between the braces: the expression, and whether it was marked.
pub(crate) fn split_off_mark(inside: &str) -> (&str, bool) {
    let comment = inside.trim_start().strip_prefix("/*");
    match comment.and_then(|comment| comment.split_once("*/")) {
        Some((word, expression)) if word.trim() == WORD => (expression, true),
        _ => (inside, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_a_comment_before_the_expression() {
        let table = [
            ("/*raw*/ a.b", (" a.b", true)),
            (" /* raw */a", ("a", true)),
            ("a /*raw*/", ("a /*raw*/", false)),
            ("/*law*/ a", ("/*law*/ a", false)),
            ("/*raw a", ("/*raw a", false)),
            ("a.b", ("a.b", false)),
        ];
        for (inside, expected) in table {
            assert_eq!(split_off_mark(inside), expected, "{inside}");
        }
    }
}
