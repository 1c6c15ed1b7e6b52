use schemars::JsonSchema;
use serde::Serialize;

use super::{EventData, EventType};
use crate::{Locale, Organization, Timestamp};

/// The version of the payload contract.
pub const CONTRACT_VERSION: &str = "1.0";

/// What is sent, key by key, in this order.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Envelope<D> {
    /// The version of this contract: "1.0".
    pub version: String,
    pub event_type: EventType,
    /// The moment of the business change, in Unix milliseconds.
    #[schemars(with = "u64")]
    pub timestamp: Timestamp,
    /// The organization's language.
    pub org_locale: Locale,
    /// The customer's language; absent when no customer is concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Locale")]
    pub customer_locale: Option<Locale>,
    pub organization: OrganizationRef,
    pub data: D,
    /// Present, and true, in a test delivery alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub test: bool,
}

/// The organization, as every event describes it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct OrganizationRef {
    pub id: String,
    pub name: String,
    pub slug: String,
    pub email: String,
    pub phone: Option<String>,
    pub logo_url: Option<String>,
}

impl From<&Organization> for OrganizationRef {
    fn from(organization: &Organization) -> Self {
        OrganizationRef {
            id: organization.id.to_string(),
            name: organization.name.clone(),
            slug: organization.slug.to_string(),
            email: organization.email.to_string(),
            phone: organization.phone.clone(),
            logo_url: organization.logo_url.clone(),
        }
    }
}

impl<'a> Envelope<&'a EventData> {
    /// Puts what happened into the envelope of the organization where it happened.
    pub fn of(organization: &Organization, data: &'a EventData) -> Self {
        Envelope {
            version: CONTRACT_VERSION.to_owned(),
            event_type: data.event_type(),
            timestamp: data.occurred_at(),
            org_locale: organization.locale,
            customer_locale: Some(data.customer_locale()),
            organization: organization.into(),
            data,
            test: false,
        }
    }
}

impl<D> Envelope<D> {}

impl<D> Envelope<D> {
    /// The same, marked as a test delivery.
    pub fn as_test(self) -> Self {
        Envelope { test: true, ..self }
    }
}

impl<D: Serialize> Envelope<D> {
    /// The body: compact JSON in the order of the contract.
    pub fn render(&self) -> String {
        serde_json::to_string(self)
            .expect("payloads hold texts, numbers and lists, all of which JSON can carry")
    }
}
