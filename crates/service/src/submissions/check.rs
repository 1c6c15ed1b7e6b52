use winfactor_domain::{
    Configuration, Customer, Invalid, Locale, Millimetres, Organization, Template, Text, UnitSystem,
};

use super::{ConfigurationFields, NewSubmission, SizeInput};
use crate::fields;

/// A submission in order.
pub(super) struct Checked {
    pub locale: Locale,
    pub customer: Customer,
    pub configuration: Configuration,
}

const MAX_COMPONENTS: i64 = Configuration::MAX_COMPONENTS as i64;

/// Checks all of a submission and names everything that is wrong with it. `template` is the one
/// that was chosen, if it exists.
pub(super) fn check(
    new: &NewSubmission,
    organization: &Organization,
    template: Option<&Template>,
) -> Result<Checked, Invalid> {
    let mut text = Text::new();
    if template.is_none() {
        let message = "must be a template of this organization";
        text.error(new.template.pointer(), "unknown_value", message);
    }
    let locale = match &new.locale {
        None => Some(organization.locale),
        Some(locale) => fields::parsed(&mut text, "/locale", locale),
    };
    let customer = Customer::check(&mut text, "/customer", &new.customer.input());
    let units = organization.unit_system;
    let configuration = configuration(&mut text, &new.configuration, units, template);
    text.finish()?;
    // Without one of these `finish` has returned its error.
    let missing = || Invalid(Vec::new());
    Ok(Checked {
        locale: locale.ok_or_else(missing)?,
        customer: customer.ok_or_else(missing)?,
        configuration: configuration.ok_or_else(missing)?,
    })
}

fn configuration(
    text: &mut Text,
    fields: &ConfigurationFields,
    units: UnitSystem,
    template: Option<&Template>,
) -> Option<Configuration> {
    let width = size(text, "/configuration/width", fields.width.as_ref(), units);
    let height = size(text, "/configuration/height", fields.height.as_ref(), units);
    let count = match fields.component_count {
        Some(count @ 1..=MAX_COMPONENTS) => u32::try_from(count).ok(),
        // `Configuration::new` says what is wrong with any other number.
        Some(_) => Some(0),
        None => {
            text.error(
                "/configuration/componentCount",
                "required",
                "must not be missing",
            );
            None
        }
    };
    let sides = (width.unwrap_or_default(), height.unwrap_or_default());
    let notes = fields.notes.as_deref();
    let configuration = Configuration::new(text, sides, count.unwrap_or(1), notes);
    if let Some(Err(Invalid(errors))) = template.map(|template| template.allows(&configuration)) {
        let readable = [("width", width), ("height", height)];
        for error in errors {
            // A side that could not be read has its error already.
            if readable
                .iter()
                .any(|(side, size)| size.is_some() && error.pointer.ends_with(side))
            {
                text.checked::<()>(Err(error));
            }
        }
    }
    width.and(height).and(count).map(|_| configuration)
}

fn size(
    text: &mut Text,
    pointer: &str,
    input: Option<&SizeInput>,
    units: UnitSystem,
) -> Option<Millimetres> {
    match input {
        None => {
            text.error(pointer, "required", "must not be missing");
            None
        }
        Some(SizeInput::Millimetres(size)) => {
            let size = u32::try_from(*size).ok().filter(|size| *size > 0);
            if size.is_none() {
                text.error(
                    pointer,
                    "out_of_range",
                    "must be a whole number of millimetres above 0",
                );
            }
            size.map(Millimetres)
        }
        Some(SizeInput::Typed(typed)) if typed.trim().is_empty() => {
            text.error(pointer, "required", "must not be empty");
            None
        }
        Some(SizeInput::Typed(typed)) => match Millimetres::parse(typed, units) {
            Ok(size) => Some(size),
            Err(error) => {
                text.error(pointer, error.code(), error.to_string());
                None
            }
        },
    }
}
