use winfactor_domain::{Millimetres, OrganizationId, Slug, Template, TemplateId, Text};
use winfactor_store::{StoreError, templates};

use super::{components, slug_taken};
use crate::{Result, Service, ServiceError};

/// What shall change about a template; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct TemplatePatch {
    pub name: Option<String>,
    pub slug: Option<String>,
    pub min_width: Option<Millimetres>,
    pub max_width: Option<Millimetres>,
    pub min_height: Option<Millimetres>,
    pub max_height: Option<Millimetres>,
    pub components: Option<Vec<String>>,
}

/// Changes a template; submissions that were made with it keep what they say. A slug that another
/// one has is `slug_taken`.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: TemplateId,
    patch: TemplatePatch,
) -> Result<Template> {
    service
        .write(move |work| {
            let mut template = templates::get_for_update(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("template", id))?;
            patch.apply(&mut template)?;
            template.updated_at = work.now;
            match templates::update(work.tx, &template) {
                Ok(true) => Ok(template),
                Ok(false) | Err(StoreError::Conflict { .. }) => Err(slug_taken(&template.slug)),
                Err(error) => Err(error.into()),
            }
        })
        .await
}

impl TemplatePatch {
    fn apply(&self, template: &mut Template) -> Result<()> {
        let limits = &mut template.limits;
        for (limit, new) in [
            (&mut limits.min_width, self.min_width),
            (&mut limits.max_width, self.max_width),
            (&mut limits.min_height, self.min_height),
            (&mut limits.max_height, self.max_height),
        ] {
            *limit = new.unwrap_or(*limit);
        }
        let mut text = Text::new();
        let codes = self.components.as_deref().unwrap_or_default();
        let codes: Vec<_> = codes.iter().map(String::as_str).collect();
        let name = self.name.as_deref().unwrap_or(&template.name);
        template.name = Template::check(&mut text, name, &template.limits, &codes);
        if let Some(slug) = &self.slug
            && let Some(slug) = text.checked(Slug::parse_for_template("/slug", slug))
        {
            template.slug = slug;
        }
        text.finish()?;
        if let Some(codes) = &self.components {
            template.components = components(codes);
        }
        Ok(())
    }
}
