//! Pipedrive: persons and deals.
//!
//! The names are those of ActivePieces' piece, and so are the requests and the outputs. It makes a
//! new record each time; here a record that is there already is found and changed, which is why an
//! input says only what is to be written: what came out blank is left out, and e-mail addresses are
//! trimmed and in small letters.

mod definition;
mod input;
mod samples;
mod step;
#[cfg(test)]
mod tests;

pub(super) use definition::definition;
pub use input::PipedriveInputError;
pub use step::{PipedriveRecord, PipedriveStep};

pub const PIPEDRIVE_PIECE: &str = "@activepieces/piece-pipedrive";
pub const CREATE_PERSON: &str = "create-person";
pub const CREATE_DEAL: &str = "create-deal";

/// What "create person" was called once. Its inputs had other names, and its output was the record
/// alone.
pub const ADD_PERSON: &str = "add_person";

const NAME: &str = "name";
const FIRST_NAME: &str = "firstName";
const LAST_NAME: &str = "lastName";
const EMAIL: &str = "email";
const PHONE: &str = "phone";
const MARKETING_STATUS: &str = "marketing_status";
const TITLE: &str = "title";
const VALUE: &str = "dealValue";
const CURRENCY: &str = "dealValueCurrency";
const CLOSE_DATE: &str = "expectedCloseDate";
const CREATION_TIME: &str = "creationTime";
const STATUS: &str = "status";
const STAGE: &str = "stageId";
const PIPELINE: &str = "pipelineId";
const PERSON: &str = "personId";
const PROBABILITY: &str = "probability";
const OWNER: &str = "ownerId";
const ORGANIZATION: &str = "organizationId";
const LABELS: &str = "labelIds";
const VISIBLE_TO: &str = "visibleTo";
const CUSTOM_FIELDS: &str = "customfields";
const OLD_OWNER: &str = "owner_id";
const OLD_ORGANIZATION: &str = "org_id";
