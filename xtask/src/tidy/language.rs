//! Enough of Rust's lexical structure to tell code, comments and string literals apart.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    Comment,
    /// The inside of a string literal, without its quotes.
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Of its first character, from 1.
    pub(super) line: usize,
}

/// The source in pieces, in order and without gaps.
pub(super) fn spans(source: &str) -> Vec<Span<'_>> {
    let mut scanner = Scanner {
        source,
        from: 0,
        line: 1,
        spans: Vec::new(),
    };
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &source[at..];
        at = if rest.starts_with("//") {
            scanner.piece(at, Kind::Comment, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            scanner.piece(at, Kind::Comment, block_comment(rest))
        } else if let Some(hashes) = raw_string(source, at) {
            let open = at + hashes + 2;
            let close = format!("\"{}", "#".repeat(hashes));
            scanner.piece(
                open,
                Kind::Text,
                source[open..].find(&close).unwrap_or(source.len() - open),
            ) + close.len()
        } else if bytes[at] == b'"' {
            scanner.piece(at + 1, Kind::Text, string(&source[at + 1..])) + 1
        } else if bytes[at] == b'\'' {
            at + character(rest)
        } else {
            at + rest.chars().next().map_or(1, char::len_utf8)
        };
    }
    scanner.piece(source.len(), Kind::Code, 0);
    scanner.spans
}

struct Scanner<'a> {
    source: &'a str,
    /// Where the code begins that no span covers yet.
    from: usize,
    line: usize,
    spans: Vec<Span<'a>>,
}

impl Scanner<'_> {
    /// Closes the code before `start` and adds a piece of `length` bytes; returns where it ends.
    fn piece(&mut self, start: usize, kind: Kind, length: usize) -> usize {
        let end = start + length;
        for (kind, from, to) in [(Kind::Code, self.from, start), (kind, start, end)] {
            let text = &self.source[from..to];
            if !text.is_empty() {
                self.spans.push(Span {
                    kind,
                    text,
                    line: self.line,
                });
                self.line += text.matches('\n').count();
            }
        }
        self.from = end;
        end
    }
}

/// The length of a block comment, inner ones included.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let step = match rest.as_bytes()[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The number of hashes when a raw string's `r` stands at this place.
fn raw_string(source: &str, at: usize) -> Option<usize> {
    let before = source[..at]
        .trim_end_matches(['b', 'c'])
        .chars()
        .next_back();
    if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
        return None;
    }
    let rest = source[at..].strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a string's inside, up to its closing quote.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character literal, or of the quote alone where it begins a lifetime.
fn character(rest: &str) -> usize {
    let inside = &rest[1..];
    if inside.starts_with('\\') {
        // The escaped character itself may be a quote.
        return inside
            .get(2..)
            .and_then(|after| after.find('\''))
            .map_or(1, |end| end + 4);
    }
    let mut letters = inside.char_indices().skip(1);
    match letters.next() {
        Some((end, '\'')) => end + 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str, kind: Kind) -> Vec<&str> {
        spans(source)
            .into_iter()
            .filter(|span| span.kind == kind)
            .map(|span| span.text)
            .collect()
    }

    #[test]
    fn strings_and_comments_are_told_apart_from_code() {
        let source = "let a = \"// no \\\" comment\"; // a \"comment\"\n/* one /* two */ */ let b = br#\"say \"hi\"\"#;";
        assert_eq!(
            pieces(source, Kind::Text),
            ["// no \\\" comment", "say \"hi\""]
        );
        assert_eq!(
            pieces(source, Kind::Comment),
            ["// a \"comment\"", "/* one /* two */ */"]
        );
    }

    #[test]
    fn quotes_in_characters_and_lifetimes_open_nothing() {
        let source =
            "fn f<'a>(x: &'a str) { let c = ['\"', '\\'', '\\u{1f600}', 'é']; g(\"text\") }";
        assert_eq!(pieces(source, Kind::Text), ["text"]);
    }

    #[test]
    fn a_name_that_ends_in_r_begins_no_raw_string() {
        assert_eq!(
            pieces("concat!(br\"x\", for_r, r#type, \"a\\n\")", Kind::Text),
            ["x", "a\\n"]
        );
    }

    #[test]
    fn the_pieces_are_the_source_again_and_know_their_lines() {
        let source = "//! Essay\nfn a() {\n    b(\"one\ntwo\");\n}\n";
        let spans = spans(source);
        assert_eq!(
            spans.iter().map(|span| span.text).collect::<String>(),
            source
        );
        let text = spans
            .iter()
            .find(|span| span.kind == Kind::Text)
            .map(|span| span.line);
        assert_eq!(text, Some(3));
        assert_eq!(spans.last().map(|span| span.line), Some(4));
    }
}
