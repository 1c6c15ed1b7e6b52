use schemars::JsonSchema;
use serde::Serialize;

use super::{Links, Occasion, message_preview};
use crate::{Lead, Timestamp};

/// `data` of `lead.created`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct LeadCreated {
    pub lead: LeadRef,
    pub contact: LeadContact,
    pub urls: LeadUrls,
    #[serde(skip)]
    pub(super) occasion: Occasion,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct LeadRef {
    pub id: String,
    /// Unix milliseconds.
    #[schemars(with = "u64")]
    pub created_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct LeadContact {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub message: String,
    /// The message in at most 75 characters.
    pub message_preview: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct LeadUrls {
    /// The organization's leads in WinFactor.
    pub leads_page: String,
}

impl LeadCreated {
    pub fn of(lead: &Lead, links: &Links) -> Self {
        LeadCreated {
            lead: LeadRef {
                id: lead.id.to_string(),
                created_at: lead.created_at,
            },
            contact: LeadContact {
                name: lead.name.clone(),
                email: lead.email.to_string(),
                phone: lead.phone.clone(),
                message: lead.message.clone(),
                message_preview: message_preview(&lead.message),
            },
            urls: LeadUrls {
                leads_page: links.leads(),
            },
            occasion: Occasion {
                at: lead.created_at,
                customer_locale: lead.locale,
            },
        }
    }

    pub(super) fn subject(&self) -> &str {
        &self.lead.id
    }
}
