use std::borrow::Cow;

use serde_json::Value;

use crate::expressions::{
    Expression, Lookup, Part, Path, possible_property, split, split_off_mark,
};
use crate::formulas::{FormulaText, is_formula};

use super::known_steps::{Known, KnownSteps};
use super::problem::ProblemKind;

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
    if is_formula(text) {
        kinds.extend(FormulaText::parse(text).err().map(ProblemKind::Formula));
    }
    // The variables of a formula look like other placeholders.
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
    match Expression::parse(split_off_mark(inside).0) {
        Ok(Expression::Path(path)) => check_path(path.root(), Some(&path), expression, known),
        Ok(Expression::Flatten(flatten)) => check_path(flatten.root(), None, expression, known),
        Ok(Expression::Connection(reference)) => Some(ProblemKind::ConnectionMissing {
            expression,
            connection: reference.name().map(str::to_owned),
        }),
        Ok(Expression::Script(_)) => None,
        Err(error) => Some(error.into()),
    }
}

fn check_path(
    root: &str,
    path: Option<&Path>,
    expression: String,
    known: &KnownSteps<'_>,
) -> Option<ProblemKind> {
    let step = root.to_owned();
    match known.get(root) {
        None => Some(ProblemKind::UnknownStep { expression, step }),
        Some(Known::Later) => Some(ProblemKind::StepRunsLater { expression, step }),
        Some(Known::Skipped) => Some(ProblemKind::StepSkipped { expression, step }),
        Some(Known::Output(samples)) => {
            let in_no_sample = |path| !samples.iter().any(|sample| is_possible(path, sample));
            let is_impossible = !samples.is_empty() && path.is_some_and(in_no_sample);
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
