use super::{Call, Function, Says, expression, words};
use crate::formulas::error::FormulaError;
use crate::formulas::utf16::{length, slice};
use crate::formulas::value::Value;
use crate::javascript::is_whitespace;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "combine",
        &[
            words("first"),
            words("second"),
            words("separator").optional(),
        ],
        combine,
        Says {
            purpose: "Puts two texts together.",
            example: r#"combine(Ann;Lee;" ")"#,
            result: r#""Ann Lee""#,
        },
    ),
    Function::new(
        "uppercase",
        &[words("text")],
        |call| Ok(Value::Text(call.text(0).to_uppercase())),
        Says {
            purpose: "All in capital letters.",
            example: "uppercase(acme inc)",
            result: r#""ACME INC""#,
        },
    ),
    Function::new(
        "lowercase",
        &[words("text")],
        |call| Ok(Value::Text(call.text(0).to_lowercase())),
        Says {
            purpose: "All in small letters.",
            example: "lowercase(Ann@ACME.com)",
            result: r#""ann@acme.com""#,
        },
    ),
    Function::new(
        "titlecase",
        &[words("text")],
        |call| Ok(Value::Text(titlecase(&call.text(0)))),
        Says {
            purpose: "Each word starts with a capital letter.",
            example: "titlecase(ann LEE)",
            result: r#""Ann Lee""#,
        },
    ),
    Function::new(
        "trim",
        &[words("text")],
        |call| Ok(Value::text(call.text(0).trim_matches(is_whitespace))),
        Says {
            purpose: "Without blanks at the start and the end.",
            example: r#"trim("  Hello  ")"#,
            result: r#""Hello""#,
        },
    ),
    Function::new(
        "prefix",
        &[words("text"), words("before")],
        |call| Ok(Value::Text(call.text(1) + &call.text(0))),
        Says {
            purpose: "Puts a text before another one.",
            example: "prefix(10042;ORD-)",
            result: r#""ORD-10042""#,
        },
    ),
    Function::new(
        "suffix",
        &[words("text"), words("after")],
        |call| Ok(Value::Text(call.text(0) + &call.text(1))),
        Says {
            purpose: "Puts a text after another one.",
            example: "suffix(Acme; Ltd.)",
            result: r#""Acme Ltd.""#,
        },
    ),
    Function::new(
        "first_n",
        &[words("text"), expression("count")],
        |call| Ok(Value::Text(slice(&call.text(0), 0.0, call.number(1)))),
        Says {
            purpose: "The first characters.",
            example: "first_n(Jonathan;3)",
            result: r#""Jon""#,
        },
    ),
    Function::new(
        "last_n",
        &[words("text"), expression("count")],
        last_n,
        Says {
            purpose: "The last characters.",
            example: "last_n(ACC-7890;4)",
            result: r#""7890""#,
        },
    ),
    Function::new(
        "truncate",
        &[words("text"), expression("count")],
        truncate,
        Says {
            purpose: "Cuts a longer text and adds `...`.",
            example: "truncate(Annual Revenue Report;14)",
            result: r#""Annual Revenue...""#,
        },
    ),
    Function::new(
        "remove_spaces",
        &[words("text")],
        |call| {
            Ok(Value::Text(
                call.text(0)
                    .split(is_whitespace)
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join(" "),
            ))
        },
        Says {
            purpose: "One blank for many blanks and line breaks.",
            example: "remove_spaces(hello    world)",
            result: r#""hello world""#,
        },
    ),
    Function::new(
        "pad_left",
        &[
            words("text"),
            expression("length"),
            words("filler").optional(),
        ],
        |call| Ok(Value::Text(padding(call)? + &call.text(0))),
        Says {
            purpose: "Fills up at the left to a length; with blanks if nothing else is given.",
            example: "pad_left(42;5;0)",
            result: r#""00042""#,
        },
    ),
    Function::new(
        "pad_right",
        &[
            words("text"),
            expression("length"),
            words("filler").optional(),
        ],
        |call| Ok(Value::Text(call.text(0) + &padding(call)?)),
        Says {
            purpose: "Fills up at the right to a length.",
            example: "pad_right(42;5;0)",
            result: r#""42000""#,
        },
    ),
    Function::new(
        "repeat",
        &[words("text"), expression("count")],
        repeat,
        Says {
            purpose: "The text several times.",
            example: "repeat(ab;3)",
            result: r#""ababab""#,
        },
    ),
    Function::new(
        "reverse",
        &[words("text")],
        |call| Ok(Value::Text(call.text(0).chars().rev().collect())),
        Says {
            purpose: "The characters from the last to the first.",
            example: "reverse(hello)",
            result: r#""olleh""#,
        },
    ),
];

fn combine(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    Ok(Value::Text(call.text(0) + &call.text(2) + &call.text(1)))
}

/// A word starts at the first letter, digit or underscore and ends at a blank.
fn titlecase(text: &str) -> String {
    let mut inside = false;
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if inside && !is_whitespace(character) {
            result.extend(character.to_lowercase());
            continue;
        }
        inside = character.is_alphanumeric() || character == '_';
        if inside {
            result.extend(character.to_uppercase());
        } else {
            result.push(character);
        }
    }
    result
}

fn last_n(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let text = call.text(0);
    let length = length(&text) as f64;
    let from = (length - call.number(1)).max(0.0);
    Ok(Value::Text(slice(&text, from, length)))
}

fn truncate(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let text = call.text(0);
    let count = call.number(1);
    if length(&text) as f64 > count {
        return Ok(Value::Text(slice(&text, 0.0, count) + "..."));
    }
    Ok(Value::Text(text))
}

/// What fills a text up to the wanted length.
fn padding(call: &Call<'_>) -> Result<String, FormulaError> {
    let filler = match call.text(2) {
        none if none.is_empty() => " ".to_owned(),
        filler => filler,
    };
    let missing = call.finite(1)?.trunc() - length(&call.text(0)) as f64;
    if missing <= 0.0 {
        return Ok(String::new());
    }
    // No unit of a text takes more than three bytes.
    call.budget.check((missing * 3.0) as usize)?;
    let repeated: String = filler.chars().cycle().take(missing as usize).collect();
    Ok(slice(&repeated, 0.0, missing))
}

fn repeat(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let text = call.text(0);
    // A negative count becomes 0.
    let count = call.finite(1)? as usize;
    call.budget.check(text.len().saturating_mul(count))?;
    Ok(Value::Text(text.repeat(count)))
}
