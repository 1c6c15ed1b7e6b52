/// A piece of a text: literal, or what stands between `{{` and `}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Literal(&'a str),
    Token(&'a str),
}

/// Splits a text into literals and tokens. A token is `{{`, the shortest possible run of characters
/// without a line break, `}}`; braces that do not form one are literal text. No literal is empty.
pub(crate) fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut literal_start = 0;
    let mut search_from = 0;
    while let Some(open) = text[search_from..].find("{{").map(|at| search_from + at) {
        let inside_start = open + 2;
        match end_of_token(&text[inside_start..]) {
            End::Braces(length) => {
                if literal_start < open {
                    parts.push(Part::Literal(&text[literal_start..open]));
                }
                let inside_end = inside_start + length;
                parts.push(Part::Token(&text[inside_start..inside_end]));
                literal_start = inside_end + 2;
                search_from = literal_start;
            }
            // No token can begin before the line break.
            End::LineBreak(length) => search_from = inside_start + length,
            End::None => break,
        }
    }
    if literal_start < text.len() {
        parts.push(Part::Literal(&text[literal_start..]));
    }
    parts
}

enum End {
    Braces(usize),
    LineBreak(usize),
    None,
}

fn end_of_token(inside: &str) -> End {
    let mut previous_brace = None;
    for (at, character) in inside.char_indices() {
        match character {
            '}' if previous_brace.is_some() => return End::Braces(at - 1),
            '}' => previous_brace = Some(at),
            // What JavaScript counts as the end of a line.
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => return End::LineBreak(at),
            _ => previous_brace = None,
        }
    }
    End::None
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Literal, Token};

    #[test]
    fn texts_are_split_into_literals_and_shortest_tokens() {
        let table: &[(&str, &[Part<'_>])] = &[
            ("", &[]),
            ("plain", &[Literal("plain")]),
            ("{{a}}", &[Token("a")]),
            ("{{a}}{{b}}", &[Token("a"), Token("b")]),
            (" {{ a }} x", &[Literal(" "), Token(" a "), Literal(" x")]),
            ("{{a}}\n", &[Token("a"), Literal("\n")]),
            ("{{}}", &[Token("")]),
            ("{{{x}}}", &[Token("{x"), Literal("}")]),
            (
                r#"{{ {"a":{"b":1}} }}"#,
                &[Token(r#" {"a":{"b":1"#), Literal(" }}")],
            ),
            ("{{a\n}}", &[Literal("{{a\n}}")]),
            ("{{a\u{2028}}}", &[Literal("{{a\u{2028}}}")]),
            ("{{ open", &[Literal("{{ open")]),
            ("{{ {{a}}", &[Token(" {{a")]),
            ("{{\n{{a}}", &[Literal("{{\n"), Token("a")]),
            ("{a}} {b} }}", &[Literal("{a}} {b} }}")]),
            ("{{a}b}}", &[Token("a}b")]),
            ("é{{ü}}ß", &[Literal("é"), Token("ü"), Literal("ß")]),
        ];
        for (text, expected) in table {
            assert_eq!(split(text), *expected, "{text:?}");
        }
    }
}
