use std::cmp::Ordering;
use std::collections::HashSet;

use serde_json::Value as Json;

use super::call::Field;
use super::{Call, Function, Says, expression, words};
use crate::formulas::error::FormulaError;
use crate::formulas::operators::{compare_texts, item_equals};
use crate::formulas::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "filter_list",
        &[expression("list"), words("field"), words("value")],
        filter_list,
        Says {
            purpose: "Only the items whose field has a value.",
            example: r#"filter_list([{"id":1,"open":"yes"},{"id":2,"open":"no"}];open;yes)"#,
            result: r#"[{"id":1,"open":"yes"}]"#,
        },
    ),
    Function::new(
        "sort_list",
        &[
            expression("list"),
            words("field").optional(),
            words("order").optional(),
        ],
        sort_list,
        Says {
            purpose: "Sorts by a field, or plain items; `desc` for from high to low. Items without the field come last.",
            example: r#"sort_list([{"n":2},{"n":10},{"n":1}];n;desc)"#,
            result: r#"[{"n":10},{"n":2},{"n":1}]"#,
        },
    ),
    Function::new(
        "pluck",
        &[expression("list"), words("field")],
        pluck,
        Says {
            purpose: "One field of each item.",
            example: r#"pluck([{"n":2},{"n":10}];n)"#,
            result: "[2,10]",
        },
    ),
    Function::new(
        "sum",
        &[expression("list"), words("field").optional()],
        |call| Ok(Value::Number(total(call).0)),
        Says {
            purpose: "Adds up a field, or plain numbers; what is no number counts as 0.",
            example: r#"sum([{"n":2},{"n":"10"}];n)"#,
            result: "12",
        },
    ),
    Function::new(
        "average",
        &[expression("list"), words("field").optional()],
        average,
        Says {
            purpose: "The sum divided by the count of items.",
            example: "average([1,2,6])",
            result: "3",
        },
    ),
    Function::new(
        "max_in_list",
        &[expression("list"), words("field").optional()],
        |call| {
            Ok(numbers(call)
                .into_iter()
                .reduce(f64::max)
                .map_or(Value::Nothing, Value::Number))
        },
        Says {
            purpose: "The largest number of a field, or of plain numbers.",
            example: r#"max_in_list([{"n":2},{"n":10}];n)"#,
            result: "10",
        },
    ),
    Function::new(
        "min_in_list",
        &[expression("list"), words("field").optional()],
        |call| {
            Ok(numbers(call)
                .into_iter()
                .reduce(f64::min)
                .map_or(Value::Nothing, Value::Number))
        },
        Says {
            purpose: "The smallest number of a field, or of plain numbers.",
            example: r#"min_in_list([{"n":2},{"n":10}];n)"#,
            result: "2",
        },
    ),
    Function::new(
        "deduplicate",
        &[expression("list"), words("field").optional()],
        deduplicate,
        Says {
            purpose: "Only the first of the items with the same field, or of the same plain items.",
            example: "deduplicate([a;b;a])",
            result: r#"["a","b"]"#,
        },
    ),
];

fn filter_list(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let mut items = call.list(0);
    let field = call.field(1);
    // An item without the field has nothing there, which a variable without a value equals.
    items.retain(|item| {
        let found = field.as_ref().and_then(|field| field.of_item(item));
        item.is_object() && item_equals(found.unwrap_or(&Json::Null), call.get(2))
    });
    Ok(Value::List(items))
}

/// The field of an item, or the item itself when no field is asked for.
fn of<'j>(field: Option<&Field>, item: &'j Json) -> &'j Json {
    match field {
        Some(field) => field.of_item(item).unwrap_or(&Json::Null),
        None => item,
    }
}

fn sort_list(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let mut items = call.list(0);
    let field = call.field(1);
    let descends = call.text(2).trim().eq_ignore_ascii_case("desc");
    let field = field.as_ref();
    // One order for the whole list: as texts only if there is nothing else.
    let as_texts = items
        .iter()
        .all(|item| matches!(of(field, item), Json::String(_) | Json::Null));
    items.sort_by(|left, right| match (of(field, left), of(field, right)) {
        (Json::Null, Json::Null) => Ordering::Equal,
        (Json::Null, _) => Ordering::Greater,
        (_, Json::Null) => Ordering::Less,
        (left, right) => {
            let order = if as_texts {
                compare_texts(left.as_str().unwrap_or(""), right.as_str().unwrap_or(""))
            } else {
                sort_number(left).total_cmp(&sort_number(right))
            };
            if descends { order.reverse() } else { order }
        }
    });
    Ok(Value::List(items))
}

/// Zero has one sign only, and what is no number one place only.
fn sort_number(json: &Json) -> f64 {
    let number = number(json);
    if number.is_nan() {
        f64::NAN
    } else {
        number + 0.0
    }
}

fn number(json: &Json) -> f64 {
    Value::from_json(json.clone()).to_number()
}

fn pluck(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let items = call.list(0);
    let field = call.field(1);
    let fields = items.iter().map(|item| of(field.as_ref(), item).clone());
    Ok(Value::List(fields.collect()))
}

/// The sum and the count of items.
fn total(call: &mut Call<'_>) -> (f64, usize) {
    let items = call.list(0);
    let field = call.field(1);
    let numbers = items.iter().map(|item| number(of(field.as_ref(), item)));
    (numbers.filter(|number| !number.is_nan()).sum(), items.len())
}

fn average(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (total, count) = total(call);
    Ok(Value::Number(if count == 0 {
        0.0
    } else {
        total / count as f64
    }))
}

/// What of a list is a number.
fn numbers(call: &mut Call<'_>) -> Vec<f64> {
    let items = call.list(0);
    let field = call.field(1);
    let values = items.iter().map(|item| of(field.as_ref(), item));
    values
        .filter(|value| !value.is_null())
        .map(number)
        .filter(|number| number.is_finite())
        .collect()
}

fn deduplicate(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let mut items = call.list(0);
    let field = call.field(1);
    let mut seen = HashSet::new();
    items.retain(|item| {
        let key = match item {
            Json::Object(_) => of(field.as_ref(), item),
            plain => plain,
        };
        seen.insert(key.to_string())
    });
    Ok(Value::List(items))
}
