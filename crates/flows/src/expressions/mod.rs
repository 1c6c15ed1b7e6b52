//! `{{ … }}` in the texts of a step's input, as ActivePieces resolves them.
//!
//! A text is one [`Template`]. When a single token is the entire text, its value comes out typed
//! (a number stays a number); otherwise everything becomes text, and what is null, missing or
//! cannot be evaluated becomes nothing. It is one pass: text that comes out of a token is not
//! looked at again.
//!
//! Inside a token stands a JavaScript expression. Plain property paths (`trigger.body['data'].id`)
//! and `flattenNestedKeys` over them are evaluated here, natively, over the outputs of the steps
//! that ran ([`Scope`]). They cover nearly everything people write; the rest is a
//! [`Expression::Script`] and goes to the run's JavaScript engine. A token that begins with
//! `connections` stands for a connection.
//!
//! Templates are compiled once per flow, so a run parses nothing. What one run needs beside its
//! scope is its [`Evaluator`].

mod connection;
mod connection_reference;
mod escaping;
mod evaluator;
mod expression;
mod flatten;
mod input;
mod lines;
mod list_of_texts;
mod manner;
mod path;
mod property;
mod reserved_words;
mod resolution;
mod resolve_error;
mod scope;
mod template;
mod token;

pub use crate::javascript::{ExceededLimit, Limits, Script, Stopwatch};
pub use connection::{Connection, Connections};
pub use connection_reference::ConnectionReference;
pub use escaping::Escaping;
pub use evaluator::Evaluator;
pub use expression::{Expression, ExpressionError, MAX_EXPRESSION_BYTES};
pub use flatten::Flatten;
pub use input::InputTemplate;
pub use manner::Manner;
pub use path::Path;
pub use resolve_error::ResolveError;
pub use scope::Scope;
pub use template::Template;

pub(crate) use escaping::{fence, split_off_mark};
pub(crate) use property::{Lookup, possible_property};
pub(crate) use reserved_words::contains as is_reserved_word;
pub(crate) use token::{Part, split};
