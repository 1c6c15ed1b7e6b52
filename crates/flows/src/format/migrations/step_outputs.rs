//! 22 → 20. Since version 22, a step's name stands in an expression for `{output, error}`; before,
//! and here, it stands for the output itself. So `step_1['output'].id` becomes `step_1.id`. An
//! import into ActivePieces brings version 20 forward in the same way, so nothing is lost.

mod expression;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::MigrationError;
use super::walk::{for_each_step, text_of};
use crate::expressions::{Part, split};

use expression::{ReadsError, without_output};

pub(super) fn apply(flow: &mut Map<String, Value>) -> Result<(), MigrationError> {
    let mut names = BTreeSet::from(["trigger".to_owned()]);
    for_each_step(flow, &mut |step| {
        names.extend(text_of(step, "name").map(str::to_owned));
    });
    let mut refusal = None;
    for_each_step(flow, &mut |step| {
        let name = text_of(step, "name").unwrap_or("?").to_owned();
        let Some(settings) = step.get_mut("settings") else {
            return;
        };
        let refuse = |expression: &str| MigrationError::ErrorOfStep {
            step: name,
            expression: expression.to_owned(),
        };
        if let Err(ReadsError(expression)) = unwrap_texts(settings, &names) {
            refusal.get_or_insert_with(|| refuse(&expression));
        }
    });
    refusal.map_or(Ok(()), Err)
}

fn unwrap_texts(value: &mut Value, names: &BTreeSet<String>) -> Result<(), ReadsError> {
    match value {
        Value::String(text) if text.contains("{{") => *text = unwrap_text(text, names)?,
        Value::Array(items) => {
            for item in items {
                unwrap_texts(item, names)?;
            }
        }
        Value::Object(members) => {
            // The source of a code step holds no tokens: it gets its values as inputs.
            let members = members.iter_mut().filter(|(key, _)| *key != "sourceCode");
            for (_, member) in members {
                unwrap_texts(member, names)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn unwrap_text(text: &str, names: &BTreeSet<String>) -> Result<String, ReadsError> {
    let mut out = String::with_capacity(text.len());
    for part in split(text) {
        match part {
            Part::Literal(literal) => out.push_str(literal),
            Part::Token(expression) => {
                out.push_str("{{");
                out.push_str(&without_output(expression, names)?);
                out.push_str("}}");
            }
        }
    }
    Ok(out)
}
