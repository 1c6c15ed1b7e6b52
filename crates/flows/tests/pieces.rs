//! What holds for every built-in piece.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::HashSet;

use support::catalog;
use winfactor_flows::pieces::{PieceDefinition, PropertyType};

const PIECES: [(&str, &[&str]); 16] = [
    (
        "@activepieces/piece-approval",
        &["wait_for_approval", "create_approval_links"],
    ),
    (
        "@activepieces/piece-csv",
        &["convert_csv_to_json", "convert_json_to_csv"],
    ),
    ("@activepieces/piece-data-mapper", &["advanced_mapping"]),
    ("@activepieces/piece-delay", &["delayFor", "delay_until"]),
    ("@activepieces/piece-gmail", &["send_email"]),
    (
        "@activepieces/piece-google-sheets",
        &["insert_row", "update_row", "find_rows"],
    ),
    ("@activepieces/piece-http", &["send_request"]),
    (
        "@activepieces/piece-hubspot",
        &[
            "create-contact",
            "update-contact",
            "create-or-update-contact",
            "create-deal",
            "create_contact",
            "create_or_update_contact",
        ],
    ),
    (
        "@activepieces/piece-microsoft-teams",
        &["microsoft_teams_send_channel_message"],
    ),
    (
        "@activepieces/piece-pipedrive",
        &["create-person", "create-deal", "add_person"],
    ),
    (
        "@activepieces/piece-salesforce",
        &[
            "create_record",
            "update_record",
            "create_lead",
            "create_contact",
            "create_opportunity",
            "upsert_record_by_external_id",
            "upsert_by_external_id",
            "create_new_object",
            "update_object_by_id",
        ],
    ),
    (
        "@activepieces/piece-slack",
        &["send_channel_message", "send_direct_message"],
    ),
    ("@activepieces/piece-smtp", &["send-email"]),
    (
        "@activepieces/piece-whatsapp",
        &["sendMessage", "sendMedia", "send-template-message"],
    ),
    (
        "@activepieces/piece-webhook",
        &[
            "return_response",
            "return_response_and_wait_for_next_webhook",
        ],
    ),
    (
        "@winfactor/piece-winfactor",
        &[
            "inbox",
            "find_submission",
            "create_quote",
            "replace_line_items",
            "get_quote",
            "send_quote",
            "set_external_reference",
            "find_contact",
            "upsert_contact",
            "list_leads",
            "append_row_to_file",
        ],
    ),
];

fn pieces() -> Vec<PieceDefinition> {
    let catalog = catalog();
    let piece = |(name, _): &(&str, _)| catalog.piece(name).unwrap().clone();
    PIECES.iter().map(piece).collect()
}

#[test]
fn the_actions_have_the_names_of_activepieces() {
    for (piece, (name, actions)) in pieces().iter().zip(PIECES) {
        let found: Vec<&str> = piece.actions.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(found, actions, "{name}");
    }
}

#[test]
fn every_action_has_a_sample_and_inputs_with_names_of_their_own() {
    for action in pieces().iter().flat_map(|piece| &piece.actions) {
        let name = &action.name;
        assert!(!action.sample_output.is_null(), "{name}");
        assert!(!action.display_name.is_empty(), "{name}");
        let names: HashSet<&str> = action.props.iter().map(|prop| prop.name.as_str()).collect();
        let labels: HashSet<&str> = action
            .props
            .iter()
            .map(|prop| prop.display_name.as_str())
            .collect();
        assert_eq!(names.len(), action.props.len(), "{name}");
        assert_eq!(labels.len(), action.props.len(), "{name}");
    }
}

#[test]
fn the_default_of_a_dropdown_is_one_of_its_choices() {
    let mut checked = 0;
    for action in pieces().iter().flat_map(|piece| &piece.actions) {
        for prop in &action.props {
            if let (PropertyType::StaticDropdown(choices), Some(default)) =
                (&prop.property_type, &prop.default)
            {
                let is_choice = choices.iter().any(|choice| choice.value == *default);
                assert!(is_choice, "{}: {}", action.name, prop.name);
                checked += 1;
            }
        }
    }
    assert!(checked > 5, "{checked}");
}
