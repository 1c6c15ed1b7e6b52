use std::fmt;
use std::sync::Arc;

use rquickjs::context::intrinsic;
use rquickjs::{Context, Ctx, Function, Runtime, Value};

use super::environment::Environment;
use super::failure::{Stop, stop};
use super::intl::{self, NotBuilt};
use super::limits::{ExceededLimit, Limits};
use super::watch::Watch;

/// A JavaScript engine with nothing in it but ECMAScript and texts for a language: no files, no
/// network, no timers, no modules, no clock and no chance but the run's. It stops at its limits.
pub(crate) struct Sandbox {
    context: Context,
    watch: Arc<Watch>,
    limits: Limits,
    not_built: NotBuilt,
}

type Intrinsics = (
    intrinsic::Date,
    intrinsic::Eval,
    intrinsic::RegExpCompiler,
    intrinsic::RegExp,
    intrinsic::Json,
    intrinsic::Proxy,
    intrinsic::MapSet,
    intrinsic::TypedArrays,
    intrinsic::Promise,
    intrinsic::WeakRef,
);

const PRELUDE: &str = include_str!("prelude.js");

impl Sandbox {
    pub(crate) fn new(
        limits: Limits,
        watch: Arc<Watch>,
        environment: &Environment,
    ) -> Result<Self, ExceededLimit> {
        let no_memory = |_| ExceededLimit::Memory(limits.memory_bytes);
        let runtime = Runtime::new().map_err(no_memory)?;
        runtime.set_memory_limit(limits.memory_bytes);
        runtime.set_max_stack_size(limits.stack_bytes);
        let asked = Arc::clone(&watch);
        runtime.set_interrupt_handler(Some(Box::new(move || asked.is_over())));
        let context = Context::custom::<Intrinsics>(&runtime).map_err(no_memory)?;
        let sandbox = Self {
            context,
            watch,
            limits,
            not_built: NotBuilt::default(),
        };
        let prepared = sandbox.with(|ctx| {
            let now = environment.clone();
            let random = environment.clone();
            let prelude: Function<'_> = ctx.eval(PRELUDE)?;
            let now = Function::new(ctx.clone(), move || now.now_ms() as f64)?;
            let random = Function::new(ctx.clone(), move || random.random())?;
            let intl = intl::loader(ctx, &sandbox.not_built)?;
            prelude.call::<_, ()>((now, random, intl))
        });
        match prepared {
            Ok(()) => Ok(sandbox),
            Err(error) => Err(sandbox.with(|ctx| match sandbox.stop(ctx, error) {
                Stop::Limit(limit) => limit,
                // Only a lack of memory can keep it from being prepared.
                Stop::Threw(_) => ExceededLimit::Memory(limits.memory_bytes),
            })),
        }
    }

    /// Works inside the engine.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&Ctx<'_>) -> R) -> R {
        self.context.with(|ctx| work(&ctx))
    }

    /// What an error of the engine means.
    pub(crate) fn stop<'js>(&self, ctx: &Ctx<'js>, error: rquickjs::Error) -> Stop<'js> {
        stop(ctx, error, &self.watch, &self.limits)
    }

    /// What the embedded runner does not have, if that is what was thrown.
    pub(crate) fn not_built(&self, thrown: &Value<'_>) -> Option<String> {
        self.not_built.message_of(thrown)
    }

    /// The time limit that was met, if one was.
    pub(crate) fn expired(&self) -> Option<ExceededLimit> {
        self.watch.expired()
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        self.context.runtime()
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sandbox")
    }
}
