use crate::{
    Configuration, FieldError, Invalid, Millimetres, OrganizationId, Slug, TemplateId, Text,
    Timestamp,
};

/// A product that customers configure: a window or door system with its size limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: TemplateId,
    pub organization: OrganizationId,
    pub name: String,
    pub slug: Slug,
    pub limits: SizeLimits,
    pub components: Vec<TemplateComponent>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// The sizes that can be made, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeLimits {
    pub min_width: Millimetres,
    pub max_width: Millimetres,
    pub min_height: Millimetres,
    pub max_height: Millimetres,
}

/// A kind of pane or door that the product is made of. A layout repeats the kinds in their order,
/// from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TemplateComponent {
    Fixed,
    Turn,
    Tilt,
    TiltTurn,
    Sliding,
    Door,
}

impl TemplateComponent {
    pub const ALL: [TemplateComponent; 6] = [
        TemplateComponent::Fixed,
        TemplateComponent::Turn,
        TemplateComponent::Tilt,
        TemplateComponent::TiltTurn,
        TemplateComponent::Sliding,
        TemplateComponent::Door,
    ];

    /// The word that stands in requests and in the database.
    pub fn code(self) -> &'static str {
        match self {
            TemplateComponent::Fixed => "fixed",
            TemplateComponent::Turn => "turn",
            TemplateComponent::Tilt => "tilt",
            TemplateComponent::TiltTurn => "tilt_turn",
            TemplateComponent::Sliding => "sliding",
            TemplateComponent::Door => "door",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The largest side that anybody makes: 100 m.
pub const MAX_SIDE: Millimetres = Millimetres(100_000);
const MAX_NAME: usize = 200;
const MAX_COMPONENT_KINDS: usize = 20;

impl Template {
    /// Checks name, limits and components, and collects what is wrong.
    pub fn check(text: &mut Text, name: &str, limits: &SizeLimits, components: &[&str]) -> String {
        let name = text.required("/name", name, MAX_NAME);
        limits.check(text);
        if components.len() > MAX_COMPONENT_KINDS {
            let message = format!("must have at most {MAX_COMPONENT_KINDS} entries");
            text.error("/components", "too_long", message);
        }
        for (index, code) in components.iter().enumerate() {
            if TemplateComponent::from_code(code).is_none() {
                let pointer = format!("/components/{index}");
                let message = "must be one of fixed, turn, tilt, tilt_turn, sliding, door";
                text.error(&pointer, "unknown_value", message);
            }
        }
        name
    }

    /// Whether a configuration can be made: names the side that is out of the limits.
    pub fn allows(&self, configuration: &Configuration) -> Result<(), Invalid> {
        let limits = &self.limits;
        let sides = [
            (
                "width",
                configuration.width,
                limits.min_width,
                limits.max_width,
            ),
            (
                "height",
                configuration.height,
                limits.min_height,
                limits.max_height,
            ),
        ];
        let errors: Vec<_> = sides
            .into_iter()
            .filter(|(_, size, min, max)| !(min..=max).contains(&size))
            .map(|(side, _, min, max)| {
                let message = format!("must be from {} to {} mm", min.0, max.0);
                FieldError::new(&format!("/configuration/{side}"), "out_of_range", message)
            })
            .collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Invalid(errors))
        }
    }

    /// The kind of the component at `index`, counted from the left.
    pub fn component_at(&self, index: usize) -> TemplateComponent {
        match self.components.len() {
            0 => TemplateComponent::Fixed,
            count => self.components[index % count],
        }
    }
}

impl SizeLimits {
    fn check(&self, text: &mut Text) {
        let sides = [
            ("Width", self.min_width, self.max_width),
            ("Height", self.min_height, self.max_height),
        ];
        for (side, min, max) in sides {
            if min.0 == 0 || min > MAX_SIDE {
                let message = format!("must be from 1 to {} mm", MAX_SIDE.0);
                text.error(&format!("/min{side}"), "out_of_range", message);
            }
            if max < min || max > MAX_SIDE {
                let message = format!("must be from min{side} to {} mm", MAX_SIDE.0);
                text.error(&format!("/max{side}"), "out_of_range", message);
            }
        }
    }
}
