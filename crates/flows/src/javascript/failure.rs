use rquickjs::{Ctx, Error, Value};

use super::limits::{ExceededLimit, Limits};
use super::watch::Watch;

/// Why a script did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop<'js> {
    Limit(ExceededLimit),
    /// What it threw.
    Threw(Value<'js>),
}

pub(super) fn stop<'js>(ctx: &Ctx<'js>, error: Error, watch: &Watch, limits: &Limits) -> Stop<'js> {
    if let Some(limit) = watch.expired() {
        // Clears what is pending.
        ctx.catch();
        return Stop::Limit(limit);
    }
    let thrown = match error {
        Error::Exception => ctx.catch(),
        Error::WouldBlock => return Stop::Limit(ExceededLimit::NeverSettles),
        Error::Allocation => return Stop::Limit(ExceededLimit::Memory(limits.memory_bytes)),
        _ => Value::new_undefined(ctx.clone()),
    };
    match resource(&thrown) {
        Some(Resource::Memory) => Stop::Limit(ExceededLimit::Memory(limits.memory_bytes)),
        Some(Resource::Stack) => Stop::Limit(ExceededLimit::Stack),
        // Looking at what was thrown may have run a getter.
        None => watch.expired().map_or(Stop::Threw(thrown), Stop::Limit),
    }
}

enum Resource {
    Memory,
    Stack,
}

/// The engine tells that it ran out of memory or stack by the text of the error alone, or, when
/// there is no memory for an error either, by throwing null. A script can pretend to that; it only
/// ends itself.
fn resource(thrown: &Value<'_>) -> Option<Resource> {
    if thrown.is_null() {
        return Some(Resource::Memory);
    }
    let message = thrown.as_exception()?.message()?;
    if message.starts_with("out of memory") {
        return Some(Resource::Memory);
    }
    let is_stack = message == "Maximum call stack size exceeded" || message == "stack overflow";
    is_stack.then_some(Resource::Stack)
}

/// What was thrown, for a person. The message of an error alone if that is JSON, which pieces use
/// for structured errors; else `Name: message`.
pub(crate) fn describe(thrown: &Value<'_>) -> String {
    if let Some(text) = thrown.as_string() {
        return text.to_string().unwrap_or_default();
    }
    if let Some(object) = thrown.as_object()
        && thrown.is_error()
    {
        let text_of = |name| object.get::<_, Option<String>>(name).ok().flatten();
        let name = text_of("name").unwrap_or_else(|| "Error".to_owned());
        let message = text_of("message").unwrap_or_default();
        let is_json = message.starts_with(['{', '['])
            && serde_json::from_str::<serde::de::IgnoredAny>(&message).is_ok();
        return match message {
            message if is_json => message,
            message if message.is_empty() => name,
            message => format!("{name}: {message}"),
        };
    }
    let json = thrown.ctx().json_stringify(thrown.clone()).ok().flatten();
    let json = json.and_then(|json| json.to_string().ok());
    json.unwrap_or_else(|| thrown.type_name().to_owned())
}
