use serde_json::Value;

use crate::formulas::is_formula;
use crate::javascript::display;
use crate::pieces::{Choice, PropDefinition, PropertyType};

use super::problem::ProblemKind;

/// Checks what can be known of an input before the flow runs.
pub(super) fn check_input(prop: &PropDefinition, value: Option<&Value>) -> Option<ProblemKind> {
    if is_missing(prop, value) {
        return Some(ProblemKind::InputMissing {
            input: prop.display_name.clone(),
        });
    }
    let value = value.filter(|value| !value.is_null() && !is_computed(value))?;
    let is_given = !is_blank(value);
    match &prop.property_type {
        PropertyType::Checkbox if !value.is_boolean() => Some(ProblemKind::InputNotACheckbox {
            input: prop.display_name.clone(),
        }),
        PropertyType::StaticDropdown(choices) if is_given => check_choice(prop, choices, value),
        PropertyType::StaticMultiSelectDropdown(choices) if is_given => value
            .as_array()?
            .iter()
            .find_map(|item| check_choice(prop, choices, item)),
        _ => None,
    }
}

/// An input that is not there takes its default. One that is there but empty does so only in a
/// dropdown: elsewhere the conversion before the action would refuse it.
fn is_missing(prop: &PropDefinition, value: Option<&Value>) -> bool {
    let is_dropdown = matches!(prop.property_type, PropertyType::StaticDropdown(_));
    let takes_default = prop.default.is_some() && (value.is_none() || is_dropdown);
    let is_given = value.is_some_and(|value| !value.is_null() && !is_blank(value));
    prop.required && !is_given && !takes_default
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A text with a placeholder or a formula can be anything when the flow runs.
fn is_computed(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.contains("{{") || is_formula(text))
}

fn check_choice(prop: &PropDefinition, choices: &[Choice], value: &Value) -> Option<ProblemKind> {
    if choices.iter().any(|choice| choice.value == *value) {
        return None;
    }
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
    Some(ProblemKind::InputNotAChoice {
        input: prop.display_name.clone(),
        value: display(value),
        choices: labels.join(", "),
    })
}
