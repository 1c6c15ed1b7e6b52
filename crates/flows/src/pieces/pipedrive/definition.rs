use crate::pieces::definition::{ActionDefinition, OutputShape, PieceDefinition};
use crate::pieces::property::{Choice, PropDefinition, PropertyType};

use super::samples;
use super::{
    ADD_PERSON, CLOSE_DATE, CREATE_DEAL, CREATE_PERSON, CREATION_TIME, CURRENCY, CUSTOM_FIELDS,
    EMAIL, FIRST_NAME, LABELS, LAST_NAME, MARKETING_STATUS, NAME, OLD_ORGANIZATION, OLD_OWNER,
    ORGANIZATION, OWNER, PERSON, PHONE, PIPEDRIVE_PIECE, PIPELINE, PROBABILITY, STAGE, STATUS,
    TITLE, VALUE, VISIBLE_TO,
};

pub(in crate::pieces) fn definition() -> PieceDefinition {
    // The record has the account's own fields, under the names that they have there.
    let open = OutputShape::OpenMembers(&["data"]);
    let person = ActionDefinition::new(
        CREATE_PERSON,
        "Create Person",
        person_props(),
        samples::answer(samples::person()),
    );
    let deal = ActionDefinition::new(
        CREATE_DEAL,
        "Create Deal",
        deal_props(),
        samples::answer(samples::deal()),
    );
    let old = ActionDefinition::new(ADD_PERSON, "Add Person", old_props(), samples::person());
    let actions = [
        person.with_shape(open),
        deal.with_shape(open),
        old.with_shape(OutputShape::Open),
    ];
    PieceDefinition::of_actions(PIPEDRIVE_PIECE, "Pipedrive", actions)
}

fn person_props() -> Vec<PropDefinition> {
    vec![
        optional(NAME, "Name", PropertyType::ShortText),
        optional(OWNER, "Owner", PropertyType::Dropdown),
        optional(ORGANIZATION, "Organization", PropertyType::Dropdown),
        optional(EMAIL, "Email", PropertyType::Array(Vec::new())),
        optional(PHONE, "Phone", PropertyType::Array(Vec::new())),
        optional(LABELS, "Label", PropertyType::MultiSelectDropdown),
        optional(FIRST_NAME, "First Name", PropertyType::ShortText),
        optional(LAST_NAME, "Last Name", PropertyType::ShortText),
        optional(VISIBLE_TO, "Visible To", visibility()),
        optional(MARKETING_STATUS, "Marketing Status", marketing_status()),
        optional(CUSTOM_FIELDS, "Custom Fields", PropertyType::Dynamic),
    ]
}

fn deal_props() -> Vec<PropDefinition> {
    let status = PropertyType::one_of(&[
        ("open", "Open"),
        ("won", "Won"),
        ("lost", "Lost"),
        ("deleted", "Deleted"),
    ]);
    vec![
        PropDefinition::required(TITLE, "Title", PropertyType::ShortText),
        optional(CREATION_TIME, "Creation Time", PropertyType::DateTime),
        optional(STATUS, "Status", status),
        optional(STAGE, "Stage", PropertyType::Dropdown),
        optional(PIPELINE, "Pipeline", PropertyType::Dropdown),
        optional(OWNER, "Owner", PropertyType::Dropdown),
        optional(ORGANIZATION, "Organization", PropertyType::Dropdown),
        optional(PERSON, "Person", PropertyType::Dropdown),
        optional(LABELS, "Label", PropertyType::MultiSelectDropdown),
        optional(PROBABILITY, "Probability", PropertyType::Number),
        optional(CLOSE_DATE, "Expected Close Date", PropertyType::ShortText),
        optional(VALUE, "Value", PropertyType::Number),
        optional(CURRENCY, "Currency", PropertyType::ShortText),
        optional(VISIBLE_TO, "Visible To", visibility()),
        optional(CUSTOM_FIELDS, "Custom Fields", PropertyType::Dynamic),
    ]
}

fn old_props() -> Vec<PropDefinition> {
    vec![
        PropDefinition::required(NAME, "Name", PropertyType::ShortText),
        optional(OLD_OWNER, "Owner", PropertyType::Dropdown),
        optional(OLD_ORGANIZATION, "Organization", PropertyType::Dropdown),
        optional(EMAIL, "Email", PropertyType::ShortText),
        optional(PHONE, "Phone", PropertyType::ShortText),
        optional(MARKETING_STATUS, "Marketing Status", marketing_status()),
    ]
}

fn optional(name: &str, display_name: &str, property_type: PropertyType) -> PropDefinition {
    PropDefinition::optional(name, display_name, property_type)
}

fn visibility() -> PropertyType {
    let choices = [("Item Owner", 1), ("All Users", 3)];
    let choice = |(label, value): (&str, u8)| Choice {
        label: label.to_owned(),
        value: value.into(),
    };
    PropertyType::StaticDropdown(choices.map(choice).into())
}

fn marketing_status() -> PropertyType {
    PropertyType::one_of(&[
        ("no_consent", "No Consent"),
        ("unsubscribed", "Unsubscribed"),
        ("subscribed", "Subscribed"),
        ("archived", "Archived"),
    ])
}
