//! Rust source as tokens, as far as finding string literals needs it.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Word(String),
    /// A string literal's value.
    Text(String),
    Mark(char),
}

/// The tokens of `source`, without comments, character literals and lifetimes.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = after_comment(rest);
        } else if first == '"' {
            let (text, after) = text(&rest[1..]);
            tokens.push(Token::Text(text));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\'') {
            rest = after_character(after);
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            let word = &rest[..end];
            rest = &rest[end..];
            if word == "r" && (rest.starts_with('"') || rest.starts_with("#\"")) {
                let (text, after) = raw_text(rest);
                tokens.push(Token::Text(text));
                rest = after;
            } else {
                tokens.push(Token::Word(word.to_owned()));
            }
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Mark(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

fn after_comment(source: &str) -> &str {
    let mut depth = 0;
    let mut at = 0;
    while at < source.len() {
        if source[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if source[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += source[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    &source[at..]
}

/// After the quote of a character literal, or of a lifetime, whose name is left to be a word.
fn after_character(source: &str) -> &str {
    let mut characters = source.chars();
    match characters.next() {
        Some('\\') => {
            let quoted = 1 + characters.next().map_or(0, char::len_utf8);
            let end = source[quoted..]
                .find('\'')
                .map_or(source.len(), |end| quoted + end + 1);
            &source[end..]
        }
        Some(_) if characters.next() == Some('\'') => characters.as_str(),
        _ => source,
    }
}

/// The value of a string literal after its first quote, and what follows it.
fn text(source: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = source.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => match characters.next() {
                Some('\n') => {
                    characters = characters.as_str().trim_start().chars();
                }
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some(other) => value.push(other),
                None => break,
            },
            other => value.push(other),
        }
    }
    (value, characters.as_str())
}

/// The value of a raw string literal from its first hash or quote on, and what follows it.
fn raw_text(source: &str) -> (String, &str) {
    let hashes = source.find('"').unwrap_or(0);
    let end = format!("\"{}", "#".repeat(hashes));
    let content = &source[hashes + 1..];
    match content.find(&end) {
        Some(at) => (content[..at].to_owned(), &content[at + end.len()..]),
        None => (content.to_owned(), ""),
    }
}

#[test]
fn literals_are_found_between_everything_else() {
    let source = r##"
        // "not this"
        fn f<'a>(x: &'a str) { /* "nor /* this */" */ let c = ('"', '\'', '\u{22}');
            g("a \"b\" \
               c", r"d\", r#"e"f"#) }
    "##;
    let texts: Vec<_> = tokens(source)
        .into_iter()
        .filter_map(|token| match token {
            Token::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    assert_eq!(texts, ["a \"b\" c", "d\\", "e\"f"]);
}
