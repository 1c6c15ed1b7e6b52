use super::{Call, Function, Says, expression, words};
use crate::formulas::error::FormulaError;
use crate::formulas::operators::loosely_equal;
use crate::formulas::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "if",
        &[expression("condition"), words("then"), words("otherwise")],
        choose,
        Says { purpose: "One value if a condition holds, otherwise another one. Only that one is worked out.", example: "if(1500 > 1000;High value;Standard)", result: r#""High value""# },
    ),
    Function::new(
        "if_empty",
        &[words("value"), words("fallback")],
        |call| Ok(fallback(call, Value::is_empty)),
        Says { purpose: "A fallback for nothing and for an empty text.", example: r#"if_empty("";No name)"#, result: r#""No name""# },
    ),
    Function::new(
        "if_null",
        &[words("value"), words("fallback")],
        |call| Ok(fallback(call, |value| *value == Value::Nothing)),
        Says { purpose: "A fallback for nothing; an empty text stays, and with it a variable without a value.", example: "if_null(first_item([]);N/A)", result: r#""N/A""# },
    ),
    Function::new(
        "switch",
        &[words("value"), words("key"), words("result")],
        switch,
        Says { purpose: "The result after the key that equals the value. A last result without a key is for all other values; without one they give an empty text.", example: "switch(DE;US;America;DE;Europe;elsewhere)", result: r#""Europe""# },
    )
    .repeating(2),
    Function::new(
        "is_empty",
        &[words("value")],
        |call| Ok(Value::Bool(call.get(0).is_empty())),
        Says { purpose: "Whether it is nothing or an empty text.", example: r#"is_empty("")"#, result: "true" },
    ),
    Function::new(
        "is_not_empty",
        &[words("value")],
        |call| Ok(Value::Bool(!call.get(0).is_empty())),
        Says { purpose: "Whether there is anything.", example: "is_not_empty(ann@acme.com)", result: "true" },
    ),
    Function::new(
        "is_equal",
        &[words("a"), words("b")],
        |call| Ok(Value::Bool(loosely_equal(call.get(0), call.get(1)))),
        Says { purpose: "Whether two values are the same; `5` as a text equals the number 5.", example: "is_equal(active;active)", result: "true" },
    ),
    Function::new(
        "and",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Bool(call.get(0).is_truthy() && call.get(1).is_truthy())),
        Says { purpose: "Whether both conditions hold.", example: r#"and(25 >= 18;"US" == "US")"#, result: "true" },
    ),
    Function::new(
        "or",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Bool(call.get(0).is_truthy() || call.get(1).is_truthy())),
        Says { purpose: "Whether at least one condition holds.", example: "or(1 > 2;600 > 500)", result: "true" },
    ),
    Function::new(
        "not",
        &[expression("condition")],
        |call| Ok(Value::Bool(!call.get(0).is_truthy())),
        Says { purpose: "Whether a condition does not hold.", example: "not(1 > 2)", result: "true" },
    ),
    Function::new(
        "coalesce",
        &[words("first"), words("second")],
        coalesce,
        Says { purpose: "The first value that is not empty.", example: r#"coalesce("";Ann;User)"#, result: r#""Ann""# },
    )
    .repeating(1),
    Function::new(
        "is_number",
        &[words("value")],
        |call| Ok(Value::Bool(matches!(call.get(0), Value::Number(number) if number.is_finite()))),
        Says { purpose: "Whether it is a number, and not a text that looks like one.", example: "is_number(add(40;2))", result: "true" },
    ),
    Function::new(
        "is_list",
        &[expression("value")],
        |call| Ok(Value::Bool(matches!(call.get(0), Value::List(_)))),
        Says { purpose: "Whether it is a list.", example: "is_list([a;b])", result: "true" },
    ),
];

/// The reader makes a condition of every `if`, so that only one of its values is worked out; this
/// says the same for values that are there already.
fn choose(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let chosen = if call.get(0).is_truthy() { 1 } else { 2 };
    Ok(call.take(chosen))
}

/// The first value, or the second one where the first is missing. The text `undefined` is what a
/// missing value becomes in JavaScript when it is put into a text.
fn fallback(call: &mut Call<'_>, is_missing: fn(&Value) -> bool) -> Value {
    let value = call.take(0);
    let is_undefined = matches!(&value, Value::Text(text) if text == "undefined");
    if is_missing(&value) || is_undefined {
        call.take(1)
    } else {
        value
    }
}

fn switch(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let count = call.arguments.len();
    let keys = (1..count.saturating_sub(1)).step_by(2);
    let matching = keys
        .into_iter()
        .find(|key| loosely_equal(call.get(*key), call.get(0)));
    Ok(match matching {
        Some(key) => call.take(key + 1),
        // The value and the pairs make an odd count, so an even one ends with a default.
        None if count.is_multiple_of(2) => call.take(count - 1),
        None => Value::text(""),
    })
}

fn coalesce(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let first = call.arguments.iter().position(|value| !value.is_empty());
    Ok(first.map_or(Value::text(""), |position| call.take(position)))
}
