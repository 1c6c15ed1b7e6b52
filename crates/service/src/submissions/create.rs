use winfactor_domain::{
    NewSubmission as Checked, Organization, OrganizationId, Submission, Template, events::EventData,
};
use winfactor_store::{StoreError, Tx, organizations, submissions, templates};

use super::{NewSubmission, TemplateChoice, check};
use crate::{
    Result, Service, ServiceError, Work, contacts,
    idempotency::{Created, Idempotency, once},
};

/// A customer submits a configuration, through the API. Records `submission.created`.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    new: NewSubmission,
    idempotency: Option<Idempotency<Submission>>,
) -> Result<Created<Submission>> {
    service
        .write(move |work| {
            let organization = work.organization(organization)?;
            once(work, organization.id, idempotency.as_ref(), |work| {
                enter(work, &organization, &new)
            })
        })
        .await
}

/// The same on the public page of the organization with that slug.
pub async fn submit(
    service: &Service,
    organization_slug: &str,
    new: NewSubmission,
    idempotency: Option<Idempotency<Submission>>,
) -> Result<Created<Submission>> {
    let slug = organization_slug.to_owned();
    service
        .write(move |work| {
            let organization = organizations::by_slug(work.tx, &slug)?
                .ok_or_else(|| ServiceError::not_found("organization", &slug))?;
            once(work, organization.id, idempotency.as_ref(), |work| {
                enter(work, &organization, &new)
            })
        })
        .await
}

fn enter(
    work: &mut Work<'_, '_>,
    organization: &Organization,
    new: &NewSubmission,
) -> Result<Submission> {
    let template = chosen(work.tx, organization.id, &new.template)?;
    let checked = check::check(new, organization, template.as_ref())?;
    let template = template.expect("without a template the check has ended with its error");
    let (contact, _) = contacts::learn(work, organization.id, &checked.customer, 1)?;
    let new = Checked {
        id: work.new_id(),
        contact: contact.id,
        locale: checked.locale,
        customer: checked.customer,
        configuration: checked.configuration,
    };
    let (submission, event): (Submission, EventData) =
        Submission::submit(new, &template, work.links(), work.now)?;
    submissions::insert(work.tx, &submission)?;
    work.record(organization, &event)?;
    Ok(submission)
}

fn chosen(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    choice: &TemplateChoice,
) -> Result<Option<Template>, StoreError> {
    match choice {
        TemplateChoice::Id(id) => match id.parse() {
            Ok(id) => templates::get(tx, organization, id),
            Err(_) => Ok(None),
        },
        TemplateChoice::Slug(slug) => templates::by_slug(tx, organization, slug),
    }
}
