use serde_json::Value as Json;

use super::budget::Budget;
use super::error::FormulaError;
use super::evaluate::{Context, evaluate};
use super::mixed::Mixed;
use super::parse::{Node, parse};
use super::value::Value;
use crate::expressions::Escaping;
use crate::javascript::is_whitespace;

const MARK: &str = "ap-formula-v";
const OPENING: &str = "::{";

/// Whether a text holds a formula and is therefore resolved as [`FormulaText`], in whatever version
/// of the format it is written.
pub fn is_formula(text: &str) -> bool {
    find_opening(text).is_some()
}

/// A text with at least one formula, read once and resolved as often as needed.
#[derive(Debug, Clone, PartialEq)]
pub struct FormulaText {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq)]
enum Segment {
    Text(Mixed),
    Formula(Node),
}

impl FormulaText {
    /// Reads a text. Blanks around the whole text do not count.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let mut rest = text.trim_matches(is_whitespace);
        let mut segments = Vec::new();
        while let Some(opening) = find_opening(rest) {
            if opening.version != "1" {
                let version = opening.version.to_owned();
                return Err(FormulaError::UnknownVersion { version });
            }
            let closing = format!("}}::{MARK}{}", opening.version);
            let (formula, after) = rest[opening.end..]
                .split_once(&closing)
                .ok_or(FormulaError::NotClosed)?;
            if opening.start > 0 {
                segments.push(Segment::Text(Mixed::parse(&rest[..opening.start])));
            }
            segments.push(Segment::Formula(parse(formula)?));
            rest = after;
        }
        if !rest.is_empty() {
            segments.push(Segment::Text(Mixed::parse(rest)));
        }
        Ok(Self { segments })
    }

    /// The value of the text. A single formula gives its result typed, with `""` for no result and
    /// null for NaN and the infinities; otherwise everything becomes one text. An error in one
    /// formula is the error of the whole text.
    ///
    /// `lookup` gets what stands between the double braces of a variable, without the blanks around
    /// it (a dotted path, as the builder writes it), and is asked only for what is needed. `now_ms`
    /// is the time of the run in milliseconds since 1970.
    pub fn resolve(
        &self,
        lookup: &mut dyn FnMut(&str) -> Option<Json>,
        now_ms: i64,
    ) -> Result<Json, FormulaError> {
        self.resolve_inserting(lookup, now_ms, Escaping::None)
    }

    /// The same for an input that is markup: what formulas and variables give is data, and escaped
    /// where it is inserted; the text around them stays.
    pub(crate) fn resolve_inserting(
        &self,
        lookup: &mut dyn FnMut(&str) -> Option<Json>,
        now_ms: i64,
        escaping: Escaping,
    ) -> Result<Json, FormulaError> {
        let mut context = Context {
            lookup,
            now_ms,
            budget: Budget::new(),
        };
        if let [Segment::Formula(formula)] = self.segments.as_slice() {
            return Ok(match evaluate(formula, &mut context)? {
                Value::Nothing => Json::String(String::new()),
                value => escaping.value(value.into_json()),
            });
        }
        let mut text = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Text(mixed) => text.push_str(&mixed.resolve(&mut context, escaping)?),
                Segment::Formula(formula) => {
                    let result = evaluate(formula, &mut context)?.to_mixed_text();
                    text.push_str(&escaping.text(&result));
                }
            }
        }
        Ok(Json::String(text))
    }
}

struct Opening<'a> {
    start: usize,
    version: &'a str,
    end: usize,
}

/// The first `ap-formula-v1::{`, with any number as the version.
fn find_opening(text: &str) -> Option<Opening<'_>> {
    text.match_indices(MARK).find_map(|(start, _)| {
        let after = &text[start + MARK.len()..];
        let digits = after.find(|c: char| !c.is_ascii_digit())?;
        let version = &after[..digits];
        let opens = digits > 0 && after[digits..].starts_with(OPENING);
        opens.then(|| Opening {
            start,
            version,
            end: start + MARK.len() + digits + OPENING.len(),
        })
    })
}
