use serde_json::{Map, Value};

use crate::expressions::{Evaluator, InputTemplate, ResolveError, Scope};
use crate::pieces::EmptyLines;

use super::compiled::PieceStep;

/// A resolved value, and the same with secrets replaced.
#[derive(Debug)]
pub(super) struct Resolved<T> {
    pub(super) value: T,
    pub(super) censored: Value,
}

pub(super) fn resolve(
    template: &InputTemplate,
    scope: &Scope,
    evaluator: &mut Evaluator,
) -> Result<Resolved<Value>, ResolveError> {
    let value = template.resolve(scope, evaluator)?;
    let censored = if template.names_connections() {
        template.resolve_censored(scope, evaluator)?
    } else {
        value.clone()
    };
    Ok(Resolved { value, censored })
}

impl PieceStep {
    /// The step's input with its placeholders resolved.
    pub(super) fn resolve_input(
        &self,
        scope: &Scope,
        evaluator: &mut Evaluator,
    ) -> Result<Resolved<Map<String, Value>>, ResolveError> {
        let mut value = Map::new();
        let mut secrets = Map::new();
        for (key, template) in &self.input {
            let resolved = if self.drops_empty_lines(key, scope, evaluator)? {
                template.resolve_without_empty_lines(scope, evaluator)?
            } else {
                template.resolve(scope, evaluator)?
            };
            if template.names_connections() {
                secrets.insert(key.clone(), template.resolve_censored(scope, evaluator)?);
            }
            value.insert(key.clone(), resolved);
        }
        let mut censored = value.clone();
        censored.extend(secrets);
        Ok(Resolved {
            value,
            censored: Value::Object(censored),
        })
    }

    fn drops_empty_lines(
        &self,
        key: &str,
        scope: &Scope,
        evaluator: &mut Evaluator,
    ) -> Result<bool, ResolveError> {
        let policy = self.definition.prop(key).map(|prop| &prop.empty_lines);
        let Some(EmptyLines::DropUnlessOff { checkbox }) = policy else {
            return Ok(false);
        };
        let setting = self.input.iter().find(|(name, _)| name == checkbox);
        let setting = setting.map(|(_, template)| template.resolve(scope, evaluator));
        Ok(setting.transpose()? != Some(Value::Bool(false)))
    }
}

/// Whether the error is the step's own, so that the step alone fails: a formula without a result, or
/// an input that could not be resolved within the limits of this engine (ActivePieces would have
/// gone on).
pub(super) fn is_of_step(error: &ResolveError) -> bool {
    matches!(error, ResolveError::Limit { .. } | ResolveError::Formula(_))
}
