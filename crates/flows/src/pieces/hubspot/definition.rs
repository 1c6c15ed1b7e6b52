use crate::pieces::definition::{ActionDefinition, PieceDefinition};
use crate::pieces::property::{PropDefinition, PropertyType};

use super::samples;
use super::{
    CONTACT_ID, CREATE_CONTACT, CREATE_DEAL, CREATE_OR_UPDATE_CONTACT, DEAL_NAME, EMAIL,
    HUBSPOT_PIECE, OLD_CREATE_CONTACT, OLD_CREATE_OR_UPDATE_CONTACT, PIPELINE, PROPERTIES,
    RETRIEVE, STAGE, UPDATE_CONTACT,
};

pub(in crate::pieces) fn definition() -> PieceDefinition {
    let actions = [
        (CREATE_CONTACT, "Create Contact"),
        (UPDATE_CONTACT, "Update Contact"),
        (CREATE_OR_UPDATE_CONTACT, "Create or Update Contact"),
        (CREATE_DEAL, "Create Deal"),
        (OLD_CREATE_CONTACT, "Create Contact"),
        (OLD_CREATE_OR_UPDATE_CONTACT, "Create or Update Contact"),
    ];
    let action = |(name, display_name)| {
        let sample = match name {
            CREATE_DEAL => samples::deal(),
            _ => samples::contact(),
        };
        let props = own_props(name).into_iter().chain(shared_props()).collect();
        ActionDefinition::new(name, display_name, props, sample)
    };
    PieceDefinition::of_actions(HUBSPOT_PIECE, "HubSpot", actions.map(action))
}

fn own_props(action: &str) -> Vec<PropDefinition> {
    match action {
        UPDATE_CONTACT => vec![PropDefinition::required(
            CONTACT_ID,
            "Contact ID",
            PropertyType::ShortText,
        )],
        CREATE_OR_UPDATE_CONTACT | OLD_CREATE_OR_UPDATE_CONTACT => vec![PropDefinition::required(
            EMAIL,
            "Contact Email",
            PropertyType::ShortText,
        )],
        CREATE_DEAL => vec![
            PropDefinition::required(DEAL_NAME, "Deal Name", PropertyType::ShortText),
            PropDefinition::required(PIPELINE, "Deal Pipeline", PropertyType::Dropdown),
            PropDefinition::required(STAGE, "Deal Stage", PropertyType::Dropdown),
        ],
        _ => Vec::new(),
    }
}

fn shared_props() -> [PropDefinition; 2] {
    [
        PropDefinition::optional(PROPERTIES, "Properties", PropertyType::Dynamic),
        PropDefinition::optional(
            RETRIEVE,
            "Additional properties to retrieve",
            PropertyType::MultiSelectDropdown,
        ),
    ]
}
