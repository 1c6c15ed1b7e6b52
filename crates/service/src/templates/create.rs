use winfactor_domain::{OrganizationId, SizeLimits, Slug, Template, Text};
use winfactor_store::templates;

use super::{components, slug_taken};
use crate::{
    Result, Service,
    idempotency::{Created, Idempotency, once},
};

/// A template that is wanted, not yet checked.
#[derive(Clone, Debug)]
pub struct NewTemplate {
    pub name: String,
    /// Its part of public addresses, unique in the organization.
    pub slug: String,
    pub limits: SizeLimits,
    /// Kinds of component: `fixed`, `turn`, `tilt`, `tilt_turn`, `sliding`, `door`.
    pub components: Vec<String>,
}

/// Adds a template. A slug that another one has is `slug_taken`.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    new: NewTemplate,
    idempotency: Option<Idempotency<Template>>,
) -> Result<Created<Template>> {
    let mut text = Text::new();
    let codes: Vec<_> = new.components.iter().map(String::as_str).collect();
    let name = Template::check(&mut text, &new.name, &new.limits, &codes);
    let slug = text.checked(Slug::parse_for_template("/slug", &new.slug));
    text.finish()?;
    let slug = slug.expect("without a slug the check has ended with its error");
    let components = components(&new.components);
    service
        .write(move |work| {
            work.organization(organization)?;
            once(work, organization, idempotency.as_ref(), |work| {
                let template = Template {
                    id: work.new_id(),
                    organization,
                    name: name.clone(),
                    slug: slug.clone(),
                    limits: new.limits,
                    components: components.clone(),
                    created_at: work.now,
                    updated_at: work.now,
                };
                if !templates::insert(work.tx, &template)? {
                    return Err(slug_taken(&slug));
                }
                Ok(template)
            })
        })
        .await
}
