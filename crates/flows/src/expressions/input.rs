use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::evaluator::Evaluator;
use super::expression::{Expression, ExpressionError};
use super::manner::Manner;
use super::resolution::Resolution;
use super::resolve_error::ResolveError;
use super::scope::Scope;
use super::template::Template;

/// A value of a step's input, compiled: every text at any depth is a template. Object keys and
/// other values are as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct InputTemplate(Node);

#[derive(Debug, Clone, PartialEq)]
enum Node {
    /// Nothing in it has a placeholder.
    Constant(Value),
    Text(Template),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl InputTemplate {
    pub fn compile(value: &Value) -> Result<Self, ExpressionError> {
        Node::compile(value).map(Self)
    }

    /// The value with its placeholders resolved.
    pub fn resolve(&self, scope: &Scope, evaluator: &mut Evaluator) -> Result<Value, ResolveError> {
        self.0.resolve(&mut Resolution::new(scope, evaluator))
    }

    /// The same with `**REDACTED**` for each connection: what may be kept and shown. Everything is
    /// evaluated once more, so a value that [names no connections](Self::names_connections) need
    /// not be resolved a second time.
    pub fn resolve_censored(
        &self,
        scope: &Scope,
        evaluator: &mut Evaluator,
    ) -> Result<Value, ResolveError> {
        let censored = Manner {
            is_censored: true,
            ..Manner::default()
        };
        self.resolve_as(censored, scope, evaluator)
    }

    /// The value, resolved in a manner of its own.
    pub fn resolve_as(
        &self,
        manner: Manner,
        scope: &Scope,
        evaluator: &mut Evaluator,
    ) -> Result<Value, ResolveError> {
        let resolution = Resolution::of(manner, scope, evaluator);
        match manner.drops_empty_lines {
            true => self.0.resolve_without_empty_lines(resolution),
            false => self.0.resolve(&mut { resolution }),
        }
    }

    /// Whether something in it needs the JavaScript engine.
    pub fn needs_javascript(&self) -> bool {
        self.0.has(&|expression| match expression {
            Expression::Script(_) => true,
            Expression::Connection(reference) => reference.needs_javascript(),
            Expression::Path(_) | Expression::Flatten(_) => false,
        })
    }

    /// Whether something in it is a connection.
    pub fn names_connections(&self) -> bool {
        self.0
            .has(&|expression| matches!(expression, Expression::Connection(_)))
    }

    /// Adds the external ids of the connections in it.
    pub fn connection_names(&self, names: &mut BTreeSet<String>) {
        self.0.connection_names(names);
    }
}

impl Node {
    fn compile(value: &Value) -> Result<Self, ExpressionError> {
        Ok(match value {
            Value::String(text) => {
                let template = Template::compile(text)?;
                if template.is_literal() {
                    Self::Constant(value.clone())
                } else {
                    Self::Text(template)
                }
            }
            Value::Array(items) => {
                let nodes = items
                    .iter()
                    .map(Self::compile)
                    .collect::<Result<Vec<_>, _>>()?;
                if nodes.iter().all(Self::is_constant) {
                    Self::Constant(value.clone())
                } else {
                    Self::List(nodes)
                }
            }
            Value::Object(members) => {
                let nodes = members
                    .iter()
                    .map(|(key, member)| Ok((key.clone(), Self::compile(member)?)))
                    .collect::<Result<Vec<_>, ExpressionError>>()?;
                if nodes.iter().all(|(_, node)| node.is_constant()) {
                    Self::Constant(value.clone())
                } else {
                    Self::Object(nodes)
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Self::Constant(value.clone()),
        })
    }

    fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_))
    }

    fn resolve(&self, resolution: &mut Resolution<'_>) -> Result<Value, ResolveError> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Text(template) => template.resolve_in(resolution),
            Self::List(nodes) => nodes
                .iter()
                .map(|node| resolution.within("", |inner| node.resolve(inner)))
                .collect(),
            Self::Object(nodes) => {
                let members = nodes
                    .iter()
                    .map(|(key, node)| {
                        let member = resolution.within(key, |inner| node.resolve(inner));
                        Ok((key.clone(), member?))
                    })
                    .collect::<Result<Map<_, _>, ResolveError>>()?;
                Ok(Value::Object(members))
            }
        }
    }

    fn resolve_without_empty_lines(
        &self,
        mut resolution: Resolution<'_>,
    ) -> Result<Value, ResolveError> {
        match self {
            Self::Text(template) => template.resolve_without_empty_lines(&mut resolution),
            other => other.resolve(&mut resolution),
        }
    }

    fn connection_names(&self, names: &mut BTreeSet<String>) {
        match self {
            Self::Constant(_) => {}
            Self::Text(template) => {
                names.extend(
                    template
                        .expressions()
                        .filter_map(|expression| match expression {
                            Expression::Connection(reference) => {
                                reference.name().map(str::to_owned)
                            }
                            _ => None,
                        }),
                );
            }
            Self::List(nodes) => nodes.iter().for_each(|node| node.connection_names(names)),
            Self::Object(nodes) => {
                nodes
                    .iter()
                    .for_each(|(_, node)| node.connection_names(names));
            }
        }
    }

    fn has(&self, is_wanted: &impl Fn(&Expression) -> bool) -> bool {
        match self {
            Self::Constant(_) => false,
            Self::Text(template) => template.expressions().any(is_wanted),
            Self::List(nodes) => nodes.iter().any(|node| node.has(is_wanted)),
            Self::Object(nodes) => nodes.iter().any(|(_, node)| node.has(is_wanted)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::expressions::{Connections, Stopwatch};
    use serde_json::json;
    use std::time::Duration;

    #[test]
    fn texts_at_any_depth_are_resolved_and_nothing_else() {
        let mut scope = Scope::default();
        scope.insert("t", json!({"n": 7, "list": [1, 2]}));
        let input = json!({
            "{{t.n}}": "key stays",
            "deep": [{"a": "{{t.n}}", "b": "n={{t.n}}", "c": 1, "d": null}, "{{t.list}}", true],
            "plain": {"x": ["y"]},
        });
        let stopwatch = Stopwatch::counting(Duration::from_millis(1));
        let mut evaluator = Evaluator::new(Connections::default(), 0, 0, stopwatch);
        let template = InputTemplate::compile(&input).unwrap();
        assert_eq!(
            template.resolve(&scope, &mut evaluator),
            Ok(json!({
                "{{t.n}}": "key stays",
                "deep": [{"a": 7, "b": "n=7", "c": 1, "d": null}, [1, 2], true],
                "plain": {"x": ["y"]},
            }))
        );
    }

    #[test]
    fn it_is_known_what_a_value_needs() {
        let needs = |value: Value| {
            let template = InputTemplate::compile(&value).unwrap();
            (template.needs_javascript(), template.names_connections())
        };
        assert_eq!(needs(json!(["{{t.n}}", {"a": "x"}])), (false, false));
        assert_eq!(needs(json!([{"a": "x{{ t.n + 1 }}"}])), (true, false));
        assert_eq!(needs(json!({"a": "{{connections.x}}"})), (false, true));
        assert_eq!(
            needs(json!({"a": "{{connections.x.y.trim()}}"})),
            (true, true)
        );
    }
}
