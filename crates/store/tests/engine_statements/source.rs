//! The statements in a source file: string literals that start as a statement does, and
//! `concat!` of literals, also through a macro of the file such as
//! `macro_rules! select { ($rest:literal) => { concat!("SELECT … ", $rest) } }`.

use std::collections::HashMap;

use winfactor_store::Engine;

use crate::tokens::{Token, tokens};

/// A statement, and the engine whose arm of a `match` it stands in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) sql: String,
    pub(crate) only: Option<Engine>,
}

/// A macro that yields one literal.
#[derive(Default)]
struct Macro {
    parameters: Vec<String>,
    body: Vec<Token>,
}

type Macros = HashMap<String, Macro>;

/// All statements of a file. The error names what cannot be followed.
pub(crate) fn statements(source: &str) -> Result<Vec<Found>, String> {
    let (code, macros) = split(tokens(source));
    let mut found = Vec::new();
    let mut rest = &code[..];
    let mut before: &[Token] = &[];
    while !rest.is_empty() {
        let (text, taken) = match literal(rest, &macros, &HashMap::new())? {
            Some((text, taken)) => (Some(text), taken),
            None => (None, 1),
        };
        if let Some(sql) = text.filter(|text| is_statement(text)) {
            found.push(Found {
                sql,
                only: arm(before),
            });
        }
        before = &code[..before.len() + taken];
        rest = &rest[taken..];
    }
    Ok(found)
}

fn is_statement(text: &str) -> bool {
    let start = text
        .trim_start()
        .trim_start_matches("/*sqlite:")
        .trim_start_matches("/*postgres:")
        .trim_start();
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "]
        .iter()
        .any(|verb| start.starts_with(verb))
}

/// The engine of `Engine::Sqlite => {` or the like right before a literal.
fn arm(before: &[Token]) -> Option<Engine> {
    let before = match before.split_last() {
        Some((Token::Mark('{'), rest)) => rest,
        _ => before,
    };
    match before {
        [
            ..,
            Token::Mark(':'),
            Token::Word(name),
            Token::Mark('='),
            Token::Mark('>'),
        ] => match name.as_str() {
            "Sqlite" => Some(Engine::Sqlite),
            "Postgres" => Some(Engine::Postgres),
            _ => None,
        },
        _ => None,
    }
}

/// The literal that `rest` starts with, written out or through macros, and how many tokens it
/// takes.
fn literal(
    rest: &[Token],
    macros: &Macros,
    values: &HashMap<String, String>,
) -> Result<Option<(String, usize)>, String> {
    match rest {
        [Token::Text(text), ..] => Ok(Some((text.clone(), 1))),
        [Token::Mark('$'), Token::Word(name), ..] => {
            Ok(values.get(name).map(|value| (value.clone(), 2)))
        }
        [Token::Word(name), Token::Mark('!'), Token::Mark('('), ..]
            if name == "concat" || macros.contains_key(name) =>
        {
            let (arguments, taken) = arguments(name, &rest[3..], macros, values)?;
            let taken = taken + 3;
            let Some(called) = macros.get(name) else {
                return Ok(Some((arguments.concat(), taken)));
            };
            if called.parameters.len() != arguments.len() {
                return Err(format!("{name}! is called with another number of literals"));
            }
            let values = called.parameters.iter().cloned().zip(arguments).collect();
            let text = literal(&called.body, macros, &values)?
                .ok_or_else(|| format!("{name}! does not yield a literal"))?
                .0;
            Ok(Some((text, taken)))
        }
        _ => Ok(None),
    }
}

/// The literals up to the closing bracket, and how many tokens they take with it.
fn arguments(
    name: &str,
    tokens: &[Token],
    macros: &Macros,
    values: &HashMap<String, String>,
) -> Result<(Vec<String>, usize), String> {
    let mut arguments = Vec::new();
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(Token::Mark(')')) => return Ok((arguments, at + 1)),
            Some(Token::Mark(',')) => at += 1,
            _ => {
                let (text, taken) = literal(&tokens[at.min(tokens.len())..], macros, values)?
                    .ok_or_else(|| format!("{name}! is given something else than literals"))?;
                arguments.push(text);
                at += taken;
            }
        }
    }
}

/// Takes the definitions of macros that yield a literal out of the code.
fn split(tokens: Vec<Token>) -> (Vec<Token>, Macros) {
    let mut code = Vec::new();
    let mut macros = Macros::new();
    let mut at = 0;
    while at < tokens.len() {
        match definition(&tokens[at..]) {
            Some((name, defined, taken)) => {
                macros.insert(name, defined);
                at += taken;
            }
            None => {
                code.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    (code, macros)
}

/// `macro_rules! name { ($a:literal, …) => { concat!(…) }; }`
fn definition(tokens: &[Token]) -> Option<(String, Macro, usize)> {
    let [
        Token::Word(keyword),
        Token::Mark('!'),
        Token::Word(name),
        Token::Mark('{'),
        Token::Mark('('),
        ..,
    ] = tokens
    else {
        return None;
    };
    if keyword != "macro_rules" {
        return None;
    }
    let mut defined = Macro::default();
    let mut at = 5;
    while tokens.get(at)? != &Token::Mark(')') {
        if let [
            Token::Mark('$'),
            Token::Word(parameter),
            Token::Mark(':'),
            ..,
        ] = &tokens[at..]
        {
            defined.parameters.push(parameter.clone());
        }
        at += 1;
    }
    let end = closing(tokens, 3)?;
    let body = at + 3;
    if tokens.get(body) != Some(&Token::Mark('{')) {
        return None;
    }
    defined.body = tokens[body + 1..closing(tokens, body)?].to_vec();
    Some((name.clone(), defined, end + 1))
}

/// Where the brace at `open` is closed.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    tokens[open..]
        .iter()
        .position(|token| {
            match token {
                Token::Mark('{') => depth += 1,
                Token::Mark('}') => depth -= 1,
                _ => {}
            }
            depth == 0
        })
        .map(|length| open + length)
}

#[test]
fn statements_are_found_in_calls_arms_and_macros() {
    let source = r#"
        macro_rules! columns { () => { "id, name" }; }
        macro_rules! select { ($rest:literal) => { concat!("SELECT ", columns!(), " FROM t ", $rest) }; }
        fn f(tx: &mut Tx<'_>) {
            tx.query(select!("WHERE id = $1"), params!["SELECTED"], read)?;
            match tx.engine() {
                Engine::Sqlite => { "UPDATE a" }
                Engine::Postgres => "UPDATE b",
            };
            tx.execute("/*sqlite: DELETE FROM t*/", params![])
        }
    "#;
    let found = statements(source).unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.sql.as_str(), one.only))
        .collect();
    assert_eq!(
        found,
        [
            ("SELECT id, name FROM t WHERE id = $1", None),
            ("UPDATE a", Some(Engine::Sqlite)),
            ("UPDATE b", Some(Engine::Postgres)),
            ("/*sqlite: DELETE FROM t*/", None),
        ]
    );
}
