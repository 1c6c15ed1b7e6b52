use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_service::contacts::{self, ContactFields, CustomerFields, Upserted};

use super::{TAG, resource::Contact};
use crate::api::{
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created},
    error::{ApiError, Creating},
};

/// A contact that shall be known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ContactInput {
    #[serde(default)]
    #[schema(required, max_length = 200, example = "John Smith")]
    name: String,
    #[serde(default)]
    #[schema(required, max_length = 254, example = "john.smith@example.com")]
    email: String,
    #[schema(max_length = 40, example = "+31 6 12345678")]
    phone: Option<String>,
    #[schema(max_length = 200, example = "Smith Interiors Ltd")]
    company_name: Option<String>,
    #[schema(max_length = 200)]
    street: Option<String>,
    #[schema(max_length = 40)]
    postal_code: Option<String>,
    #[schema(max_length = 200)]
    city: Option<String>,
    #[schema(max_length = 200)]
    country: Option<String>,
    /// The contact's id in another system; left out, the one that is known stays.
    #[schema(max_length = 200, example = "hubspot:contact:3314")]
    external_ref: Option<String>,
}

/// A contact, and whether it is new.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactUpserted {
    #[serde(flatten)]
    contact: Contact,
    created: bool,
}

impl From<ContactInput> for ContactFields {
    fn from(input: ContactInput) -> Self {
        ContactFields {
            customer: CustomerFields {
                name: input.name,
                email: input.email,
                phone: input.phone,
                company_name: input.company_name,
                street: input.street,
                postal_code: input.postal_code,
                city: input.city,
                country: input.country,
            },
            external_ref: input.external_ref,
        }
    }
}

/// Create or update a contact
///
/// Adds a contact, or lets the one with the same e-mail address learn what is said here. What is
/// left out never erases what is known.
#[utoipa::path(
    post, path = "/contacts", operation_id = "upsertContact", tag = TAG,
    params(IdempotencyHeader), request_body = ContactInput,
    responses(
        (status = 201, description = "A new contact: `created` is true.", body = ContactUpserted),
        (status = 200, description = "One that was known: `created` is false.", body = ContactUpserted),
        Creating,
    ),
)]
pub(super) async fn upsert(
    caller: Caller,
    Creation { body, once }: Creation<ContactInput>,
) -> Result<Response, ApiError> {
    let once = once.idempotency(answer);
    let made = contacts::upsert(caller.service(), caller.organization, body.into(), once).await?;
    Ok(created(made, answer))
}

fn answer(upserted: &Upserted) -> (StatusCode, ContactUpserted) {
    let status = match upserted.created {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    };
    let shown = ContactUpserted {
        contact: upserted.contact.clone().into(),
        created: upserted.created,
    };
    (status, shown)
}
