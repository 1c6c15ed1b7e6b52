use crate::{FlowId, LeadId, QuoteId, SubmissionId};

/// Makes the addresses that events, messages and pages carry, under the configured public base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    base: String,
}

impl Links {
    /// `base` is the public address of this installation, such as `https://app.winfactor.example`.
    pub fn new(base: &str) -> Self {
        Links {
            base: base.trim_end_matches('/').to_owned(),
        }
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    pub fn submission(&self, id: SubmissionId) -> String {
        format!("{}/submissions/{id}", self.base)
    }

    pub fn quote(&self, id: QuoteId) -> String {
        format!("{}/quotes/{id}", self.base)
    }

    pub fn leads(&self) -> String {
        format!("{}/leads", self.base)
    }

    pub fn lead(&self, id: LeadId) -> String {
        format!("{}/leads#{id}", self.base)
    }

    pub fn flow(&self, id: FlowId) -> String {
        format!("{}/flows/{id}", self.base)
    }

    /// The customer's page of a sent version.
    pub fn quote_page(&self, token: &str) -> String {
        format!("{}/q/{token}", self.base)
    }
}
