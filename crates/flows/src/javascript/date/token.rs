use super::super::whitespace::is_whitespace;

/// A piece of a date in text, as V8 cuts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// The value of its first nine significant digits, and how many digits there are.
    Number {
        value: i64,
        length: usize,
    },
    Word(Word),
    Symbol(char),
    Blank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// From 1.
    Month(i64),
    Am,
    Pm,
    /// Hours east of UTC.
    Zone(i64),
    /// `Z`, also a zone.
    Z,
    /// `T` between date and time.
    TimeSeparator,
    Other,
}

/// Significant digits that are read of a number; the others are passed over.
const MOST_DIGITS: usize = 9;

/// Cuts a text into tokens. What stands in parentheses is one symbol.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&first) = characters.get(at) {
        let run = |belongs: fn(char) -> bool| {
            let rest = characters.get(at..).unwrap_or_default();
            rest.iter().take_while(|it| belongs(**it)).count()
        };
        let (token, length) = if first.is_ascii_digit() {
            let length = run(|it| it.is_ascii_digit());
            (number(&characters[at..at + length]), length)
        } else if is_whitespace(first) {
            (Token::Blank, run(is_whitespace))
        } else if is_letter(first) {
            let length = run(is_letter);
            (Token::Word(word(&characters[at..at + length])), length)
        } else if first == '(' {
            (Token::Symbol('('), parenthesized(&characters[at..]))
        } else {
            (Token::Symbol(first), 1)
        };
        tokens.push(token);
        at += length;
    }
    tokens
}

/// Everything from `A` on in the code charts counts as a letter.
fn is_letter(character: char) -> bool {
    character >= 'A' && !is_whitespace(character)
}

fn number(digits: &[char]) -> Token {
    let significant = digits.iter().skip_while(|it| **it == '0').take(MOST_DIGITS);
    let value = significant
        .filter_map(|it| it.to_digit(10))
        .fold(0, |sum, digit| sum * 10 + i64::from(digit));
    Token::Number {
        value,
        length: digits.len(),
    }
}

/// How many characters stand up to the closing parenthesis, or to the end.
fn parenthesized(characters: &[char]) -> usize {
    let mut depth = 0;
    for (position, character) in characters.iter().enumerate() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return position + 1;
        }
    }
    characters.len()
}

/// Months are told by their first three letters; other words must be exact.
fn word(letters: &[char]) -> Word {
    let text: String = letters.iter().map(char::to_ascii_lowercase).collect();
    let prefix: String = text.chars().take(3).collect();
    let month = match prefix.as_str() {
        "jan" => 1,
        "feb" => 2,
        "mar" => 3,
        "apr" => 4,
        "may" => 5,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        _ => 0,
    };
    match text.as_str() {
        _ if month > 0 => Word::Month(month),
        "am" => Word::Am,
        "pm" => Word::Pm,
        "z" => Word::Z,
        "t" => Word::TimeSeparator,
        "ut" | "utc" | "gmt" => Word::Zone(0),
        "edt" => Word::Zone(-4),
        "est" | "cdt" => Word::Zone(-5),
        "cst" | "mdt" => Word::Zone(-6),
        "mst" | "pdt" => Word::Zone(-7),
        "pst" => Word::Zone(-8),
        _ => Word::Other,
    }
}
