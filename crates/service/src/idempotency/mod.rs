//! The same request twice has one effect, and one answer.
//!
//! Whoever creates something may send a key with the request (the API's `Idempotency-Key`, a form's
//! hidden token). The key, a hash of the request and the rendered answer are stored in the
//! transaction of the creation itself, so that there is never an effect without its answer or an
//! answer without its effect. A repetition is answered with the stored answer; the same key with
//! another request is a mistake of the caller and changes nothing. A request that failed leaves no
//! trace: it can be tried again with its key.

mod forget;
mod key;
mod once;

pub use forget::{KEPT_FOR, forget_old};
pub use key::{IdempotencyKey, request_hash};
pub use once::{Created, FirstAnswer, Idempotency};

pub(crate) use once::once;
