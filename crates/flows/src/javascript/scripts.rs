use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use rquickjs::context::EvalOptions;
use rquickjs::function::Args;
use rquickjs::{Ctx, Function, Object, Value as Js};
use serde_json::Value;

use super::environment::Environment;
use super::failure::{Stop, describe};
use super::limits::{ExceededLimit, Limits};
use super::put_in::put_in;
use super::sandbox::Sandbox;
use super::script::Script;
use super::script_value::ScriptValue;
use super::take_out::{NotTakenOut, take_out};
use super::watch::Watch;

/// The engine for the expressions of a run. What is put into it stays there: an expression that
/// was seen is not compiled again, an output that did not change is not copied again.
pub(crate) struct Scripts {
    sandbox: Sandbox,
    given: HashMap<Arc<str>, Arc<Value>>,
}

/// Why a script has no result, although it may have had one in ActivePieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ScriptFailure {
    Limit(ExceededLimit),
    /// The script asks for what the embedded runner does not have.
    NotBuilt {
        reason: String,
    },
    NotJson {
        reason: String,
    },
}

/// Compiled expressions and outputs, in an object that no script can reach.
struct Shelf<'js>(Object<'js>);

impl Scripts {
    pub(crate) fn new(
        limits: Limits,
        watch: Arc<Watch>,
        environment: &Environment,
    ) -> Result<Self, ExceededLimit> {
        Ok(Self {
            sandbox: Sandbox::new(limits, watch, environment)?,
            given: HashMap::new(),
        })
    }

    /// Evaluates a script over these outputs. An error that it throws is no failure: it gives
    /// nothing, unless ActivePieces would have had a result.
    pub(crate) fn evaluate<'s>(
        &mut self,
        script: &Script,
        outputs: impl Iterator<Item = (&'s Arc<str>, &'s Arc<Value>)>,
    ) -> Result<ScriptValue, ScriptFailure> {
        let mut named: Vec<_> = outputs.filter(|(name, _)| script.names(name)).collect();
        named.sort_unstable_by_key(|(name, _)| *name);
        let Self { sandbox, given } = self;
        sandbox.with(|ctx| {
            let result = Shelf::of(ctx).and_then(|shelf| {
                let function = shelf.function(ctx, script, &named)?;
                let mut arguments = Args::new(ctx.clone(), named.len());
                for (name, output) in &named {
                    arguments.push_arg(shelf.output(ctx, given, name, output)?)?;
                }
                let value: Js<'_> = function.call_arg(arguments)?;
                match value.as_promise() {
                    Some(promise) => promise.finish::<Js<'_>>(),
                    None => Ok(value),
                }
            });
            let value = match result {
                Ok(value) => value,
                Err(error) => {
                    return match sandbox.stop(ctx, error) {
                        Stop::Limit(limit) => Err(ScriptFailure::Limit(limit)),
                        Stop::Threw(thrown) => match sandbox.not_built(&thrown) {
                            Some(reason) => Err(ScriptFailure::NotBuilt { reason }),
                            None => Ok(ScriptValue::Nothing),
                        },
                    };
                }
            };
            take_out(ctx, value, sandbox.limits()).map_err(|not_taken| match not_taken {
                NotTakenOut::Limit(limit) => ScriptFailure::Limit(limit),
                NotTakenOut::Failed(error) => match sandbox.stop(ctx, error) {
                    Stop::Limit(limit) => ScriptFailure::Limit(limit),
                    Stop::Threw(thrown) => ScriptFailure::NotJson {
                        reason: describe(&thrown),
                    },
                },
            })
        })
    }
}

/// Outputs hold personal data, so only the names are shown.
impl fmt::Debug for Scripts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.given.keys()).finish()
    }
}

impl<'js> Shelf<'js> {
    fn of(ctx: &Ctx<'js>) -> rquickjs::Result<Self> {
        if let Some(object) = ctx.userdata::<Object<'js>>() {
            return Ok(Self(object.clone()));
        }
        let object = Object::new(ctx.clone())?;
        object.set_prototype(None)?;
        // Nothing else is stored, and nothing borrows it now.
        _ = ctx.store_userdata(object.clone());
        Ok(Self(object))
    }

    fn function(
        &self,
        ctx: &Ctx<'js>,
        script: &Script,
        named: &[(&Arc<str>, &Arc<Value>)],
    ) -> rquickjs::Result<Function<'js>> {
        let names: Vec<&str> = named.iter().map(|(name, _)| &***name).collect();
        let source = format!(
            "(function({}){{return ({})}})",
            names.join(","),
            script.text
        );
        if let Some(function) = self.0.get::<_, Option<Function<'_>>>(source.as_str())? {
            return Ok(function);
        }
        let mut options = EvalOptions::default();
        options.strict = false;
        let function: Function<'_> = ctx.eval_with_options(source.as_str(), options)?;
        self.0.set(source, function.clone())?;
        Ok(function)
    }

    fn output(
        &self,
        ctx: &Ctx<'js>,
        given: &mut HashMap<Arc<str>, Arc<Value>>,
        name: &Arc<str>,
        output: &Arc<Value>,
    ) -> rquickjs::Result<Js<'js>> {
        if given.get(name).is_some_and(|it| Arc::ptr_eq(it, output)) {
            return self.0.get(&**name);
        }
        let value = put_in(ctx, output)?;
        self.0.set(&**name, value.clone())?;
        given.insert(Arc::clone(name), Arc::clone(output));
        Ok(value)
    }
}
