//! The actions of WinFactor's own piece that read and change an organization's records.
//!
//! They take and give what the REST API takes and gives, under the same names, so that one
//! documentation serves both. A run performs them inside its own transaction.

mod samples;

use std::sync::Arc;

use serde_json::Value;

use super::definition::{ActionDefinition, Audience};
use super::property::{Insertion, PropDefinition, PropertyType};
use crate::expressions::Escaping;

/// Finds a submission, or that of a quote: `{submissionId}` or `{quoteId}` → the submission.
pub const FIND_SUBMISSION: &str = "find_submission";
/// Makes a draft for a submission: `{submissionId, …}` → `{quoteId}`.
pub const CREATE_QUOTE: &str = "create_quote";
/// Gives a draft other lines in place of all it has: `{quoteId, lineItems}` → the quote.
pub const REPLACE_LINE_ITEMS: &str = "replace_line_items";
/// Gets a quote as it is now: `{quoteId}` → the quote.
pub const GET_QUOTE: &str = "get_quote";
/// Offers a draft to the customer: `{quoteId, …}` → the quote.
pub const SEND_QUOTE: &str = "send_quote";
/// Notes the id that a submission, quote or contact has in another system:
/// `{recordId, externalRef}` → that record.
pub const SET_EXTERNAL_REFERENCE: &str = "set_external_reference";
/// Looks for the contact with an e-mail address: `{email}` → `{found, contact}`; the contact is null
/// when there is none.
pub const FIND_CONTACT: &str = "find_contact";
/// Adds a contact or lets the one with the same e-mail address learn: → the contact, with `created`.
pub const UPSERT_CONTACT: &str = "upsert_contact";
/// Lists the messages of visitors, newest first: `{status, limit, cursor}` → `{data, nextCursor}`.
pub const LIST_LEADS: &str = "list_leads";
/// Appends a row to this month's file of a name: `{file, values}` → `{file, month, rowId}`.
pub const APPEND_ROW_TO_FILE: &str = "append_row_to_file";

pub(super) fn definitions() -> impl Iterator<Item = Arc<ActionDefinition>> {
    [
        action(
            FIND_SUBMISSION,
            "Find submission",
            // Events of quotes name the quote alone.
            vec![
                optional("submissionId", "Submission ID"),
                optional("quoteId", "ID of a quote for it"),
            ],
            samples::submission(),
        ),
        action(
            CREATE_QUOTE,
            "Create quote",
            vec![
                required("submissionId", "Submission ID"),
                optional("taxRate", "Tax rate in percent"),
                optional("validityDays", "Days of validity"),
                optional("currency", "Currency"),
                optional("reference", "Reference"),
                optional_long("notes", "Notes for the customer"),
                line_items(false),
            ],
            samples::quote_made(),
        ),
        action(
            REPLACE_LINE_ITEMS,
            "Replace line items",
            vec![required("quoteId", "Quote ID"), line_items(true)],
            samples::draft(),
        ),
        action(
            GET_QUOTE,
            "Get quote",
            vec![required("quoteId", "Quote ID")],
            samples::quote(),
        ),
        action(
            SEND_QUOTE,
            "Send quote",
            vec![
                required("quoteId", "Quote ID"),
                optional_long("recipients", "Recipients"),
                optional("locale", "Language"),
            ],
            samples::quote(),
        )
        // From then on the customer sees the offer.
        .writing_to(Audience::Customer),
        action(
            SET_EXTERNAL_REFERENCE,
            "Set external reference",
            vec![
                required("recordId", "ID of the submission, quote or contact"),
                required("externalRef", "Its ID in the other system"),
            ],
            samples::record(),
        ),
        action(
            FIND_CONTACT,
            "Find contact",
            vec![required("email", "E-mail address")],
            samples::contact_found(),
        ),
        action(
            UPSERT_CONTACT,
            "Create or update contact",
            vec![
                required("name", "Name"),
                required("email", "E-mail address"),
                optional("phone", "Phone"),
                optional("companyName", "Company"),
                optional("street", "Street"),
                optional("postalCode", "Postal code"),
                optional("city", "City"),
                optional("country", "Country"),
                optional("externalRef", "Its ID in another system"),
            ],
            samples::contact_upserted(),
        ),
        action(
            LIST_LEADS,
            "List leads",
            vec![
                PropDefinition::optional("status", "Status", lead_status()),
                PropDefinition::optional("limit", "How many", PropertyType::Number),
                optional("cursor", "Cursor"),
            ],
            samples::leads(),
        ),
        action(
            APPEND_ROW_TO_FILE,
            "Append row to file",
            vec![
                required("file", "Name of the file"),
                PropDefinition::new(
                    "values",
                    "Values by the names of their columns",
                    PropertyType::Object,
                    true,
                ),
            ],
            samples::row_appended(),
        ),
    ]
    .into_iter()
    .map(Arc::new)
}

fn action(
    name: &str,
    display_name: &str,
    props: Vec<PropDefinition>,
    sample_output: Value,
) -> ActionDefinition {
    ActionDefinition::new(name, display_name, props, sample_output)
}

fn required(name: &str, display_name: &str) -> PropDefinition {
    PropDefinition::new(name, display_name, PropertyType::ShortText, true)
}

/// Numbers come as text too: digit by digit, so that no amount is rounded.
fn optional(name: &str, display_name: &str) -> PropDefinition {
    PropDefinition::new(name, display_name, PropertyType::ShortText, false)
}

/// JSON, so that lists of earlier steps and their text fit as well. What is inserted into a text is
/// data, and must not become another line.
fn line_items(is_required: bool) -> PropDefinition {
    PropDefinition::new("lineItems", "Line items", PropertyType::Json, is_required)
        .inserting(Insertion::Escaped(Escaping::Json))
}

fn lead_status() -> PropertyType {
    PropertyType::one_of(&[
        ("new", "New"),
        ("contacted", "Contacted"),
        ("closed", "Closed"),
    ])
}

/// Texts of several lines, and lists of texts as their JSON.
fn optional_long(name: &str, display_name: &str) -> PropDefinition {
    PropDefinition::new(name, display_name, PropertyType::LongText, false)
}
