//! The named operators of expr-eval: `abs(x)`, also written `abs x`.

use super::error::FormulaError;
use super::value::Value;

/// An operator with a name.
#[derive(Debug)]
pub(super) struct Named {
    name: &'static str,
    pub(super) apply: fn(f64) -> f64,
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

static NAMED: [Named; 22] = [
    Named {
        name: "abs",
        apply: f64::abs,
    },
    Named {
        name: "acos",
        apply: f64::acos,
    },
    Named {
        name: "acosh",
        apply: f64::acosh,
    },
    Named {
        name: "asin",
        apply: f64::asin,
    },
    Named {
        name: "asinh",
        apply: f64::asinh,
    },
    Named {
        name: "atan",
        apply: f64::atan,
    },
    Named {
        name: "atanh",
        apply: f64::atanh,
    },
    Named {
        name: "ceil",
        apply: f64::ceil,
    },
    Named {
        name: "cos",
        apply: f64::cos,
    },
    Named {
        name: "cosh",
        apply: f64::cosh,
    },
    Named {
        name: "exp",
        apply: f64::exp,
    },
    Named {
        name: "floor",
        apply: f64::floor,
    },
    Named {
        name: "lg",
        apply: f64::log10,
    },
    Named {
        name: "ln",
        apply: f64::ln,
    },
    Named {
        name: "log",
        apply: f64::ln,
    },
    Named {
        name: "log10",
        apply: f64::log10,
    },
    Named {
        name: "sin",
        apply: f64::sin,
    },
    Named {
        name: "sinh",
        apply: f64::sinh,
    },
    Named {
        name: "sqrt",
        apply: f64::sqrt,
    },
    Named {
        name: "tan",
        apply: f64::tan,
    },
    Named {
        name: "tanh",
        apply: f64::tanh,
    },
    Named {
        name: "trunc",
        apply: f64::trunc,
    },
];

pub(super) fn named(name: &str) -> Option<&'static Named> {
    NAMED.iter().find(|named| named.name == name)
}

pub(super) fn constant(name: &str) -> Option<Value> {
    Some(match name {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" => Value::Nothing,
        "PI" => Value::Number(std::f64::consts::PI),
        "E" => Value::Number(std::f64::consts::E),
        _ => return None,
    })
}

pub(super) fn factorial(value: &Value) -> Result<f64, FormulaError> {
    /// The factorial of more is beyond the largest number.
    const LARGEST: f64 = 170.0;
    let number = value.to_number();
    if number.is_nan() || number < 0.0 || number.fract() != 0.0 {
        let given = value.to_text();
        return Err(FormulaError::Factorial { given });
    }
    if number > LARGEST {
        return Ok(f64::INFINITY);
    }
    Ok((1..=number as u32).map(f64::from).product())
}
