//! Formulas: the calculations of ActivePieces' newest flow format.
//!
//! A text of a step's input may hold `ap-formula-v1::{EXPR}::ap-formula-v1`. The expression is
//! written for office people: `if({{trigger.total}} > 1000; High value; Standard)`. Its rules are
//! those of ActivePieces, which rewrites it and hands it to the library expr-eval:
//!
//! - `{{path}}` is a variable, `;` separates the values of a function.
//! - Where a function expects a text, words need no quotes, and blanks around them are kept.
//!   Elsewhere stands an expression: numbers, `+ - * / % ^`, `== != < <= > >= in`, `and or not`,
//!   `c ? a : b`, `||` to join, `"texts"`, `[lists]`, other functions.
//! - Numbers and comparisons are JavaScript's.
//! - A formula that is the whole text keeps its type; beside other text it becomes text. One error
//!   fails the whole text.
//!
//! Where ActivePieces' own result is of no use to anybody (a bare date read as a subtraction, a
//! variable beside words read as its internal name) the result here is the one its documentation
//! promises. `docs/flows/formulas.md` tells people all of it, with every function.
//!
//! Reading ([`parse`]) and evaluating are apart: a text is read once, when a flow is compiled, and
//! most mistakes surface then. Nothing here can run away: [`parse`] bounds the size of an
//! expression, [`budget`] what it builds.

mod budget;
mod dates;
mod decimal;
mod error;
mod evaluate;
mod functions;
mod help;
mod literal;
mod maths;
mod mixed;
mod operators;
mod parse;
mod scan;
mod text;
mod utf16;
mod value;

#[cfg(test)]
mod tests;

pub use error::FormulaError;
pub use help::{FunctionHelp, functions as function_help};
pub use text::{FormulaText, is_formula};
