use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::ContactId;
use winfactor_service::contacts::{self, ContactPatch};

use super::{TAG, resource::Contact};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    nullable::nullable,
    reply::Reply,
};

/// What shall change about a contact; what is absent stays as it is, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ContactChanges {
    #[schema(max_length = 200)]
    name: Option<String>,
    #[schema(max_length = 254)]
    email: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 40)]
    phone: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    company_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    street: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 40)]
    postal_code: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    city: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    country: Option<Option<String>>,
    /// The contact's id in another system.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200, example = "hubspot:contact:3314")]
    external_ref: Option<Option<String>>,
}

impl From<ContactChanges> for ContactPatch {
    fn from(changes: ContactChanges) -> Self {
        ContactPatch {
            name: changes.name,
            email: changes.email,
            phone: changes.phone,
            company_name: changes.company_name,
            street: changes.street,
            postal_code: changes.postal_code,
            city: changes.city,
            country: changes.country,
            external_ref: changes.external_ref,
        }
    }
}

/// Change a contact
///
/// An e-mail address that another contact has is `409 email_taken`.
#[utoipa::path(
    patch, path = "/contacts/{id}", operation_id = "updateContact", tag = TAG,
    params(("id" = String, Path, description = "The contact's id.")),
    request_body = ContactChanges,
    responses((status = 200, description = "The contact as it now is.", body = Contact), Changing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<ContactId>,
    JsonBody(changes): JsonBody<ContactChanges>,
) -> Result<Reply<Contact>, ApiError> {
    let service = caller.service();
    let changed = contacts::update(service, caller.organization, id, changes.into()).await?;
    Ok(Reply(changed.into()))
}
