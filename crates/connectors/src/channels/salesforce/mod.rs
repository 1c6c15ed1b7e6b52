//! Salesforce's REST API, in the version that ActivePieces' piece speaks.
//!
//! An upsert finds its record by a field that is marked as an external ID there, so a step that is
//! repeated changes the record that it made. A record that is merely created has no such key. For it
//! a field of the author's counts whose name begins with [`OWN_FIELD`]: a step that may have happened
//! before looks for a record with the same value in it, before it makes another one. Without such a
//! field nothing can be looked for, and the step is repeated.
//!
//! An opportunity is never moved back to an earlier stage.
//!
//! Sources: Salesforce's REST API Developer Guide (sObject Basic Information, sObject Rows, sObject
//! Rows by External ID, Query, Status Codes and Error Responses), its Object Reference
//! (`OpportunityStage`, `Organization`), the list of status codes in the SOAP API Developer Guide, and
//! its help on the endpoint `userinfo`.

mod access;
mod failure;
mod opportunity;
mod query;
mod records;
mod upsert;
mod userinfo;

pub use access::SalesforceAccess;
pub use records::Written;
pub use upsert::{Key, Upserted};
pub use userinfo::test;

use super::JsonApi;

/// How the names of fields begin that hold what a record of ours is known by.
pub const OWN_FIELD: &str = "WinFactor";

const VERSION: &str = "v56.0";

/// An organization at Salesforce, for the length of one step.
#[derive(Debug, Clone, Copy)]
pub struct Salesforce<'a>(pub JsonApi<'a>);
