use super::Escaping;

/// How an input is resolved. The default is ActivePieces' own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// `**REDACTED**` for each connection: what may be kept and shown.
    pub is_censored: bool,
    /// A text loses the lines whose placeholders all came out empty: "Company: {{ … }}" is left out
    /// for a customer without a company. Lines without placeholders stay.
    pub drops_empty_lines: bool,
    /// What happens to what is inserted.
    pub escaping: Escaping,
}
