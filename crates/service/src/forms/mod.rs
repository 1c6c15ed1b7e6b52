//! The hidden token of a form.
//!
//! It does two things. A form that changes something for a member of staff carries a token bound
//! to their session, so that another site cannot post in their name. And because every token is
//! unique, a form that is posted twice (a double click, a reload) is recognized: the token is the
//! idempotency key of the post. Public forms have no session; their token is bound to the form
//! alone and keeps the second property.
//!
//! Nothing is stored: a token is signed, tells when it was made, and counts for a day.

mod token;

pub use token::{FormOwner, FormTokenError, FormUse, issue, verify};
