//! The functions of formulas: one list per subject, each entry with what people are told about it.

mod call;
mod date_parts;
mod dates;
mod list_fields;
mod lists;
mod logic;
mod number_texts;
mod numbers;
mod text_search;
mod texts;

pub(super) use call::Call;

use super::error::FormulaError;
use super::value::Value;

/// The lists under their headings, in the order of the documentation.
pub(super) const SUBJECTS: [(&str, &[&[Function]]); 5] = [
    ("Text", &[texts::FUNCTIONS, text_search::FUNCTIONS]),
    ("Numbers", &[numbers::FUNCTIONS, number_texts::FUNCTIONS]),
    ("Dates", &[dates::FUNCTIONS, date_parts::FUNCTIONS]),
    ("Lists", &[lists::FUNCTIONS, list_fields::FUNCTIONS]),
    ("Logic", &[logic::FUNCTIONS]),
];

pub(super) fn all() -> impl Iterator<Item = &'static Function> {
    let lists = SUBJECTS.iter().flat_map(|(_, lists)| lists.iter());
    lists.flat_map(|functions| functions.iter())
}

/// Names are written exactly so, in small letters.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) parameters: &'static [Parameter],
    /// How many of the last parameters may be given again and again.
    pub(super) repeated: usize,
    pub(super) purpose: &'static str,
    /// A call whose result the documentation shows, and that result as JSON.
    pub(super) example: &'static str,
    pub(super) result: &'static str,
    run: fn(&mut Call<'_>) -> Result<Value, FormulaError>,
}

/// A name stands for one function.
impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) optional: bool,
}

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words need no quotes.
    Text,
    /// `2025-01-15` is a date and no subtraction; otherwise an expression.
    Date,
    Expression,
}

/// What a function does, as an entry of its list says it.
struct Says {
    purpose: &'static str,
    example: &'static str,
    result: &'static str,
}

impl Function {
    const fn new(
        name: &'static str,
        parameters: &'static [Parameter],
        run: fn(&mut Call<'_>) -> Result<Value, FormulaError>,
        says: Says,
    ) -> Self {
        let Says {
            purpose,
            example,
            result,
        } = says;
        Self {
            name,
            parameters,
            repeated: 0,
            purpose,
            example,
            result,
            run,
        }
    }

    const fn repeating(mut self, last_parameters: usize) -> Self {
        self.repeated = last_parameters;
        self
    }

    pub(super) fn call(&self, call: &mut Call<'_>) -> Result<Value, FormulaError> {
        (self.run)(call)
    }

    pub(super) fn check_count(&self, given: usize) -> Result<(), FormulaError> {
        let function = self.name;
        let needed = self
            .parameters
            .iter()
            .filter(|parameter| !parameter.optional)
            .count();
        let most = self.parameters.len();
        if given < needed {
            return Err(FormulaError::TooFewValues {
                function,
                needed,
                given,
            });
        }
        if given > most && self.repeated == 0 {
            return Err(FormulaError::TooManyValues {
                function,
                most,
                given,
            });
        }
        Ok(())
    }

    /// How the value at a position is read; repeated values as the last parameter.
    pub(super) fn kind(&self, position: usize) -> Kind {
        let parameter = self.parameters.get(position).or(self.parameters.last());
        parameter.map_or(Kind::Expression, |parameter| parameter.kind)
    }
}

const fn parameter(name: &'static str, kind: Kind) -> Parameter {
    Parameter {
        name,
        kind,
        optional: false,
    }
}

/// A value where words need no quotes.
const fn words(name: &'static str) -> Parameter {
    parameter(name, Kind::Text)
}

const fn date(name: &'static str) -> Parameter {
    parameter(name, Kind::Date)
}

/// A number, list or condition.
const fn expression(name: &'static str) -> Parameter {
    parameter(name, Kind::Expression)
}

impl Parameter {
    const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}
