//! Examples of what the actions give: answers of the REST API, member by member.

use serde_json::{Value, json};

const SUBMISSION_ID: &str = "sub_01kfs8q5c0e9h8n3w5v7x2m4ta";
const TEMPLATE_ID: &str = "template_01kfs8q5c0e9h8n3w5v7x2m4ta";
const CONTACT_ID: &str = "contact_01kfs8q5c0e9h8n3w5v7x2m4ta";
const QUOTE_ID: &str = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta";
/// 2 March 2026, 08:00 UTC, in Unix milliseconds.
const CREATED_AT: i64 = 1_772_438_400_000;
const VALID_UNTIL: i64 = 1_775_080_799_999;

pub(super) fn submission() -> Value {
    json!({
        "id": SUBMISSION_ID,
        "status": "new",
        "createdAt": CREATED_AT,
        "updatedAt": CREATED_AT,
        "locale": "en",
        "templateId": TEMPLATE_ID,
        "template": {
            "id": TEMPLATE_ID,
            "name": "Modern Glass Panel",
            "slug": "modern-glass-panel",
        },
        "customer": customer(),
        "configuration": {"width": 5000, "height": 3000, "componentCount": 4, "notes": null},
        "contactId": CONTACT_ID,
        "externalRef": null,
        "urls": {"submissionDetail": page("submissions", SUBMISSION_ID)},
    })
}

pub(super) fn quote_made() -> Value {
    json!({"quoteId": QUOTE_ID})
}

pub(super) fn quote() -> Value {
    json!({
        "id": QUOTE_ID,
        "number": "Q-2026-0042",
        "version": 1,
        "status": "sent",
        "submissionId": SUBMISSION_ID,
        "locale": "en",
        "customer": customer(),
        "currency": "EUR",
        "currencySymbol": "€",
        "taxRate": 21,
        "validityDays": 30,
        "reference": null,
        "notes": null,
        "lineItems": [{
            "id": "item_01kfs8q5c0e9h8n3w5v7x2m4ta",
            "description": "Sliding door, 4 panes",
            "quantity": 2,
            "unitPrice": 1250,
            "total": 2500,
            "itemType": "product",
            "order": 0,
        }],
        "totals": {"subtotal": 2500, "tax": 525, "total": 3025},
        "total": 3025,
        "createdByName": null,
        "sending": {
            "sentAt": CREATED_AT,
            "recipients": ["john.smith@example.com"],
            "validUntil": VALID_UNTIL,
        },
        "externalRef": null,
        "urls": {
            "quoteDetail": page("quotes", QUOTE_ID),
            "submissionDetail": page("submissions", SUBMISSION_ID),
            "quotePage": page("q", "3n8Vq0ZbY1kT6wXr"),
        },
        "createdAt": CREATED_AT,
        "updatedAt": CREATED_AT,
    })
}

/// A quote that was not sent yet.
pub(super) fn draft() -> Value {
    let mut draft = quote();
    draft["status"] = "draft".into();
    draft["sending"] = Value::Null;
    if let Some(urls) = draft["urls"].as_object_mut() {
        // The customer's page is there once it was sent.
        urls.remove("quotePage");
    }
    draft
}

/// What every record with an external reference has.
pub(super) fn record() -> Value {
    json!({
        "id": SUBMISSION_ID,
        "externalRef": "hubspot:deal:3314",
        "createdAt": CREATED_AT,
        "updatedAt": CREATED_AT,
    })
}

pub(super) fn contact_found() -> Value {
    json!({"found": true, "contact": contact()})
}

pub(super) fn contact_upserted() -> Value {
    let mut contact = contact();
    contact["created"] = false.into();
    contact
}

fn contact() -> Value {
    let mut contact = json!({
        "id": CONTACT_ID,
        "submissionCount": 1,
        "lastUsedAt": CREATED_AT,
        "externalRef": "hubspot:contact:3314",
        "createdAt": CREATED_AT,
        "updatedAt": CREATED_AT,
    });
    if let (Value::Object(contact), Value::Object(customer)) = (&mut contact, customer()) {
        contact.extend(customer);
    }
    contact
}

pub(super) fn leads() -> Value {
    json!({
        "data": [{
            "id": "lead_01kfs8q5c0e9h8n3w5v7x2m4ta",
            "status": "new",
            "locale": "en",
            "name": "Jane Smith",
            "email": "jane.smith@example.com",
            "phone": "+31 6 12345678",
            "message": "I am interested in custom sliding doors for my showroom.",
            "createdAt": CREATED_AT,
            "updatedAt": CREATED_AT,
        }],
        "nextCursor": null,
    })
}

pub(super) fn row_appended() -> Value {
    json!({"file": "Quotes", "month": "2026-03", "rowId": "row_01kfs8q5c0e9h8n3w5v7x2m4ta"})
}

fn customer() -> Value {
    json!({
        "name": "John Smith",
        "email": "john.smith@example.com",
        "phone": "+31 6 12345678",
        "companyName": "Smith Interiors Ltd",
        "street": null,
        "postalCode": null,
        "city": null,
        "country": null,
    })
}

fn page(kind: &str, id: &str) -> String {
    format!("https://app.winfactor.example/{kind}/{id}")
}
