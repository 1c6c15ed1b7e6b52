use serde_json::{Map, Value as Json};

use crate::formulas::budget::Budget;
use crate::formulas::error::FormulaError;
use crate::formulas::value::Value;

/// One call of a function: its values and what else it may need. A value that is not given counts
/// as nothing.
pub(in crate::formulas) struct Call<'a> {
    pub(in crate::formulas) function: &'static str,
    pub(in crate::formulas) arguments: Vec<Value>,
    pub(in crate::formulas) now_ms: i64,
    pub(in crate::formulas) budget: &'a Budget,
}

impl Call<'_> {
    pub(super) fn get(&self, position: usize) -> &Value {
        self.arguments.get(position).unwrap_or(&Value::Nothing)
    }

    pub(super) fn take(&mut self, position: usize) -> Value {
        let argument = self.arguments.get_mut(position);
        argument.map_or(Value::Nothing, |argument| {
            std::mem::replace(argument, Value::Nothing)
        })
    }

    pub(super) fn text(&self, position: usize) -> String {
        self.get(position).to_text()
    }

    pub(super) fn text_or(&self, position: usize, default: &str) -> String {
        self.given(position)
            .map_or_else(|| default.to_owned(), Value::to_text)
    }

    pub(super) fn number(&self, position: usize) -> f64 {
        self.get(position).to_number()
    }

    pub(super) fn number_or(&self, position: usize, default: f64) -> f64 {
        self.given(position).map_or(default, Value::to_number)
    }

    /// A number that must be one.
    pub(super) fn finite(&self, position: usize) -> Result<f64, FormulaError> {
        let number = self.number(position);
        if number.is_finite() {
            return Ok(number);
        }
        Err(FormulaError::NotANumber {
            function: self.function,
            given: self.text(position),
        })
    }

    pub(super) fn list(&mut self, position: usize) -> Vec<Json> {
        self.take(position).into_list()
    }

    /// The name of a field, if one is given.
    pub(super) fn field(&self, position: usize) -> Option<Field> {
        self.given(position).map(|name| Field(name.to_text()))
    }

    fn given(&self, position: usize) -> Option<&Value> {
        self.arguments.get(position)
    }
}

/// A field of the objects in a list.
pub(super) struct Field(String);

impl Field {
    /// A field's name may be written with blanks around it, unless there is one of just that name.
    pub(super) fn of<'j>(&self, object: &'j Map<String, Json>) -> Option<&'j Json> {
        object.get(&self.0).or_else(|| object.get(self.0.trim()))
    }

    /// The field of an object; nothing for anything else.
    pub(super) fn of_item<'j>(&self, item: &'j Json) -> Option<&'j Json> {
        self.of(item.as_object()?)
    }
}
