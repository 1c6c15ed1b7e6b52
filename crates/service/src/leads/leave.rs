use std::time::Duration;

use winfactor_domain::{Lead, Locale, NewLead, Organization};
use winfactor_store::{StoreError, leads, organizations};

use crate::{
    Result, Service, ServiceError, Work,
    idempotency::{Created, Idempotency, once, request_hash},
};

/// A second post with the same e-mail address and message within this time is the same lead.
pub const SAME_LEAD_WITHIN: Duration = Duration::from_secs(10 * 60);

/// A contact form as it arrived, not yet checked.
#[derive(Clone, Debug)]
pub struct LeadFields {
    /// The language of the page on which it was filled in.
    pub locale: Locale,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub message: String,
}

/// A message that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub lead: Lead,
    /// It was there already, and nothing was done.
    pub repeated: bool,
}

/// A visitor leaves a message on the public page of the organization with that slug. Records
/// `lead.created`, unless the same was left a moment ago.
pub async fn leave(
    service: &Service,
    organization_slug: &str,
    fields: LeadFields,
    idempotency: Option<Idempotency<Left>>,
) -> Result<Created<Left>> {
    let slug = organization_slug.to_owned();
    service
        .write(move |work| {
            let organization = organizations::by_slug(work.tx, &slug)?
                .ok_or_else(|| ServiceError::not_found("organization", &slug))?;
            once(work, organization.id, idempotency.as_ref(), |work| {
                enter(work, &organization, &fields)
            })
        })
        .await
}

fn enter(
    work: &mut Work<'_, '_>,
    organization: &Organization,
    fields: &LeadFields,
) -> Result<Left> {
    let new = NewLead {
        locale: fields.locale,
        name: &fields.name,
        email: &fields.email,
        phone: fields.phone.as_deref(),
        message: &fields.message,
    };
    let (lead, event) = Lead::leave(work.new_id(), organization.id, &new, work.links(), work.now)?;
    let fingerprint = request_hash(&[lead.email.key().as_bytes(), lead.message.as_bytes()]);
    let long_ago = work.now.before(SAME_LEAD_WITHIN);
    leads::release_fingerprint(work.tx, organization.id, &fingerprint, long_ago)?;
    if !leads::insert(work.tx, &lead, &fingerprint)? {
        // One that vanishes between the two statements makes room for this one right away.
        let lead = leads::by_fingerprint(work.tx, organization.id, &fingerprint)?
            .ok_or(StoreError::Busy)?;
        return Ok(Left {
            lead,
            repeated: true,
        });
    }
    work.record(organization, &event)?;
    Ok(Left {
        lead,
        repeated: false,
    })
}
