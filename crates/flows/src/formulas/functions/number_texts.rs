use super::numbers::decimals;
use super::{Function, Says, expression, words};
use crate::formulas::decimal::{fixed, grouped};
use crate::formulas::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "format_number",
        &[expression("number"), expression("decimals").optional()],
        |call| Ok(Value::Text(grouped(call.number(0), decimals(call)?))),
        Says {
            purpose: "With commas between thousands and a fixed count of decimals.",
            example: "format_number(1250000;2)",
            result: r#""1,250,000.00""#,
        },
    ),
    Function::new(
        "format_currency",
        &[expression("number"), words("symbol").optional()],
        |call| {
            Ok(Value::Text(
                call.text_or(1, "$") + &fixed(call.number(0), 2),
            ))
        },
        Says {
            purpose: "A symbol (`$` if none is given) and two decimals.",
            example: "format_currency(49.9;€)",
            result: r#""€49.90""#,
        },
    ),
    Function::new(
        "cents_to_dollars",
        &[expression("cents")],
        |call| {
            Ok(Value::Text(format!(
                "${}",
                fixed(call.number(0) / 100.0, 2)
            )))
        },
        Says {
            purpose: "Cents as an amount in dollars.",
            example: "cents_to_dollars(4999)",
            result: r#""$49.99""#,
        },
    ),
];
