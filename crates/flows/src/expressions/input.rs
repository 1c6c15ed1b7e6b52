use serde_json::{Map, Value};

use super::expression::ExpressionError;
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

    pub fn resolve(&self, scope: &Scope) -> Value {
        self.0.resolve(scope)
    }

    /// The same, and a text loses its empty lines, see [`Template::resolve_without_empty_lines`].
    pub fn resolve_without_empty_lines(&self, scope: &Scope) -> Value {
        match &self.0 {
            Node::Text(template) => template.resolve_without_empty_lines(scope),
            other => other.resolve(scope),
        }
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

    fn resolve(&self, scope: &Scope) -> Value {
        match self {
            Self::Constant(value) => value.clone(),
            Self::Text(template) => template.resolve(scope),
            Self::List(nodes) => nodes.iter().map(|node| node.resolve(scope)).collect(),
            Self::Object(nodes) => {
                let member = |(key, node): &(String, Self)| (key.clone(), node.resolve(scope));
                Value::Object(nodes.iter().map(member).collect::<Map<_, _>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_at_any_depth_are_resolved_and_nothing_else() {
        let mut scope = Scope::default();
        scope.insert("t", json!({"n": 7, "list": [1, 2]}));
        let input = json!({
            "{{t.n}}": "key stays",
            "deep": [{"a": "{{t.n}}", "b": "n={{t.n}}", "c": 1, "d": null}, "{{t.list}}", true],
            "plain": {"x": ["y"]},
        });
        let resolved = InputTemplate::compile(&input).unwrap().resolve(&scope);
        assert_eq!(
            resolved,
            json!({
                "{{t.n}}": "key stays",
                "deep": [{"a": 7, "b": "n=7", "c": 1, "d": null}, [1, 2], true],
                "plain": {"x": ["y"]},
            })
        );
    }

    #[test]
    fn one_expression_that_is_not_covered_refuses_the_whole() {
        let input = json!({"a": [{"b": "{{ f() }}"}]});
        let error = InputTemplate::compile(&input).unwrap_err();
        assert_eq!(error, ExpressionError::Unsupported(" f() ".into()));
    }
}
