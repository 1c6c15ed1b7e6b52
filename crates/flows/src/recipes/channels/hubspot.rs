use serde_json::{Value, json};
use winfactor_domain::EventType;

use super::Scene;
use crate::pieces::hubspot::{
    CREATE_DEAL, CREATE_OR_UPDATE_CONTACT, HUBSPOT_PIECE, UPDATE_CONTACT,
};
use crate::recipes::field::Field;
use crate::recipes::setting::SettingKey;
use crate::recipes::step::{OnFailure, PieceStep};
use crate::recipes::words::STEPS;

const VERSION: &str = "0.8.4";
const CONTACT: &str = "contact";
const DETAILS: &str = "contact_details";
const DEAL: &str = "deal";

/// What the first step must tell of the contact, for the second one.
const KNOWN: [&str; 4] = ["firstname", "lastname", "phone", "company"];

pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    let mut steps = vec![find_or_create(scene), complete(scene)];
    if scene.recipe.makes_a_deal() {
        steps.push(deal(scene));
    }
    steps
}

/// Finds the contact by its address, or makes it. Nothing else is written, so that nothing that is
/// known is overwritten with a blank.
fn find_or_create(scene: &Scene<'_>) -> Value {
    let event = scene.recipe.event_type();
    PieceStep {
        name: CONTACT,
        display_name: STEPS.contact.of(scene.locale),
        piece: HUBSPOT_PIECE,
        version: VERSION,
        action: CREATE_OR_UPDATE_CONTACT,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "email": Field::Email.token(event),
            "objectProperties": {},
            "additionalPropertiesToRetrieve": KNOWN,
        }),
        is_complete: true,
    }
    .value()
}

/// Writes what the event tells of the contact; where it tells nothing, what HubSpot knows.
fn complete(scene: &Scene<'_>) -> Value {
    let event = scene.recipe.event_type();
    let name = Field::CustomerName.expression(event);
    let mut properties = json!({
        "firstname": or_known(&format!("{name}.split(' ')[0]"), "firstname"),
        "lastname": or_known(&format!("{name}.split(' ').slice(1).join(' ')"), "lastname"),
        "phone": or_known(&Field::Phone.expression(event), "phone"),
    });
    if event != EventType::LeadCreated {
        properties["company"] = or_known(&Field::Company.expression(event), "company").into();
    }
    PieceStep {
        name: DETAILS,
        display_name: STEPS.contact_details.of(scene.locale),
        piece: HUBSPOT_PIECE,
        version: VERSION,
        action: UPDATE_CONTACT,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "contactId": format!("{{{{{CONTACT}['id']}}}}"),
            "objectProperties": properties,
            "additionalPropertiesToRetrieve": [],
        }),
        is_complete: true,
    }
    .value()
}

fn or_known(expression: &str, property: &str) -> String {
    format!("{{{{ {expression} || {CONTACT}['properties']['{property}'] }}}}")
}

/// Here there is one deal for a quote, which moves on; in ActivePieces every event makes one, so
/// that a second try would make another.
fn deal(scene: &Scene<'_>) -> Value {
    let event = scene.recipe.event_type();
    let pipeline = scene.filled.get(SettingKey::Pipeline);
    let stage = scene.filled.get(SettingKey::Stage);
    let [number, customer] = [Field::Number, Field::CustomerName].map(|it| it.token(event));
    PieceStep {
        name: DEAL,
        display_name: STEPS.deal.of(scene.locale),
        piece: HUBSPOT_PIECE,
        version: VERSION,
        action: CREATE_DEAL,
        on_failure: OnFailure::GiveUp,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "dealname": format!("{number} {customer}"),
            "pipelineId": pipeline,
            "pipelineStageId": stage,
            "objectProperties": {"amount": Field::Amount.token(event)},
            "additionalPropertiesToRetrieve": [],
        }),
        is_complete: pipeline.is_some() && stage.is_some(),
    }
    .value()
}
