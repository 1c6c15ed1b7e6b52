use serde_json::Value as Json;

use super::text_search::parts;
use super::{Call, Function, Says, expression, words};
use crate::formulas::error::FormulaError;
use crate::formulas::operators::item_equals;
use crate::formulas::value::{Value, joined, json_text};
use crate::javascript::is_whitespace;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "join_list",
        &[expression("list"), words("separator").optional()],
        join_list,
        Says {
            purpose: "All items in one text; with commas if no separator is given.",
            example: r#"join_list([bug;urgent];", ")"#,
            result: r#""bug, urgent""#,
        },
    ),
    Function::new(
        "first_item",
        &[expression("list")],
        |call| Ok(item(call, 0.0)),
        Says {
            purpose: "The first item.",
            example: "first_item([apple;banana])",
            result: r#""apple""#,
        },
    ),
    Function::new(
        "last_item",
        &[expression("list")],
        |call| Ok(call.list(0).pop().map_or(Value::Nothing, Value::from_json)),
        Says {
            purpose: "The last item.",
            example: "last_item([apple;banana])",
            result: r#""banana""#,
        },
    ),
    Function::new(
        "item_at",
        &[expression("list"), expression("position")],
        |call| {
            let position = call.number(1);
            Ok(item(call, position))
        },
        Says {
            purpose: "The item at a position; the first is 0.",
            example: "item_at([apple;banana];1)",
            result: r#""banana""#,
        },
    ),
    Function::new(
        "count",
        &[expression("list")],
        |call| Ok(Value::Number(call.list(0).len() as f64)),
        Says {
            purpose: "How many items there are.",
            example: "count([bug;urgent])",
            result: "2",
        },
    ),
    Function::new(
        "flatten",
        &[expression("list")],
        flatten,
        Says {
            purpose: "One list out of a list of lists.",
            example: "flatten([[1,2],[3]])",
            result: "[1,2,3]",
        },
    ),
    Function::new(
        "split_text_to_list",
        &[words("text"), words("separator").optional()],
        split_text_to_list,
        Says {
            purpose: "A list of the parts between separators (commas if none is given), each without blanks around it.",
            example: "split_text_to_list(bug, urgent;,)",
            result: r#"["bug","urgent"]"#,
        },
    ),
    Function::new(
        "reverse_list",
        &[expression("list")],
        |call| Ok(Value::List(call.list(0).into_iter().rev().collect())),
        Says {
            purpose: "The items from the last to the first.",
            example: "reverse_list([1,2,3])",
            result: "[3,2,1]",
        },
    ),
    Function::new(
        "contains_item",
        &[expression("list"), words("value")],
        |call| {
            let items = call.list(0);
            Ok(Value::Bool(
                items.iter().any(|item| item_equals(item, call.get(1))),
            ))
        },
        Says {
            purpose: "Whether a value is in a list.",
            example: "contains_item([bug;urgent];urgent)",
            result: "true",
        },
    ),
];

fn join_list(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let items = call.list(0);
    let separator = call.text_or(1, ",");
    let separators = separator.len().saturating_mul(items.len());
    let texts: usize = items.iter().map(|item| json_text(item).len()).sum();
    call.budget.check(texts.saturating_add(separators))?;
    Ok(Value::Text(joined(&items, &separator)))
}

fn item(call: &mut Call<'_>, position: f64) -> Value {
    let mut items = call.list(0);
    let exists = position >= 0.0 && position.fract() == 0.0 && position < items.len() as f64;
    if exists {
        Value::from_json(items.swap_remove(position as usize))
    } else {
        Value::Nothing
    }
}

/// One level only.
fn flatten(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let mut flat = Vec::new();
    for item in call.list(0) {
        match item {
            Json::Array(items) => flat.extend(items),
            single => flat.push(single),
        }
    }
    Ok(Value::List(flat))
}

fn split_text_to_list(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (text, separator) = (call.text(0), call.text_or(1, ","));
    let parts = parts(&text, &separator);
    let items = parts
        .into_iter()
        .map(|part| Json::from(part.trim_matches(is_whitespace)));
    Ok(Value::List(items.collect()))
}
