use serde_json::Value;

use crate::expressions::Escaping;

/// One input of an action.
#[derive(Debug, Clone, PartialEq)]
pub struct PropDefinition {
    pub name: String,
    pub display_name: String,
    pub property_type: PropertyType,
    pub required: bool,
    /// What the action takes when the input is not given.
    pub default: Option<Value>,
    pub empty_lines: EmptyLines,
    pub inserted: Insertion,
}

impl PropDefinition {
    pub fn new(
        name: &str,
        display_name: &str,
        property_type: PropertyType,
        required: bool,
    ) -> Self {
        Self {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            property_type,
            required,
            default: None,
            empty_lines: EmptyLines::Keep,
            inserted: Insertion::Escaped(Escaping::None),
        }
    }

    pub(crate) fn required(name: &str, display_name: &str, property_type: PropertyType) -> Self {
        Self::new(name, display_name, property_type, true)
    }

    pub(crate) fn optional(name: &str, display_name: &str, property_type: PropertyType) -> Self {
        Self::new(name, display_name, property_type, false)
    }

    #[must_use]
    pub(crate) fn inserting(mut self, insertion: Insertion) -> Self {
        self.inserted = insertion;
        self
    }

    #[must_use]
    pub(crate) fn or(mut self, default: impl Into<Value>) -> Self {
        self.default = Some(default.into());
        self
    }
}

/// The property types of ActivePieces. What becomes of a value of each is in the crate's
/// `conversion`.
#[derive(Debug, Clone, PartialEq)]
pub enum PropertyType {
    ShortText,
    LongText,
    SecretText,
    Number,
    Checkbox,
    Json,
    Object,
    /// Records of these inputs; none for a list of anything.
    Array(Vec<PropDefinition>),
    DateTime,
    /// See [`super::FileValue`].
    File,
    /// An object whose members the step's `propertySettings` declare.
    Dynamic,
    /// The choices come from elsewhere.
    Dropdown,
    MultiSelectDropdown,
    StaticDropdown(Vec<Choice>),
    StaticMultiSelectDropdown(Vec<Choice>),
    /// A text for the reader, not an input.
    Markdown,
    Color,
    Custom,
}

/// One value of a dropdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub label: String,
    pub value: Value,
}

impl PropertyType {
    /// A dropdown of these values with their labels.
    pub(crate) fn one_of(choices: &[(&str, &str)]) -> Self {
        Self::StaticDropdown(
            choices
                .iter()
                .map(|(value, label)| Choice {
                    label: (*label).to_owned(),
                    value: Value::from(*value),
                })
                .collect(),
        )
    }
}

/// What happens to the data that placeholders insert into an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insertion {
    Escaped(Escaping),
    /// It is escaped by the first rules when another input has this value, else by the second ones.
    EscapedIf {
        input: &'static str,
        is: &'static str,
        then: Escaping,
        otherwise: Escaping,
    },
}

/// What happens to a line of a text when all of its placeholders come out empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmptyLines {
    Keep,
    /// It is left out, unless the input's checkbox of this name is off.
    DropUnlessOff {
        checkbox: String,
    },
}
