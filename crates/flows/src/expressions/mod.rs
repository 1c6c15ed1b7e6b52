//! `{{ … }}` in the texts of a step's input, as ActivePieces resolves them.
//!
//! A text is one [`Template`]. When a single token is the entire text, its value comes out typed
//! (a number stays a number); otherwise everything becomes text, and what is null, missing or
//! cannot be evaluated becomes nothing. It is one pass: text that comes out of a token is not
//! looked at again.
//!
//! Inside a token stands a JavaScript expression. Plain property paths (`trigger.body['data'].id`)
//! are evaluated here, natively, over the outputs of the steps that ran ([`Scope`]). A plain path
//! covers nearly everything people write; the rest is classified as [`Expression::Script`] and
//! refused when a template is compiled. That classification is the seam at which a JavaScript
//! engine is to be attached: parsing, scope and text forms stay as they are.
//!
//! Templates are compiled once per flow, so a run parses nothing.

mod expression;
mod input;
mod path;
mod property;
mod reserved_words;
mod scope;
mod template;
mod token;

pub use expression::{Expression, ExpressionError};
pub use input::InputTemplate;
pub use path::Path;
pub use scope::Scope;
pub use template::Template;

pub(crate) use property::{Lookup, possible_property};
pub(crate) use token::{Part, split};
