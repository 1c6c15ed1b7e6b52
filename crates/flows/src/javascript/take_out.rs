use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rquickjs::{Coerced, Ctx, Error, Exception, FromJs, Function, Type, Value as Js};
use serde::Deserialize;
use serde_json::Value;

use crate::format::depth;

use super::limits::{ExceededLimit, Limits};
use super::script_value::ScriptValue;

/// How deep a result may be nested: with the records around it, everything reads it again.
const MAX_DEPTH: usize = 100;

/// Why a result is not taken out.
#[derive(Debug)]
pub(crate) enum NotTakenOut {
    Limit(ExceededLimit),
    /// Writing it as JSON failed, in a way that the engine tells.
    Failed(Error),
}

/// Makes JSON of a JavaScript value, as JSON.stringify does.
pub(crate) fn take_out<'js>(
    ctx: &Ctx<'js>,
    value: Js<'js>,
    limits: &Limits,
) -> Result<ScriptValue, NotTakenOut> {
    match value.type_of() {
        Type::Bool => Ok(ScriptValue::Bool(value.as_bool().unwrap_or_default())),
        Type::Int | Type::Float => Ok(ScriptValue::Number(value.as_number().unwrap_or(f64::NAN))),
        Type::BigInt => {
            let digits = Coerced::<String>::from_js(ctx, value).map_err(NotTakenOut::Failed)?;
            text(digits.0, limits).map(ScriptValue::BigInt)
        }
        Type::String => match value.get::<String>() {
            Ok(found) => text(found, limits).map(ScriptValue::Text),
            // Half of a surrogate pair has no UTF-8; JSON has an escape for it.
            Err(Error::Utf8(_)) => match json(ctx, value, limits)? {
                ScriptValue::Json(_, Value::String(text)) => Ok(ScriptValue::Text(text)),
                _ => Ok(ScriptValue::Nothing),
            },
            Err(error) => Err(NotTakenOut::Failed(error)),
        },
        Type::Undefined
        | Type::Null
        | Type::Uninitialized
        | Type::Symbol
        | Type::Function
        | Type::Constructor
        | Type::Module
        | Type::Unknown => Ok(ScriptValue::Nothing),
        Type::Array | Type::Object | Type::Exception | Type::Promise | Type::Proxy => {
            json(ctx, value, limits)
        }
    }
}

fn text(text: String, limits: &Limits) -> Result<String, NotTakenOut> {
    if text.len() > limits.result_bytes {
        return Err(NotTakenOut::Limit(ExceededLimit::ResultBytes(
            limits.result_bytes,
        )));
    }
    Ok(text)
}

fn json<'js>(ctx: &Ctx<'js>, value: Js<'js>, limits: &Limits) -> Result<ScriptValue, NotTakenOut> {
    let counter = Arc::new(AtomicUsize::new(0));
    let written = counting(ctx, Arc::clone(&counter), limits.result_values)
        .and_then(|replacer| ctx.json_stringify_replacer(value, replacer));
    if counter.load(Ordering::Relaxed) > limits.result_values {
        // Clears what is pending.
        ctx.catch();
        let limit = ExceededLimit::ResultValues(limits.result_values);
        return Err(NotTakenOut::Limit(limit));
    }
    let Some(written) = written.map_err(NotTakenOut::Failed)? else {
        return Ok(ScriptValue::Nothing);
    };
    let written = written.to_string().map_err(NotTakenOut::Failed)?;
    let written = text(written, limits)?;
    if depth(&written) > MAX_DEPTH {
        let limit = ExceededLimit::ResultDepth(MAX_DEPTH);
        return Err(NotTakenOut::Limit(limit));
    }
    let mut reader = serde_json::Deserializer::from_str(&written);
    let read = Value::deserialize(&mut reader)
        .or_else(|_| serde_json::from_str(&without_half_pairs(&written)));
    // What the engine wrote as JSON reads as JSON.
    Ok(ScriptValue::Json(written, read.unwrap_or_default()))
}

/// Changes nothing and counts the values that are written. A few lists that hold each other can
/// mean billions of them, and only a call lets the engine look at its limits.
fn counting<'js>(
    ctx: &Ctx<'js>,
    counter: Arc<AtomicUsize>,
    most: usize,
) -> rquickjs::Result<Function<'js>> {
    Function::new(
        ctx.clone(),
        move |ctx: Ctx<'js>, _key: Js<'js>, value: Js<'js>| {
            if counter.fetch_add(1, Ordering::Relaxed) >= most {
                return Err(Exception::throw_range(&ctx, "too many values"));
            }
            Ok(value)
        },
    )
}

/// JSON.stringify writes half of a surrogate pair as `\ud83d`, which stands for no character: it
/// becomes U+FFFD.
fn without_half_pairs(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        // It escapes only halves: whole pairs stand as they are.
        let is_half = escape.starts_with("\\ud");
        let length = if is_half { 6 } else { 2 }.min(escape.len());
        out.push_str(if is_half {
            "\\ufffd"
        } else {
            &escape[..length]
        });
        rest = &escape[length..];
    }
    out.push_str(rest);
    out
}
