use super::{Call, Function, Says, expression, words};
use crate::formulas::decimal;
use crate::formulas::error::FormulaError;
use crate::formulas::operators::power;
use crate::formulas::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "add",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(call.number(0) + call.number(1))),
        Says {
            purpose: "a + b",
            example: "add(49.99;5)",
            result: "54.99",
        },
    ),
    Function::new(
        "subtract",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(call.number(0) - call.number(1))),
        Says {
            purpose: "a - b",
            example: "subtract(100;10.5)",
            result: "89.5",
        },
    ),
    Function::new(
        "multiply",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(call.number(0) * call.number(1))),
        Says {
            purpose: "a × b",
            example: "multiply(3;25)",
            result: "75",
        },
    ),
    Function::new(
        "divide",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(call.number(0) / divisor(call)?)),
        Says {
            purpose: "a ÷ b; dividing by zero is an error.",
            example: "divide(4999;100)",
            result: "49.99",
        },
    ),
    Function::new(
        "round",
        &[expression("number"), expression("decimals").optional()],
        |call| round(call),
        Says {
            purpose: "Rounds to decimals, to a whole number if none are given.",
            example: "round(49.9871;2)",
            result: "49.99",
        },
    ),
    Function::new(
        "round_up",
        &[expression("number")],
        |call| Ok(Value::Number(call.number(0).ceil())),
        Says {
            purpose: "The next whole number above.",
            example: "round_up(7.1)",
            result: "8",
        },
    ),
    Function::new(
        "round_down",
        &[expression("number")],
        |call| Ok(Value::Number(call.number(0).floor())),
        Says {
            purpose: "The next whole number below.",
            example: "round_down(7.9)",
            result: "7",
        },
    ),
    Function::new(
        "absolute",
        &[expression("number")],
        |call| Ok(Value::Number(call.number(0).abs())),
        Says {
            purpose: "Without the minus sign.",
            example: "absolute(-42)",
            result: "42",
        },
    ),
    Function::new(
        "percentage",
        &[expression("part"), expression("total")],
        |call| Ok(Value::Number(call.number(0) / divisor(call)? * 100.0)),
        Says {
            purpose: "How many per cent of a total a part is.",
            example: "percentage(75;300)",
            result: "25",
        },
    ),
    Function::new(
        "min",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(unless_nan(call, f64::min))),
        Says {
            purpose: "The smaller of two numbers.",
            example: "min(87;100)",
            result: "87",
        },
    ),
    Function::new(
        "max",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(unless_nan(call, f64::max))),
        Says {
            purpose: "The larger of two numbers.",
            example: "max(-5;0)",
            result: "0",
        },
    ),
    Function::new(
        "to_number",
        &[words("text")],
        |call| Ok(Value::Number(call.number(0))),
        Says {
            purpose: "Reads a text as a number.",
            example: r#"to_number(" 19.90 ")"#,
            result: "19.9",
        },
    ),
    Function::new(
        "power",
        &[expression("base"), expression("exponent")],
        |call| Ok(Value::Number(power(call.number(0), call.number(1)))),
        Says {
            purpose: "A number to the power of another one.",
            example: "power(2;10)",
            result: "1024",
        },
    ),
    Function::new(
        "sqrt",
        &[expression("number")],
        |call| Ok(Value::Number(call.number(0).sqrt())),
        Says {
            purpose: "The square root.",
            example: "sqrt(144)",
            result: "12",
        },
    ),
    Function::new(
        "modulo",
        &[expression("a"), expression("b")],
        |call| Ok(Value::Number(call.number(0) % call.number(1))),
        Says {
            purpose: "What remains after dividing.",
            example: "modulo(10;3)",
            result: "1",
        },
    ),
    Function::new(
        "clamp",
        &[
            expression("number"),
            expression("least"),
            expression("most"),
        ],
        clamp,
        Says {
            purpose: "Keeps a number between two others.",
            example: "clamp(150;0;100)",
            result: "100",
        },
    ),
    Function::new(
        "sign",
        &[expression("number")],
        sign,
        Says {
            purpose: "-1, 0 or 1.",
            example: "sign(-42)",
            result: "-1",
        },
    ),
];

fn divisor(call: &Call<'_>) -> Result<f64, FormulaError> {
    let divisor = call.number(1);
    if divisor == 0.0 {
        let function = call.function;
        return Err(FormulaError::DivisionByZero { function });
    }
    Ok(divisor)
}

/// Rounds the exact binary value, as JavaScript's `toFixed` does.
fn round(call: &Call<'_>) -> Result<Value, FormulaError> {
    let decimals = decimals(call)?;
    let text = decimal::fixed(call.number(0), decimals);
    Ok(Value::Number(Value::Text(text).to_number()))
}

/// The second value: how many decimals, at most JavaScript's 100.
pub(super) fn decimals(call: &Call<'_>) -> Result<usize, FormulaError> {
    let decimals = call.number_or(1, 0.0).trunc();
    if (0.0..=100.0).contains(&decimals) {
        return Ok(decimals as usize);
    }
    Err(FormulaError::Decimals {
        function: call.function,
        given: call.text(1),
    })
}

/// JavaScript's `Math.min` and `Math.max` give NaN if either is; Rust's give the other one.
fn unless_nan(call: &Call<'_>, choose: fn(f64, f64) -> f64) -> f64 {
    let (a, b) = (call.number(0), call.number(1));
    if a.is_nan() || b.is_nan() {
        f64::NAN
    } else {
        choose(a, b)
    }
}

fn clamp(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (number, least, most) = (call.number(0), call.number(1), call.number(2));
    if number.is_nan() || least.is_nan() || most.is_nan() {
        return Ok(Value::Number(f64::NAN));
    }
    Ok(Value::Number(number.max(least).min(most)))
}

fn sign(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let number = call.number(0);
    let is_zero = number == 0.0 || number.is_nan();
    Ok(Value::Number(if is_zero {
        number
    } else {
        number.signum()
    }))
}
