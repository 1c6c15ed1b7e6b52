use crate::{ContactId, Customer, OrganizationId, Timestamp};

/// A person an organization deals with; one per e-mail address, kept up to date from submissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    pub organization: OrganizationId,
    pub customer: Customer,
    pub submission_count: u32,
    pub last_used_at: Option<Timestamp>,
    /// The record's id in another system, such as `hubspot:contact:3314`.
    pub external_ref: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// The longest `externalRef`, in characters.
pub const MAX_EXTERNAL_REF: usize = 200;

impl Contact {
    /// Takes over what a newer submission says; a part left blank there never erases a known one.
    pub fn learn(&mut self, newer: &Customer) {
        self.customer.learn(newer);
    }
}

impl Customer {
    /// Takes over what the same person says later; a part left blank there never erases a known one.
    pub fn learn(&mut self, newer: &Customer) {
        let fill = |known: &mut Option<String>, new: &Option<String>| {
            if new.is_some() {
                known.clone_from(new);
            }
        };
        self.name.clone_from(&newer.name);
        self.email.clone_from(&newer.email);
        fill(&mut self.phone, &newer.phone);
        fill(&mut self.company_name, &newer.company_name);
        let (known, new) = (&mut self.address, &newer.address);
        fill(&mut known.street, &new.street);
        fill(&mut known.postal_code, &new.postal_code);
        fill(&mut known.city, &new.city);
        fill(&mut known.country, &new.country);
    }
}
