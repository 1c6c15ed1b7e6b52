use serde_json::{Map, Value, json};
use winfactor_domain::{ContactId, LeadId, LeadStatus, OrganizationId, QuoteId, SubmissionId};
use winfactor_store::{
    contacts as store_contacts, leads as store_leads, quotes as store_quotes,
    submissions as store_submissions,
};

use super::{Action, input::Input, output};
use crate::{
    Result, ServiceError, Work,
    contacts::{self, ContactFields, ContactPatch, CustomerFields},
    files, paging,
    quotes::{self, NewQuote, QuotePatch, SendFields, TermFields},
    submissions::{self, SubmissionPatch},
};

/// Does what the step says; the output is what the REST API answers.
pub(super) fn act(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    action: Action,
    input: &Map<String, Value>,
) -> Result<Value> {
    let input = Input(input);
    match action {
        Action::FindSubmission => find_submission(work, organization, input),
        Action::CreateQuote => create_quote(work, organization, input),
        Action::ReplaceLineItems => replace_line_items(work, organization, input),
        Action::GetQuote => get_quote(work, organization, input),
        Action::SendQuote => send_quote(work, organization, input),
        Action::SetExternalReference => set_external_reference(work, organization, input),
        Action::FindContact => find_contact(work, organization, input),
        Action::UpsertContact => upsert_contact(work, organization, input),
        Action::ListLeads => list_leads(work, organization, input),
        Action::AppendRowToFile => append_row_to_file(work, organization, input),
    }
}

fn find_submission(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let id: SubmissionId = match input.text("quoteId") {
        Some(_) if input.text("submissionId").is_none() => {
            let quote: QuoteId = input.id("quoteId")?;
            let found = store_quotes::get(work.tx, organization, quote)?;
            let found = found.ok_or_else(|| ServiceError::not_found("quote", quote))?;
            found.submission
        }
        _ => input.id("submissionId")?,
    };
    let found = store_submissions::get(work.tx, organization, id)?;
    let found = found.ok_or_else(|| ServiceError::not_found("submission", id))?;
    Ok(output::submission(&found, work.links()))
}

fn create_quote(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let submission: SubmissionId = input.id("submissionId")?;
    let new = NewQuote {
        terms: TermFields {
            tax_rate: input.decimal("taxRate")?,
            validity_days: input.whole_number("validityDays")?,
            currency: input.text("currency"),
            // What came out empty is left out, not written as empty.
            reference: input.text("reference").map(Some),
            notes: input.text("notes").map(Some),
        },
        line_items: input.line_items("lineItems")?,
        created_by_name: None,
    };
    let quote = quotes::create_within(work, organization, submission, &new)?;
    Ok(json!({"quoteId": quote.id}))
}

fn replace_line_items(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let id: QuoteId = input.id("quoteId")?;
    // An empty list takes all lines away; what came out empty must not.
    input.required("lineItems")?;
    let lines = input.line_items("lineItems")?;
    let quote = quotes::replace_line_items_within(work, organization, id, &lines)?;
    output::quote(&quote, work.links())
}

fn get_quote(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let id: QuoteId = input.id("quoteId")?;
    let quote = store_quotes::get(work.tx, organization, id)?;
    let quote = quote.ok_or_else(|| ServiceError::not_found("quote", id))?;
    output::quote(&quote, work.links())
}

fn send_quote(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let id: QuoteId = input.id("quoteId")?;
    let fields = SendFields {
        recipients: input.texts("recipients")?,
        locale: input.text("locale"),
    };
    let quote = quotes::send_within(work, organization, id, &fields)?;
    output::quote(&quote, work.links())
}

fn set_external_reference(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    // An empty one would erase what is known.
    let external_ref = Some(Some(input.required("externalRef")?));
    let record = input.required("recordId")?;
    if let Ok(id) = record.parse::<SubmissionId>() {
        let patch = SubmissionPatch {
            external_ref,
            ..SubmissionPatch::default()
        };
        let changed = submissions::update_within(work, organization, id, &patch)?;
        return Ok(output::submission(&changed, work.links()));
    }
    if let Ok(id) = record.parse::<QuoteId>() {
        let patch = QuotePatch {
            external_ref,
            ..QuotePatch::default()
        };
        let changed = quotes::edit_within(work, organization, id, &patch)?;
        return output::quote(&changed, work.links());
    }
    if let Ok(id) = record.parse::<ContactId>() {
        let patch = ContactPatch {
            external_ref,
            ..ContactPatch::default()
        };
        let changed = contacts::update_within(work, organization, id, &patch)?;
        return Ok(output::contact(&changed));
    }
    Err(input.wrong(
        "recordId",
        "must be the id of a submission, a quote or a contact",
    ))
}

fn find_contact(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    // A customer without an address is nobody's contact, which is an answer and no failure.
    let email = input.text("email").unwrap_or_default();
    let key = contacts::email_key(&email);
    let found = store_contacts::by_email_key(work.tx, organization, &key)?;
    let contact = found.as_ref().map(output::contact);
    Ok(json!({"found": contact.is_some(), "contact": contact}))
}

fn upsert_contact(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let new = ContactFields {
        customer: CustomerFields {
            name: input.text("name").unwrap_or_default(),
            email: input.text("email").unwrap_or_default(),
            phone: input.text("phone"),
            company_name: input.text("companyName"),
            street: input.text("street"),
            postal_code: input.text("postalCode"),
            city: input.text("city"),
            country: input.text("country"),
        },
        external_ref: input.text("externalRef"),
    };
    let upserted = contacts::upsert_within(work, organization, &new)?;
    let mut contact = output::contact(&upserted.contact);
    contact["created"] = Value::Bool(upserted.created);
    Ok(contact)
}

fn list_leads(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let status = input.text("status").map(|word| {
        LeadStatus::from_code(&word).ok_or_else(|| {
            let words = LeadStatus::ALL.map(LeadStatus::code).join(", ");
            input.wrong("status", format!("must be one of {words}"))
        })
    });
    let (limit, cursor) = (input.whole_number("limit")?, input.text("cursor"));
    let page = paging::page::<LeadId>("", limit, cursor.as_deref())?;
    let leads = store_leads::list(work.tx, organization, status.transpose()?, &page)?;
    let (leads, more) = page.split(leads);
    let next = leads.last().filter(|_| more);
    Ok(json!({
        "data": leads.iter().map(output::lead).collect::<Vec<_>>(),
        "nextCursor": next.map(|lead| paging::cursor_after(lead.id)),
    }))
}

fn append_row_to_file(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    input: Input<'_>,
) -> Result<Value> {
    let file = input.required("file")?;
    let values = input.object("values")?;
    let row = files::append_within(work, organization, &file, values)?;
    Ok(json!({"file": row.file, "month": row.month, "rowId": row.id}))
}
