use winfactor_domain::{NewSubmission as Checked, OrganizationId, Submission};
use winfactor_store::{
    StoreError, Tx, organizations,
    submission_intake::{self, Intake},
    submissions,
};

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
            once(work, organization, idempotency.as_ref(), |work| {
                enter(work, organization, &new)
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
                .ok_or_else(|| ServiceError::not_found("organization", &slug))?
                .id;
            once(work, organization, idempotency.as_ref(), |work| {
                enter(work, organization, &new)
            })
        })
        .await
}

fn enter(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    new: &NewSubmission,
) -> Result<Submission> {
    let intake = intake(work.tx, organization, new)?
        .ok_or_else(|| ServiceError::not_found("organization", organization))?;
    let checked = check::check(new, &intake.organization, intake.template.as_ref())?;
    let template = intake
        .template
        .expect("without a template the check has ended with its error");
    let contact = contacts::learn(work, organization, &checked.customer, intake.contact)?;
    let new = Checked {
        id: work.new_id(),
        contact,
        locale: checked.locale,
        customer: checked.customer,
        configuration: checked.configuration,
    };
    let (submission, event) = Submission::submit(new, &template, work.links(), work.now)?;
    submissions::insert(work.tx, &submission)?;
    work.record(&intake.organization, &event)?;
    Ok(submission)
}

fn intake(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    new: &NewSubmission,
) -> Result<Option<Intake>, StoreError> {
    let email_key = contacts::email_key(&new.customer.email);
    match &new.template {
        TemplateChoice::Id(id) => {
            submission_intake::by_template_id(tx, organization, id, &email_key)
        }
        TemplateChoice::Slug(slug) => {
            submission_intake::by_template_slug(tx, organization, slug, &email_key)
        }
    }
}
