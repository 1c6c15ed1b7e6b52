/// A piece of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Word(&'a str),
    Number,
    /// What stands between the quotes, escapes included.
    Text(&'a str),
    /// A part of a template up to its next `${` or its end.
    TemplateStart,
    TemplateEnd,
    Regex,
    Sign(&'a str),
}

impl Token<'_> {
    /// Whether a value ends here, so that `/` divides it and `[` takes a member of it.
    pub(super) fn ends_value(&self) -> bool {
        match self {
            Self::Word(word) => !matches!(*word, "typeof" | "void" | "in" | "instanceof" | "new"),
            Self::Number | Self::Text(_) | Self::TemplateEnd | Self::Regex => true,
            Self::TemplateStart => false,
            Self::Sign(sign) => matches!(*sign, ")" | "]" | "}"),
        }
    }
}

/// The signs that change nothing, longest first. Assignments, `++`, `--`, `;` and comments are not
/// among them.
const SIGNS: [&str; 38] = [
    ">>>", "===", "!==", "...", "=>", "==", "!=", "<=", ">=", "<<", ">>", "**", "&&", "||", "??",
    "?.", "(", ")", "[", "]", "{", "}", ",", ":", ".", "?", "+", "-", "*", "/", "%", "<", ">", "!",
    "~", "&", "|", "^",
];

/// Takes an expression apart. Nothing for what is not surely understood.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut reader = Reader {
        text,
        at: 0,
        tokens: Vec::new(),
        braces: Vec::new(),
    };
    while reader.skip_blanks() {
        reader.token()?;
    }
    reader.braces.is_empty().then_some(reader.tokens)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token<'a>>,
    /// Of each open brace, whether it is the `${` of a template.
    braces: Vec<bool>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Whether something is left.
    fn skip_blanks(&mut self) -> bool {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        self.at += rest.len() - trimmed.len();
        !trimmed.is_empty()
    }

    fn token(&mut self) -> Option<()> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(is_digit)) {
            let length = number_length(rest);
            // `1.toString` and `1in x` are no JavaScript.
            if rest[length..].starts_with(is_word) {
                return None;
            }
            self.push(Token::Number, length);
        } else if is_word(first) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            self.push(Token::Word(&rest[..length]), length);
        } else if matches!(first, '\'' | '"') {
            let length = quoted_length(rest, first)?;
            self.push(Token::Text(&rest[1..length - 1]), length);
        } else if first == '`' {
            if self.tokens.last().is_some_and(Token::ends_value) {
                // It calls a function.
                return None;
            }
            self.push(Token::TemplateStart, 1);
            self.template()?;
        } else if first == '/' && !self.tokens.last().is_some_and(Token::ends_value) {
            let length = regex_length(rest)?;
            self.push(Token::Regex, length);
        } else {
            self.sign(rest)?;
        }
        Some(())
    }

    fn sign(&mut self, rest: &'a str) -> Option<()> {
        let mut sign = *SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
        let after = &rest[sign.len()..];
        if sign == "?." && after.starts_with(is_digit) {
            sign = "?";
        }
        let compares = matches!(sign, "===" | "!==" | "==" | "!=" | "<=" | ">=" | "=>");
        let assigns = after.starts_with('=') && !compares && !matches!(sign, "(" | "[" | "{" | ",");
        let steps = matches!(sign, "+" | "-") && after.starts_with(sign);
        let comments = sign == "/" && after.starts_with(['/', '*']);
        if assigns || steps || comments {
            return None;
        }
        match sign {
            "{" => self.braces.push(false),
            "}" if self.braces.pop()? => {
                self.at += 1;
                return self.template();
            }
            _ => {}
        }
        self.push(Token::Sign(sign), sign.len());
        Some(())
    }

    /// Goes on inside of a template.
    fn template(&mut self) -> Option<()> {
        let rest = self.rest();
        let mut escaped = false;
        for (position, character) in rest.char_indices() {
            if escaped {
                escaped = false;
            } else if character == '\\' {
                escaped = true;
            } else if character == '`' {
                self.push(Token::TemplateEnd, position + 1);
                return Some(());
            } else if rest[position..].starts_with("${") {
                self.braces.push(true);
                self.push(Token::Sign("${"), position + 2);
                return Some(());
            }
        }
        None
    }

    fn push(&mut self, token: Token<'a>, length: usize) {
        self.tokens.push(token);
        self.at += length;
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn number_length(rest: &str) -> usize {
    let mut previous = ' ';
    let is_part = |c: char| {
        let signs_exponent = matches!(c, '+' | '-') && matches!(previous, 'e' | 'E');
        let is_part = c.is_ascii_alphanumeric() || c == '.' || c == '_' || signs_exponent;
        previous = c;
        !is_part
    };
    rest.find(is_part).unwrap_or(rest.len())
}

/// How long the text in quotes is with which this begins, quotes included, if it ends.
pub(crate) fn quoted_length(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (position, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            end if end == quote => return Some(position + 1),
            _ => {}
        }
    }
    None
}

fn regex_length(rest: &str) -> Option<usize> {
    if rest[1..].starts_with(['/', '*']) {
        return None;
    }
    let (mut escaped, mut in_class) = (false, false);
    for (position, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                let flags = &rest[position + 1..];
                let length = flags.find(|c: char| !c.is_ascii_alphabetic());
                return Some(position + 1 + length.unwrap_or(flags.len()));
            }
            _ => {}
        }
    }
    None
}
