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
        let fill = |known: &mut Option<String>, new: &Option<String>| {
            if new.is_some() {
                known.clone_from(new);
            }
        };
        let (known, known_address) = (&mut self.customer, &newer.address);
        known.name.clone_from(&newer.name);
        known.email.clone_from(&newer.email);
        fill(&mut known.phone, &newer.phone);
        fill(&mut known.company_name, &newer.company_name);
        fill(&mut known.address.street, &known_address.street);
        fill(&mut known.address.postal_code, &known_address.postal_code);
        fill(&mut known.address.city, &known_address.city);
        fill(&mut known.address.country, &known_address.country);
    }
}
