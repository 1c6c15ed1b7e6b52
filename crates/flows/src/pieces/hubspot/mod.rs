//! HubSpot: create and update contacts, create deals.
//!
//! The names are those of ActivePieces' piece. Two things are done more carefully than there:
//!
//! - A field that came out blank is left out, for HubSpot erases what is set to an empty text.
//! - "Create or update contact" is HubSpot's own upsert by e-mail address, not a search and a
//!   change after it: the search finds a new contact only seconds later, and a second one would be
//!   made.

mod definition;
mod samples;
mod step;
#[cfg(test)]
mod tests;

pub(super) use definition::definition;
pub use step::{HubSpotInputError, HubSpotStep};

pub const HUBSPOT_PIECE: &str = "@activepieces/piece-hubspot";
pub const CREATE_CONTACT: &str = "create-contact";
pub const UPDATE_CONTACT: &str = "update-contact";
pub const CREATE_OR_UPDATE_CONTACT: &str = "create-or-update-contact";
pub const CREATE_DEAL: &str = "create-deal";

/// What the actions were called once; flows that were exported then name them so.
pub const OLD_CREATE_CONTACT: &str = "create_contact";
pub const OLD_CREATE_OR_UPDATE_CONTACT: &str = "create_or_update_contact";

const PROPERTIES: &str = "objectProperties";
const RETRIEVE: &str = "additionalPropertiesToRetrieve";
const CONTACT_ID: &str = "contactId";
const EMAIL: &str = "email";
const DEAL_NAME: &str = "dealname";
const PIPELINE: &str = "pipelineId";
const STAGE: &str = "pipelineStageId";
