//! Salesforce: create, change and upsert records of any object.
//!
//! The names are those of ActivePieces' piece. Some things are done more carefully than there:
//!
//! - A field that came out blank is left out, for Salesforce erases what is set to an empty text.
//! - Names of objects and fields and IDs of records are checked: they stand in addresses and queries.
//! - What an expression inserts into the JSON of a record stays in the text that it stands in.
//! - A new lead or contact without the names that Salesforce asks for gets those of the event's
//!   customer ([`missing_names`]).
//! - A batch is written record by record, so that each of them is held to the same rules.

mod definition;
mod missing_names;
mod names;
mod samples;
mod step;
#[cfg(test)]
mod tests;

pub(super) use definition::definition;
pub use missing_names::{CustomerName, missing_names};
pub use names::RecordId;
pub use step::{AnswerShape, ExternalKey, Record, SalesforceInputError, SalesforceStep};

pub const SALESFORCE_PIECE: &str = "@activepieces/piece-salesforce";
pub const CREATE_RECORD: &str = "create_record";
pub const UPDATE_RECORD: &str = "update_record";
pub const CREATE_LEAD: &str = "create_lead";
pub const CREATE_CONTACT: &str = "create_contact";
pub const CREATE_OPPORTUNITY: &str = "create_opportunity";
pub const UPSERT_RECORD: &str = "upsert_record_by_external_id";
pub const UPSERT_BATCH: &str = "upsert_by_external_id";

/// The older actions, whose outputs are whole answers.
pub const CREATE_NEW_OBJECT: &str = "create_new_object";
pub const UPDATE_OBJECT_BY_ID: &str = "update_object_by_id";

pub const LEAD: &str = "Lead";
pub const CONTACT: &str = "Contact";
pub const OPPORTUNITY: &str = "Opportunity";

const OBJECT: &str = "object";
const DATA: &str = "data";
const RECORD_ID: &str = "record_id";
const ID: &str = "id";
const OTHER_FIELDS: &str = "other_fields";
const EXTERNAL_ID_FIELD: &str = "external_id_field";
const EXTERNAL_ID_VALUE: &str = "external_id_value";
const FIELDS: &str = "fields";
const EXTERNAL_FIELD: &str = "external_field";
const RECORDS: &str = "records";

/// Inputs that are fields of the record by the same name.
const LEAD_FIELDS: [&str; 6] = [
    "LastName",
    "Company",
    "FirstName",
    "Email",
    "Phone",
    "LeadSource",
];
const CONTACT_FIELDS: [&str; 6] = [
    "LastName",
    "FirstName",
    "AccountId",
    "Email",
    "Phone",
    "Title",
];
const OPPORTUNITY_FIELDS: [&str; 5] = ["Name", "CloseDate", "StageName", "AccountId", "Amount"];
