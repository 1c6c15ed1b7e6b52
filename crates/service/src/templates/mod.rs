//! The products that an organization offers for configuration.

mod create;
mod get;
mod list;
mod update;

pub use create::{NewTemplate, create};
pub use get::{by_slug, get};
pub use list::list;
pub use update::{TemplatePatch, update};

use winfactor_domain::{Slug, TemplateComponent};

use crate::ServiceError;

fn slug_taken(slug: &Slug) -> ServiceError {
    let message = format!("another template has the slug \"{slug}\": choose another");
    ServiceError::conflict("slug_taken", message)
}

/// The kinds behind words that were checked.
fn components(codes: &[String]) -> Vec<TemplateComponent> {
    let kinds = codes.iter();
    kinds
        .filter_map(|code| TemplateComponent::from_code(code))
        .collect()
}
