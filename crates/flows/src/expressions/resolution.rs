use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use crate::formulas::FormulaText;
use crate::javascript::{Script, ScriptValue, push_text};

use super::connection::Connection;
use super::connection_reference::{Access, ConnectionReference, ROOT};
use super::escaping::{Escaping, JsonPosition};
use super::evaluator::Evaluator;
use super::expression::Expression;
use super::manner::Manner;
use super::path::Path;
use super::resolve_error::ResolveError;
use super::scope::Scope;
use super::template::{Part, Token};

/// What stands in place of a connection in an input that is kept.
const REDACTED: &str = "**REDACTED**";

/// One pass over an input.
pub(super) struct Resolution<'a> {
    scope: &'a Scope,
    evaluator: &'a mut Evaluator,
    is_censored: bool,
    escaping: Escaping,
}

/// The value of a token.
pub(super) enum TokenValue<'a> {
    Json(Cow<'a, Value>),
    Script(ScriptValue),
}

impl<'a> Resolution<'a> {
    pub(super) fn new(scope: &'a Scope, evaluator: &'a mut Evaluator) -> Self {
        Self::of(Manner::default(), scope, evaluator)
    }

    /// A pass in a manner of its own; lines are for the template to drop.
    pub(super) fn of(manner: Manner, scope: &'a Scope, evaluator: &'a mut Evaluator) -> Self {
        Self {
            scope,
            evaluator,
            is_censored: manner.is_censored,
            escaping: manner.escaping,
        }
    }

    /// Resolves a member of an object or, with an empty key, an item of a list.
    pub(super) fn within<T>(&mut self, key: &str, resolve: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.escaping;
        self.escaping = around.within(key);
        let resolved = resolve(self);
        self.escaping = around;
        resolved
    }

    /// The value of a token that is the entire text.
    pub(super) fn whole(&mut self, token: &Token) -> Result<Value, ResolveError> {
        let escaping = self.escaping_of(token);
        Ok(escaping.value(self.value(token)?.into_value()))
    }

    fn escaping_of(&self, token: &Token) -> Escaping {
        match token.is_raw {
            true => Escaping::None,
            false => self.escaping,
        }
    }

    /// The parts of a text, put together.
    pub(super) fn mixed(&mut self, parts: &[Part]) -> Result<String, ResolveError> {
        let mut out = String::new();
        let mut position = JsonPosition::default();
        let is_json = self.escaping.is_of_json();
        for part in parts {
            match part {
                Part::Literal(literal) => {
                    if is_json {
                        position.pass(literal);
                    }
                    out.push_str(literal);
                }
                Part::Token(token) if is_json && !token.is_raw => {
                    let mut inserted = String::new();
                    self.value(token)?.push_to(token, &mut inserted)?;
                    out.push_str(&position.inserted(self.escaping, &inserted));
                }
                Part::Token(token) => self.push_text(token, &mut out)?,
            }
        }
        Ok(out)
    }

    pub(super) fn value(&mut self, token: &Token) -> Result<TokenValue<'a>, ResolveError> {
        Ok(match &token.expression {
            Expression::Path(path) => TokenValue::of(path.evaluate(self.scope)),
            Expression::Flatten(flatten) => match flatten.evaluate(self.scope) {
                Some(list) => TokenValue::owned(list),
                None => self.script(&flatten.script, token)?,
            },
            Expression::Connection(_) if self.is_censored => TokenValue::owned(REDACTED.into()),
            Expression::Connection(reference) => self.connection(reference, token)?,
            Expression::Script(script) => self.script(script, token)?,
        })
    }

    /// Appends the value of a token as it stands inside a text.
    pub(super) fn push_text(
        &mut self,
        token: &Token,
        out: &mut String,
    ) -> Result<(), ResolveError> {
        let escaping = self.escaping_of(token);
        let value = self.value(token)?;
        value.push_escaped(escaping, token, out)
    }

    /// The text of a value of this token, such as an item of its list.
    pub(super) fn text_of(
        &self,
        token: &Token,
        value: &TokenValue<'_>,
    ) -> Result<String, ResolveError> {
        let mut out = String::new();
        value.push_escaped(self.escaping_of(token), token, &mut out)?;
        Ok(out)
    }

    pub(super) fn formula(&mut self, formula: &FormulaText) -> Result<Value, ResolveError> {
        let scope = self.scope;
        let mut lookup = |path: &str| Some(variable(path, scope));
        let (now_ms, escaping) = (self.evaluator.now_ms(), self.escaping);
        Ok(formula.resolve_inserting(&mut lookup, now_ms, escaping)?)
    }

    fn script(&mut self, script: &Script, token: &Token) -> Result<TokenValue<'a>, ResolveError> {
        let value = self.evaluator.evaluate(script, self.scope);
        value
            .map(TokenValue::Script)
            .map_err(|failure| ResolveError::of_script(failure, &token.text))
    }

    fn connection(
        &mut self,
        reference: &ConnectionReference,
        token: &Token,
    ) -> Result<TokenValue<'a>, ResolveError> {
        let Some(name) = &reference.name else {
            return Ok(TokenValue::of(None));
        };
        let value = self.evaluator.connection(name)?;
        Ok(match &reference.access {
            Access::Whole => TokenValue::owned(Value::clone(&value)),
            Access::Nothing => TokenValue::of(None),
            Access::Path(path) => {
                let scope = scope_of(value);
                let found = path.evaluate(&scope).map(Cow::into_owned);
                TokenValue::of(found.map(Cow::Owned))
            }
            Access::Script(script) => {
                let value = self.evaluator.evaluate(script, &scope_of(value));
                let failed = |failure| ResolveError::of_script(failure, &token.text);
                TokenValue::Script(value.map_err(failed)?)
            }
        })
    }
}

