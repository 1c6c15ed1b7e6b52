use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_service::organizations::{self, OrganizationPatch, QuoteDefaultsPatch};

use super::{TAG, resource::Organization};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    decimal::DecimalNumber,
    error::{ApiError, Writing},
    nullable::nullable,
    reply::Reply,
};

/// New settings; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct OrganizationChanges {
    #[schema(max_length = 200)]
    name: Option<String>,
    email: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// An `https` address.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    logo_url: Option<Option<String>>,
    /// `en`, `de` or `nl`.
    #[schema(example = "nl")]
    locale: Option<String>,
    /// `metric` or `imperial`.
    #[schema(example = "metric")]
    unit_system: Option<String>,
    /// A code of ISO 4217, such as `EUR`.
    #[schema(example = "EUR")]
    currency: Option<String>,
    /// A name of the IANA database, such as `Europe/Amsterdam`.
    #[schema(example = "Europe/Amsterdam")]
    time_zone: Option<String>,
    #[serde(default)]
    quote_defaults: QuoteDefaultChanges,
}

/// What new quotes start with from now on; what is absent stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct QuoteDefaultChanges {
    /// In percent, with at most 2 decimals.
    #[schema(value_type = Option<f64>, example = 21)]
    tax_rate: Option<DecimalNumber>,
    /// From 1 to 730.
    #[schema(example = 30)]
    validity_days: Option<i64>,
    /// From 0 (no reminder) to 60.
    #[schema(example = 3)]
    expiring_soon_days: Option<i64>,
}

impl From<OrganizationChanges> for OrganizationPatch {
    fn from(changes: OrganizationChanges) -> Self {
        let defaults = changes.quote_defaults;
        OrganizationPatch {
            name: changes.name,
            email: changes.email,
            phone: changes.phone,
            logo_url: changes.logo_url,
            locale: changes.locale,
            unit_system: changes.unit_system,
            currency: changes.currency,
            time_zone: changes.time_zone,
            quote_defaults: QuoteDefaultsPatch {
                tax_rate: defaults.tax_rate.map(|rate| rate.0),
                validity_days: defaults.validity_days,
                expiring_soon_days: defaults.expiring_soon_days,
            },
        }
    }
}

/// Change the organization
///
/// Changes settings. Quotes that exist keep their terms.
#[utoipa::path(
    patch, path = "/organization", operation_id = "updateOrganization", tag = TAG,
    request_body = OrganizationChanges,
    responses((status = 200, description = "The organization as it now is.", body = Organization), Writing),
)]
pub(super) async fn update(
    caller: Caller,
    JsonBody(changes): JsonBody<OrganizationChanges>,
) -> Result<Reply<Organization>, ApiError> {
    let changed =
        organizations::update(caller.service(), caller.organization, changes.into()).await?;
    Ok(Reply(changed.into()))
}
