use rquickjs::{Coerced, Ctx, Error, FromJs, Type, Value as Js};
use serde::Deserialize;
use serde_json::Value;

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
    let written = ctx.json_stringify(value).map_err(NotTakenOut::Failed)?;
    let Some(written) = written else {
        return Ok(ScriptValue::Nothing);
    };
    let written = written.to_string().map_err(NotTakenOut::Failed)?;
    let written = text(written, limits)?;
    let shape = Shape::of(&written);
    if shape.values > limits.result_values {
        let limit = ExceededLimit::ResultValues(limits.result_values);
        return Err(NotTakenOut::Limit(limit));
    }
    if shape.depth > MAX_DEPTH {
        let limit = ExceededLimit::ResultDepth(MAX_DEPTH);
        return Err(NotTakenOut::Limit(limit));
    }
    let mut reader = serde_json::Deserializer::from_str(&written);
    let read = Value::deserialize(&mut reader)
        .or_else(|_| serde_json::from_str(&without_half_pairs(&written)));
    // What the engine wrote as JSON reads as JSON.
    Ok(ScriptValue::Json(written, read.unwrap_or_default()))
}

/// How big the values of a JSON text are, without making them.
struct Shape {
    depth: usize,
    values: usize,
}

impl Shape {
    fn of(json: &str) -> Self {
        let mut shape = Self {
            depth: 0,
            values: 1,
        };
        let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
        for byte in json.bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                _ if in_string => {}
                b',' => shape.values += 1,
                b'{' | b'[' => {
                    depth += 1;
                    shape.values += 1;
                    shape.depth = shape.depth.max(depth);
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        shape
    }
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
