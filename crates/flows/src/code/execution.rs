use std::sync::{Arc, Mutex, PoisonError};

use rquickjs::{Ctx, Function, Module, Object, Value as Js};
use serde_json::Value;

use crate::javascript::{
    Environment, Limits, NotTakenOut, Sandbox, ScriptValue, Stop, Watch, describe, put_in, take_out,
};

use super::error::CodeError;
use super::step::{CodeStep, ModuleKind};

const CONSOLE: &str = include_str!("console.js");

/// How much of the console's output is kept, in bytes.
const MAX_CONSOLE: usize = 64 << 10;

impl CodeStep {
    pub(crate) fn run(
        &self,
        inputs: &Value,
        limits: Limits,
        watch: &Arc<Watch>,
        environment: &Environment,
    ) -> Result<Value, CodeError> {
        let sandbox =
            Sandbox::new(limits, Arc::clone(watch), environment).map_err(CodeError::Limit)?;
        let rejections = Rejections::watch(&sandbox);
        let console = Arc::new(Mutex::new(String::new()));
        let stopped = |stop: Stop<'_>| match stop {
            Stop::Limit(limit) => CodeError::Limit(limit),
            Stop::Threw(thrown) => CodeError::Threw {
                message: describe(&thrown),
            },
        };
        sandbox.with(|ctx| {
            let finished = self.call(ctx, inputs, &console);
            let value = finished.map_err(|error| stopped(sandbox.stop(ctx, error)))?;
            if let Some(limit) = sandbox.expired() {
                return Err(CodeError::Limit(limit));
            }
            if let Some(message) = rejections.unhandled() {
                let output = console.lock().unwrap_or_else(PoisonError::into_inner);
                return Err(CodeError::UnhandledRejection {
                    message,
                    output: output.clone(),
                });
            }
            match take_out(ctx, value, &limits) {
                Ok(value) => output(value),
                Err(NotTakenOut::Limit(limit)) => Err(CodeError::Limit(limit)),
                Err(NotTakenOut::Failed(error)) => Err(match sandbox.stop(ctx, error) {
                    Stop::Limit(limit) => CodeError::Limit(limit),
                    Stop::Threw(thrown) => CodeError::NotJson {
                        reason: describe(&thrown),
                    },
                }),
            }
        })
    }

    /// Loads the module, calls its `code` and waits for what it promises.
    fn call<'js>(
        &self,
        ctx: &Ctx<'js>,
        inputs: &Value,
        console: &Arc<Mutex<String>>,
    ) -> rquickjs::Result<Js<'js>> {
        install_console(ctx, Arc::clone(console))?;
        let exports: Object<'js> = match self.kind {
            ModuleKind::EcmaScript => {
                let module = Module::declare(ctx.clone(), "code", &*self.source)?;
                let (module, loaded) = module.eval()?;
                loaded.finish::<()>()?;
                module.namespace()?
            }
            ModuleKind::CommonJs => {
                let wrapped = format!("(function(exports,module){{{}\n}})", self.source);
                let mut options = rquickjs::context::EvalOptions::default();
                options.strict = false;
                let load: Function<'js> = ctx.eval_with_options(wrapped, options)?;
                let module = Object::new(ctx.clone())?;
                let exports = Object::new(ctx.clone())?;
                module.set("exports", exports.clone())?;
                load.call::<_, ()>((exports, module.clone()))?;
                module.get("exports")?
            }
        };
        let code: Js<'js> = exports.get("code")?;
        let Some(code) = code.into_function() else {
            return Err(rquickjs::Exception::throw_type(
                ctx,
                "code is not a function",
            ));
        };
        let value: Js<'js> = code.call((put_in(ctx, inputs)?,))?;
        let value = match value.as_promise() {
            Some(promise) => promise.finish::<Js<'js>>()?,
            None => value,
        };
        // What was begun and not awaited comes to its end, so that its failures are seen.
        while ctx.execute_pending_job() {}
        Ok(value)
    }
}

fn output(value: ScriptValue) -> Result<Value, CodeError> {
    match value {
        ScriptValue::Nothing => Ok(Value::Null),
        ScriptValue::BigInt(_) => Err(CodeError::NotJson {
            reason: "it is a BigInt; turn it into a text with String(…)".to_owned(),
        }),
        ScriptValue::Json(_, value) => Ok(value),
        value => Ok(value.into_value()),
    }
}

fn install_console(ctx: &Ctx<'_>, console: Arc<Mutex<String>>) -> rquickjs::Result<()> {
    let install: Function<'_> = ctx.eval(CONSOLE)?;
    let write = Function::new(ctx.clone(), move |line: String| {
        let mut console = console.lock().unwrap_or_else(PoisonError::into_inner);
        if console.len() + line.len() < MAX_CONSOLE {
            console.push_str(&line);
            console.push('\n');
        }
    })?;
    install.call((write,))
}

/// The promises that were rejected while nobody looked.
#[derive(Clone, Default)]
struct Rejections(Arc<Mutex<Vec<String>>>);

impl Rejections {
    fn watch(sandbox: &Sandbox) -> Self {
        let rejections = Self::default();
        let seen = rejections.clone();
        let tracker = move |_: Ctx<'_>, _: Js<'_>, reason: Js<'_>, is_handled: bool| {
            let message = describe(&reason);
            let mut unhandled = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
            if is_handled {
                // Somebody looks at it after all.
                if let Some(position) = unhandled.iter().position(|it| *it == message) {
                    unhandled.remove(position);
                }
            } else {
                unhandled.push(message);
            }
        };
        sandbox
            .runtime()
            .set_host_promise_rejection_tracker(Some(Box::new(tracker)));
        rejections
    }

    fn unhandled(&self) -> Option<String> {
        let unhandled = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        unhandled.first().cloned()
    }
}
