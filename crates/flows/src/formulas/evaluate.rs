use serde_json::Value as Json;

use super::budget::Budget;
use super::error::FormulaError;
use super::functions::Call;
use super::maths::factorial;
use super::operators::{Binary, apply};
use super::parse::{Node, Prefix};
use super::utf16;
use super::value::Value;
use crate::expressions::Escaping;

/// What an expression is evaluated with.
pub(super) struct Context<'a> {
    pub(super) lookup: &'a mut dyn FnMut(&str) -> Option<Json>,
    pub(super) now_ms: i64,
    pub(super) budget: Budget,
}

impl Context<'_> {
    pub(super) fn variable(&mut self, path: &str) -> Result<Value, FormulaError> {
        let value = (self.lookup)(path).map_or(Value::Nothing, Value::from_json);
        self.budget.spend_on(value)
    }
}

pub(super) fn evaluate(node: &Node, context: &mut Context<'_>) -> Result<Value, FormulaError> {
    match node {
        Node::Literal(value) => context.budget.spend_on(value.clone()),
        Node::Variable(path) => context.variable(path),
        Node::Mixed(mixed) => mixed.resolve(context, Escaping::None).map(Value::Text),
        Node::List(items) => list(items, context),
        Node::Prefix(prefix, operand) => Ok(prefixed(*prefix, &evaluate(operand, context)?)),
        Node::Factorial(operand) => factorial(&evaluate(operand, context)?).map(Value::Number),
        Node::Binary(operator, operands) => binary(*operator, operands, context),
        Node::If(parts) => conditional(parts, context),
        Node::Call(function, arguments) => {
            let arguments = arguments
                .iter()
                .map(|argument| evaluate(argument, context))
                .collect::<Result<_, _>>()?;
            let value = function.call(&mut Call {
                function: function.name,
                arguments,
                now_ms: context.now_ms,
                budget: &context.budget,
            })?;
            context.budget.spend_on(value)
        }
        Node::Item(operands) => item(operands, context),
    }
}

fn list(items: &[Node], context: &mut Context<'_>) -> Result<Value, FormulaError> {
    let items = items
        .iter()
        .map(|item| evaluate(item, context).map(Value::into_json));
    items.collect::<Result<_, _>>().map(Value::List)
}

fn prefixed(prefix: Prefix, operand: &Value) -> Value {
    match prefix {
        Prefix::Minus => Value::Number(-operand.to_number()),
        Prefix::Plus => Value::Number(operand.to_number()),
        Prefix::Not => Value::Bool(!operand.is_truthy()),
        Prefix::Named(function) => Value::Number((function.apply)(operand.to_number())),
    }
}

fn binary(
    operator: Binary,
    operands: &[Node; 2],
    context: &mut Context<'_>,
) -> Result<Value, FormulaError> {
    let [left, right] = operands;
    let left = evaluate(left, context)?;
    // The right side is not looked at when the left one decides.
    let decided = match operator {
        Binary::And => !left.is_truthy(),
        Binary::Or => left.is_truthy(),
        _ => false,
    };
    if decided {
        return Ok(Value::Bool(operator == Binary::Or));
    }
    let right = evaluate(right, context)?;
    context.budget.spend_on(apply(operator, &left, &right))
}

fn conditional(parts: &[Node; 3], context: &mut Context<'_>) -> Result<Value, FormulaError> {
    let [condition, then, otherwise] = parts;
    let chosen = if evaluate(condition, context)?.is_truthy() {
        then
    } else {
        otherwise
    };
    evaluate(chosen, context)
}

/// `value.name` and `value[0]`.
fn item(operands: &[Node; 2], context: &mut Context<'_>) -> Result<Value, FormulaError> {
    let [value, key] = operands;
    let value = evaluate(value, context)?;
    let key = evaluate(key, context)?.to_text();
    Ok(match value {
        Value::Nothing => return Err(FormulaError::PropertyOfNothing { property: key }),
        Value::List(items) if key == "length" => Value::Number(items.len() as f64),
        Value::Text(text) if key == "length" => Value::Number(utf16::length(&text) as f64),
        Value::List(mut items) => match key.parse::<usize>() {
            Ok(index) if index < items.len() => Value::from_json(items.swap_remove(index)),
            _ => Value::Nothing,
        },
        Value::Object(mut members) => members
            .swap_remove(&key)
            .map_or(Value::Nothing, Value::from_json),
        _ => Value::Nothing,
    })
}
