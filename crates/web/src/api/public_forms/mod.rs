//! The forms of the public pages as programs send them: as JSON, answered in the manner of the API,
//! but without a key, as a page of the organization's own would. Sizes are whole millimetres; fields
//! have the names and shapes of the API.
//!
//! | post | body | answer |
//! | --- | --- | --- |
//! | `/{org-slug}/submissions` | as `POST /submissions` | 201, what was submitted |
//! | `/{org-slug}/leads` | `name`, `email`, `phone`?, `message`, `locale`? | 201 `id`, `createdAt` |
//! | `/q/{token}/accept` | `name`, `confirmed` | 200, the answer that stands |
//! | `/q/{token}/reject` | `name`?, `reason`?, `confirmed` | 200, the answer that stands |
//!
//! What is answered to anybody tells nothing that they did not send: not whether the organization
//! knew the customer, for one.

mod answer;
mod leave;
mod problem;
mod sent;
mod submit;

pub(crate) use answer::{accept, reject};
pub(crate) use leave::leave;
pub(crate) use problem::{apology, is_json, problem};
pub(crate) use submit::submit;
