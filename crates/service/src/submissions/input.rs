use crate::contacts::CustomerFields;

/// A configuration as it was submitted, not yet checked.
#[derive(Clone, Debug)]
pub struct NewSubmission {
    pub template: TemplateChoice,
    /// The customer's language; the organization's when absent.
    pub locale: Option<String>,
    pub customer: CustomerFields,
    pub configuration: ConfigurationFields,
}

/// Which template was configured.
#[derive(Clone, Debug)]
pub enum TemplateChoice {
    /// By its id, as the API does; an error points to `/templateId`.
    Id(String),
    /// By its slug, as the public page does; an error points to `/template`.
    Slug(String),
}

impl TemplateChoice {
    pub(super) fn pointer(&self) -> &'static str {
        match self {
            TemplateChoice::Id(_) => "/templateId",
            TemplateChoice::Slug(_) => "/template",
        }
    }
}

/// What was configured.
#[derive(Clone, Debug)]
pub struct ConfigurationFields {
    pub width: Option<SizeInput>,
    pub height: Option<SizeInput>,
    pub component_count: Option<i64>,
    pub notes: Option<String>,
}

/// A length as it was given.
#[derive(Clone, Debug)]
pub enum SizeInput {
    Millimetres(i64),
    /// As a person typed it, in the organization's unit system.
    Typed(String),
}
