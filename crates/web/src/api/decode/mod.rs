//! Reading what was sent into the type that a handler takes.
//!
//! serde's derived code finds out what is wrong with a document, but the errors of `serde_json` keep
//! that only as a sentence. So a body is read the fast way first; when that fails, it is read once
//! more by a deserializer whose error type ([`ShapeError`]) keeps the kind and the JSON pointer of
//! what is wrong. The parameters of an address are read by the same means. Only the outer shape is
//! checked here: which values make sense is the use cases' business.

mod json;
mod query;
mod shape_error;

pub(crate) use json::{JsonError, from_json};
pub(crate) use query::from_query;
pub(crate) use shape_error::ShapeError;
