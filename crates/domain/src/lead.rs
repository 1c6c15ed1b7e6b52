use std::fmt;

use crate::{
    EmailAddress, Invalid, LeadId, Locale, OrganizationId, Text, Timestamp,
    customer::{MAX_NAME, MAX_PHONE},
    events::{self, EventData},
};

/// A message left in an organization's public contact form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub id: LeadId,
    pub organization: OrganizationId,
    pub locale: Locale,
    pub name: String,
    pub email: EmailAddress,
    pub phone: Option<String>,
    pub message: String,
    pub status: LeadStatus,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Where a lead stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeadStatus {
    New,
    Contacted,
    Closed,
}

impl LeadStatus {
    pub const ALL: [LeadStatus; 3] = [LeadStatus::New, LeadStatus::Contacted, LeadStatus::Closed];

    pub fn code(self) -> &'static str {
        match self {
            LeadStatus::New => "new",
            LeadStatus::Contacted => "contacted",
            LeadStatus::Closed => "closed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

impl fmt::Display for LeadStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A contact form as it arrived, not yet checked.
#[derive(Clone, Debug)]
pub struct NewLead<'a> {
    pub locale: Locale,
    pub name: &'a str,
    pub email: &'a str,
    pub phone: Option<&'a str>,
    pub message: &'a str,
}

impl Lead {
    pub const MAX_MESSAGE: usize = 5000;

    /// A visitor leaves a message.
    pub fn leave(
        id: LeadId,
        organization: OrganizationId,
        new: &NewLead<'_>,
        links: &events::Links,
        now: Timestamp,
    ) -> Result<(Lead, EventData), Invalid> {
        let mut text = Text::new();
        let name = text.required("/name", new.name, MAX_NAME);
        let email = text.checked(EmailAddress::parse("/email", new.email));
        let phone = text.optional("/phone", new.phone, MAX_PHONE);
        let message = text.required_lines("/message", new.message, Self::MAX_MESSAGE);
        text.finish()?;
        let lead = Lead {
            id,
            organization,
            locale: new.locale,
            name,
            // Without an address `finish` has returned its error.
            email: email.ok_or_else(|| Invalid(Vec::new()))?,
            phone,
            message,
            status: LeadStatus::New,
            created_at: now,
            updated_at: now,
        };
        let event = events::LeadCreated::of(&lead, links).into();
        Ok((lead, event))
    }
}
