//! Records as the REST API shows them.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use winfactor_domain::{Contact, Customer, Lead, LineItem, Quote, Submission, events::Links};

use crate::{Result, ServiceError};

pub(super) fn submission(submission: &Submission, links: &Links) -> Value {
    let configuration = &submission.configuration;
    json!({
        "id": submission.id,
        "status": submission.status.code(),
        "createdAt": submission.created_at,
        "updatedAt": submission.updated_at,
        "locale": submission.locale.code(),
        "templateId": submission.template,
        "template": {
            "id": submission.template,
            "name": submission.template_name,
            "slug": submission.template_slug.to_string(),
        },
        "customer": customer(&submission.customer),
        "configuration": {
            "width": configuration.width,
            "height": configuration.height,
            "componentCount": configuration.component_count,
            "notes": configuration.notes,
        },
        "contactId": submission.contact,
        "externalRef": submission.external_ref,
        "urls": {"submissionDetail": links.submission(submission.id)},
    })
}

pub(super) fn contact(contact: &Contact) -> Value {
    let mut shown = json!({
        "id": contact.id,
        "submissionCount": contact.submission_count,
        "lastUsedAt": contact.last_used_at,
        "externalRef": contact.external_ref,
        "createdAt": contact.created_at,
        "updatedAt": contact.updated_at,
    });
    if let (Value::Object(shown), Value::Object(customer)) =
        (&mut shown, customer(&contact.customer))
    {
        shown.extend(customer);
    }
    shown
}

pub(super) fn lead(lead: &Lead) -> Value {
    json!({
        "id": lead.id,
        "status": lead.status.code(),
        "locale": lead.locale.code(),
        "name": lead.name,
        "email": lead.email.to_string(),
        "phone": lead.phone,
        "message": lead.message,
        "createdAt": lead.created_at,
        "updatedAt": lead.updated_at,
    })
}

pub(super) fn quote(quote: &Quote, links: &Links) -> Result<Value> {
    let terms = &quote.terms;
    let lines = quote.line_items.iter().enumerate();
    let lines: Vec<_> = lines
        .map(|(order, item)| line_item(item, order))
        .collect::<Result<_>>()?;
    let mut urls = json!({
        "quoteDetail": links.quote(quote.id),
        "submissionDetail": links.submission(quote.submission),
    });
    if let Some(sending) = &quote.sending {
        urls["quotePage"] = links.quote_page(&sending.token).into();
    }
    let sending = quote.sending.as_ref().map(|sending| {
        let recipients = sending.recipients.iter().map(ToString::to_string);
        json!({
            "sentAt": sending.sent_at,
            "recipients": recipients.collect::<Vec<_>>(),
            "validUntil": sending.valid_until,
        })
    });
    Ok(json!({
        "id": quote.id,
        "number": quote.number.to_string(),
        "version": quote.version,
        "status": quote.status.code(),
        "submissionId": quote.submission,
        "locale": quote.locale.code(),
        "customer": customer(&quote.customer),
        "currency": terms.currency.code(),
        "currencySymbol": terms.currency.symbol(),
        "taxRate": number(terms.tax_rate.percent())?,
        "validityDays": terms.validity_days,
        "reference": terms.reference,
        "notes": terms.notes,
        "lineItems": lines,
        "totals": {
            "subtotal": quote.totals.subtotal,
            "tax": quote.totals.tax,
            "total": quote.totals.total,
        },
        "total": quote.totals.total,
        "createdByName": quote.created_by_name,
        "sending": sending,
        "externalRef": quote.external_ref,
        "urls": urls,
        "createdAt": quote.created_at,
        "updatedAt": quote.updated_at,
    }))
}

fn line_item(item: &LineItem, order: usize) -> Result<Value> {
    Ok(json!({
        "id": item.id,
        "description": item.description,
        "quantity": number(item.quantity.decimal())?,
        "unitPrice": item.unit_price,
        "total": item.total,
        "itemType": item.item_type.code(),
        "order": order,
    }))
}

fn customer(customer: &Customer) -> Value {
    let address = &customer.address;
    json!({
        "name": customer.name,
        "email": customer.email.to_string(),
        "phone": customer.phone,
        "companyName": customer.company_name,
        "street": address.street,
        "postalCode": address.postal_code,
        "city": address.city,
        "country": address.country,
    })
}

fn number(decimal: Decimal) -> Result<Value> {
    serde_json::from_str(&decimal.to_string())
        .map_err(|error| ServiceError::internal("a decimal number is no number in JSON", error))
}
