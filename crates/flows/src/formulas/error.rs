use thiserror::Error;

/// Why a formula cannot be read or has no result. The texts are for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormulaError {
    #[error("A formula is not closed: `}}::ap-formula-v1` is missing at its end")]
    NotClosed,
    #[error("A formula is written in version {version} of the format, and only version 1 is known")]
    UnknownVersion { version: String },
    #[error("A formula is longer than {limit} bytes; split it into several steps")]
    TooLong { limit: usize },
    #[error("A formula has more than {limit} parts or levels; split it into several steps")]
    TooComplex { limit: usize },

    #[error("The formula ends too early; a value is missing at its end")]
    EndsEarly,
    #[error("The formula cannot be understood at `{near}`")]
    Unexpected { near: String },
    #[error("`{opening}` is never closed in the formula, at `{near}`")]
    Unbalanced { opening: char, near: String },
    #[error(
        "`\\{escaped}` is no escape that a text in quotes can hold; write `\\\\` for a backslash"
    )]
    UnknownEscape { escaped: String },
    #[error("A formula cannot set a value with `=`; to compare, write `==`")]
    Assignment,
    #[error(
        "The list in the formula is no valid JSON, at `{near}`; variables cannot stand inside one"
    )]
    BrokenJson { near: String },
    #[error("`{name}` is no known function; check its spelling")]
    UnknownFunction { name: String },
    #[error("`{name}` is no known name; put texts in quotes and variables in double braces")]
    UnknownName { name: String },
    #[error("{function}: value {position} is missing; fill in all values")]
    MissingValue {
        function: &'static str,
        position: usize,
    },
    #[error("{function}: too few values ({given} of {needed})")]
    TooFewValues {
        function: &'static str,
        needed: usize,
        given: usize,
    },
    #[error(
        "{function}: too many values ({given}, at most {most}); put a text that holds `;` in quotes"
    )]
    TooManyValues {
        function: &'static str,
        most: usize,
        given: usize,
    },

    #[error("{function}: cannot divide by zero")]
    DivisionByZero { function: &'static str },
    #[error("{function}: `{given}` is not a number")]
    NotANumber {
        function: &'static str,
        given: String,
    },
    #[error("{function}: decimals must be between 0 and 100, not `{given}`")]
    Decimals {
        function: &'static str,
        given: String,
    },
    #[error("{function}: `{zone}` is no known time zone; write it like Europe/Vienna")]
    UnknownTimeZone {
        function: &'static str,
        zone: String,
    },
    #[error("{function}: the result is outside the years -9999 to 9999")]
    DateOutOfRange { function: &'static str },
    #[error("`{property}` cannot be read, because the value before it is empty")]
    PropertyOfNothing { property: String },
    #[error("A factorial (`!`) needs a whole number of at least 0, not `{given}`")]
    Factorial { given: String },
    #[error("The formula builds values of more than {limit} bytes; shorten its texts or lists")]
    TooLarge { limit: usize },
}

/// The first characters of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
