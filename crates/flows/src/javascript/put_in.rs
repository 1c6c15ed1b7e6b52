use rquickjs::{Array, Ctx, Object, Result, String as Text, Value as Js};
use serde_json::Value;

/// Makes a JavaScript value of JSON.
pub(crate) fn put_in<'js>(ctx: &Ctx<'js>, value: &Value) -> Result<Js<'js>> {
    Ok(match value {
        Value::Null => Js::new_null(ctx.clone()),
        Value::Bool(value) => Js::new_bool(ctx.clone(), *value),
        Value::Number(number) => Js::new_number(ctx.clone(), number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => Text::from_str(ctx.clone(), text)?.into_value(),
        Value::Array(items) => {
            let list = Array::new(ctx.clone())?;
            for (position, item) in items.iter().enumerate() {
                list.set(position, put_in(ctx, item)?)?;
            }
            list.into_value()
        }
        Value::Object(members) if members.contains_key("__proto__") => {
            // Setting this one would replace the prototype; reading JSON makes it a member.
            ctx.json_parse(value.to_string())?
        }
        Value::Object(members) => {
            let object = Object::new(ctx.clone())?;
            for (key, member) in members {
                object.set(key.as_str(), put_in(ctx, member)?)?;
            }
            object.into_value()
        }
    })
}
