use serde_json::{Map, Value};

use crate::expressions::{Escaping, Evaluator, InputTemplate, Manner, ResolveError, Scope};
use crate::pieces::{EmptyLines, Insertion};

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
        let mut kept = Map::new();
        for (key, template) in &self.input {
            let manner = Manner {
                is_censored: false,
                drops_empty_lines: self.drops_empty_lines(key, scope, evaluator)?,
                escaping: self.escaping(key, scope, evaluator)?,
            };
            let resolved = template.resolve_as(manner, scope, evaluator)?;
            let shown = match template.names_connections() {
                false => resolved.clone(),
                true => {
                    let censored = Manner {
                        is_censored: true,
                        ..manner
                    };
                    template.resolve_as(censored, scope, evaluator)?
                }
            };
            kept.insert(key.clone(), manner.escaping.shown(shown));
            value.insert(key.clone(), resolved);
        }
        Ok(Resolved {
            value,
            censored: Value::Object(kept),
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
        let setting = self.setting(checkbox, scope, evaluator)?;
        Ok(setting != Some(Value::Bool(false)))
    }

    fn escaping(
        &self,
        key: &str,
        scope: &Scope,
        evaluator: &mut Evaluator,
    ) -> Result<Escaping, ResolveError> {
        Ok(match self.definition.prop(key).map(|prop| prop.inserted) {
            None => Escaping::None,
            Some(Insertion::Escaped(escaping)) => escaping,
            Some(Insertion::EscapedIf {
                input,
                is,
                then,
                otherwise,
            }) => match self.setting(input, scope, evaluator)? {
                Some(Value::String(setting)) if setting == is => then,
                _ => otherwise,
            },
        })
    }

    /// What another input of the step comes to.
    fn setting(
        &self,
        key: &str,
        scope: &Scope,
        evaluator: &mut Evaluator,
    ) -> Result<Option<Value>, ResolveError> {
        let setting = self.input.iter().find(|(name, _)| name == key);
        setting
            .map(|(_, template)| template.resolve(scope, evaluator))
            .transpose()
    }
}

/// Whether the error is the step's own, so that the step alone fails: a formula without a result, or
/// an input that could not be resolved within the limits of this engine or with what it has
/// (ActivePieces would have gone on).
pub(super) fn is_of_step(error: &ResolveError) -> bool {
    matches!(
        error,
        ResolveError::Limit { .. } | ResolveError::NotBuilt { .. } | ResolveError::Formula(_)
    )
}
