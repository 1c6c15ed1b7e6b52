//! A flow's own HTTP request: any method, headers and body, through the guarded client.
//!
//! The person who built the flow writes the request, so nothing of it is trusted: the address is
//! checked as every address is, the headers that frame a request are left to the client, time and
//! size are bounded. Redirects are followed only where the step asks for it, a few at most; each
//! hop is checked like a first address, and what may be a secret does not follow to another origin.
//!
//! An answer of any status is an [`HttpAnswer`]: what it means is the step's business. Everything
//! else is a [`RequestFailure`], which says who must act. Nothing is tried again here.

mod failure;
mod headers;
mod redirect;
mod send;

pub use ::http::Method;
pub use failure::{Blame, RequestFailure};
pub use send::{HttpAnswer, MAX_REDIRECTS, OutgoingRequest, send};
