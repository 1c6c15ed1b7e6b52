//! HubSpot's CRM API, version 3, with the token of a private app.
//!
//! Contacts are written by their e-mail address, deals by a property of our own,
//! [`DEAL_KEY`], whose values are unique in the account: so a step that is repeated changes the
//! record that it made, and makes no second one. The property is made when it is not there.
//!
//! Sources: HubSpot's published reference of `/crm/v3/objects`, `/crm/v3/properties`,
//! `/crm/v3/pipelines` and `/account-info/v3/details`, its error format (`status`, `message`, `category`, `errors`), and its usage
//! guidelines for the limits.

mod contacts;
mod deals;
mod failure;
mod records;
mod test;

use super::JsonApi;

/// The property of deals that says which record of ours a deal is for.
pub const DEAL_KEY: &str = "winfactor_quote_id";

/// An account at HubSpot, for the length of one step.
#[derive(Debug, Clone, Copy)]
pub struct HubSpot<'a>(pub JsonApi<'a>);
