use std::borrow::Cow;

use serde_json::Value;

use crate::expressions::{Expression, Lookup, Part, Path, possible_property, split};

use super::known_steps::{Known, KnownSteps};
use super::problem::ProblemKind;

/// How ActivePieces marks a formula in a text.
const FORMULA: &str = "ap-formula-v1::{";

/// Checks the placeholders in every text of a value.
pub(super) fn check_value(value: &Value, known: &KnownSteps<'_>, kinds: &mut Vec<ProblemKind>) {
    match value {
        Value::String(text) => check_text(text, known, kinds),
        Value::Array(items) => items
            .iter()
            .for_each(|item| check_value(item, known, kinds)),
        Value::Object(members) => {
            members
                .values()
                .for_each(|member| check_value(member, known, kinds));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn check_text(text: &str, known: &KnownSteps<'_>, kinds: &mut Vec<ProblemKind>) {
    if text.contains(FORMULA) {
        kinds.push(ProblemKind::FormulaNotRun);
        return;
    }
    for part in split(text) {
        if let Part::Token(inside) = part
            && let Some(kind) = check_token(inside, known)
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
}

fn check_token(inside: &str, known: &KnownSteps<'_>) -> Option<ProblemKind> {
    let expression = inside.to_owned();
    if inside.trim().is_empty() {
        return Some(ProblemKind::EmptyPlaceholder);
    }
    match Expression::parse(inside) {
        Expression::Path(path) => check_path(&path, expression, known),
        Expression::Connection(_) => Some(ProblemKind::NoConnections { expression }),
        Expression::Script(_) => Some(ProblemKind::ExpressionNotRun { expression }),
    }
}

fn check_path(path: &Path, expression: String, known: &KnownSteps<'_>) -> Option<ProblemKind> {
    let step = path.root().to_owned();
    match known.get(path.root()) {
        None => Some(ProblemKind::UnknownStep { expression, step }),
        Some(Known::Later) => Some(ProblemKind::StepRunsLater { expression, step }),
        Some(Known::Skipped) => Some(ProblemKind::StepSkipped { expression, step }),
        Some(Known::Output(samples)) => {
            let is_impossible =
                !samples.is_empty() && !samples.iter().any(|sample| is_possible(path, sample));
            is_impossible.then_some(ProblemKind::UnknownField { expression, step })
        }
    }
}

/// Whether output like the sample can have a value at the path.
fn is_possible(path: &Path, sample: &Value) -> bool {
    let mut value = Cow::Borrowed(sample);
    for key in path.keys() {
        let next = match possible_property(&value, key) {
            Lookup::Found(next) => Cow::Owned(next.into_owned()),
            Lookup::Unknowable => return true,
            Lookup::Impossible => return false,
        };
        value = next;
    }
    true
}
