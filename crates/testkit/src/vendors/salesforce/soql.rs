//! The part of SOQL that WinFactor asks in: `SELECT … FROM … [WHERE … [OR …]] [LIMIT n]`, where a
//! condition is `field IN (value, …)`.

use serde_json::Value;

/// A query, read.
#[derive(Debug)]
pub(super) struct Soql {
    pub(super) fields: Vec<String>,
    pub(super) object: String,
    /// One of them has to hold; with none, all records are meant.
    pub(super) conditions: Vec<Condition>,
    pub(super) limit: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Condition {
    pub(super) field: String,
    pub(super) values: Vec<Value>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

impl Soql {
    /// Nothing when it is no such query.
    pub(super) fn parse(text: &str) -> Option<Soql> {
        let mut tokens = Tokens(tokens(text)?.into_iter().peekable());
        tokens.keyword("SELECT")?;
        let mut fields = vec![tokens.word()?];
        while tokens.sign(',').is_some() {
            fields.push(tokens.word()?);
        }
        tokens.keyword("FROM")?;
        let object = tokens.word()?;
        let mut conditions = Vec::new();
        if tokens.keyword("WHERE").is_some() {
            conditions.push(tokens.condition()?);
            while tokens.keyword("OR").is_some() {
                conditions.push(tokens.condition()?);
            }
        }
        let limit = match tokens.keyword("LIMIT") {
            Some(()) => Some(tokens.word()?.parse().ok()?),
            None => None,
        };
        tokens.0.peek().is_none().then_some(Soql {
            fields,
            object,
            conditions,
            limit,
        })
    }
}

struct Tokens(std::iter::Peekable<std::vec::IntoIter<Token>>);

impl Tokens {
    fn keyword(&mut self, keyword: &str) -> Option<()> {
        let fits = |token: &Token| matches!(token, Token::Word(word) if word == keyword);
        self.0.next_if(fits).map(|_| ())
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.0.next_if_eq(&Token::Sign(sign)).map(|_| ())
    }

    fn word(&mut self) -> Option<String> {
        match self.0.next()? {
            Token::Word(word) => Some(word),
            Token::Text(_) | Token::Sign(_) => None,
        }
    }

    fn value(&mut self) -> Option<Value> {
        match self.0.next()? {
            Token::Text(text) => Some(text.into()),
            Token::Word(number) => serde_json::from_str(&number).ok(),
            Token::Sign(_) => None,
        }
    }

    fn condition(&mut self) -> Option<Condition> {
        let field = self.word()?;
        self.keyword("IN")?;
        self.sign('(')?;
        let mut values = vec![self.value()?];
        while self.sign(',').is_some() {
            values.push(self.value()?);
        }
        self.sign(')')?;
        Some(Condition { field, values })
    }
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' ' => {}
            '(' | ')' | ',' => tokens.push(Token::Sign(character)),
            '\'' => {
                let mut text = String::new();
                loop {
                    match characters.next()? {
                        '\'' => break,
                        '\\' => text.push(match characters.next()? {
                            'n' => '\n',
                            'r' => '\r',
                            't' => '\t',
                            other => other,
                        }),
                        other => text.push(other),
                    }
                }
                tokens.push(Token::Text(text));
            }
            first if first.is_ascii_alphanumeric() || matches!(first, '_' | '-' | '.') => {
                let mut word = String::from(first);
                let goes_on = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
                while let Some(next) = characters.next_if(goes_on) {
                    word.push(next);
                }
                tokens.push(Token::Word(word));
            }
            _ => return None,
        }
    }
    Some(tokens)
}