/// A variable of a formula: a plain path. Like a placeholder it is `""` where there is no value, and
/// connections are out of its reach.
fn variable(path: &str, scope: &Scope) -> Value {
    let path = Path::parse(path);
    let value = path.and_then(|path| path.evaluate(scope).map(Cow::into_owned));
    TokenValue::owned(value.unwrap_or_default()).into_value()
}

fn scope_of(connection: Arc<Value>) -> Scope {
    let mut scope = Scope::default();
    scope.insert(ROOT, connection);
    scope
}

impl Evaluator {
    fn connection(&self, name: &str) -> Result<Arc<Value>, ResolveError> {
        match self.connections.get(name) {
            Some(Connection::Works(value)) => Ok(Arc::clone(value)),
            Some(Connection::Broken { reason }) => Err(ResolveError::ConnectionBroken {
                name: name.to_owned(),
                reason: reason.clone(),
            }),
            Some(Connection::Awaited {
                reason,
                look_again_at_ms,
            }) => Err(ResolveError::ConnectionAwaited {
                name: name.to_owned(),
                reason: reason.clone(),
                look_again_at_ms: *look_again_at_ms,
            }),
            None => Err(ResolveError::ConnectionMissing {
                name: name.to_owned(),
            }),
        }
    }
}

impl<'a> TokenValue<'a> {
    fn of(value: Option<Cow<'a, Value>>) -> Self {
        Self::Json(value.unwrap_or(Cow::Owned(Value::Null)))
    }

    fn owned(value: Value) -> Self {
        Self::Json(Cow::Owned(value))
    }

    pub(super) fn borrowed(value: &'a Value) -> Self {
        Self::Json(Cow::Borrowed(value))
    }

    /// The items, if it is a list.
    pub(super) fn items(&self) -> Option<&[Value]> {
        let value = match self {
            Self::Json(value) => &**value,
            Self::Script(ScriptValue::Json(_, value)) => value,
            Self::Script(_) => return None,
        };
        value.as_array().map(Vec::as_slice)
    }

    /// The value as it is when the token is the entire text. Null is `""`.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Json(value) if value.is_null() => Value::from(""),
            Self::Json(value) => value.into_owned(),
            Self::Script(value) => value.into_value(),
        }
    }

    fn push_escaped(
        &self,
        escaping: Escaping,
        token: &Token,
        out: &mut String,
    ) -> Result<(), ResolveError> {
        if escaping == Escaping::None {
            return self.push_to(token, out);
        }
        let mut inserted = String::new();
        self.push_to(token, &mut inserted)?;
        out.push_str(&escaping.text(&inserted));
        Ok(())
    }

    /// Appends the value as it stands inside a text. Null is nothing.
    fn push_to(&self, token: &Token, out: &mut String) -> Result<(), ResolveError> {
        match self {
            Self::Json(value) if value.is_null() => Ok(()),
            Self::Json(value) => {
                push_text(out, value);
                Ok(())
            }
            Self::Script(value) => value.push_to(out).map_err(|_| ResolveError::NotJson {
                expression: token.text.to_string(),
                reason: "it is a BigInt; turn it into a text with String(…)".to_owned(),
            }),
        }
    }
}
