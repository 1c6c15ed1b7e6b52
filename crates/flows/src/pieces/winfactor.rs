use std::sync::Arc;

use crate::format::PieceSettings;

use super::definition::{PieceDefinition, TriggerDefinition};
use super::event::{EventFilter, TriggerOutput};
use super::{inbox, winfactor_actions};

/// WinFactor's own piece.
pub const WINFACTOR_PIECE: &str = "@winfactor/piece-winfactor";

/// The input that holds a step's connection.
pub(crate) const AUTH_INPUT: &str = "auth";

/// The action that posts a message to the inbox page.
pub const INBOX_ACTION: &str = "inbox";

/// Whether the input is of no use here: in ActivePieces a step of this piece names the connection to
/// WinFactor, and here it acts for the organization whose flow it is.
pub(crate) fn is_own_connection(settings: &PieceSettings, input: &str) -> bool {
    settings.piece_name == WINFACTOR_PIECE && input == AUTH_INPUT
}

pub(super) fn definition<'a>(event_types: impl IntoIterator<Item = &'a str>) -> PieceDefinition {
    let any_event = TriggerDefinition {
        name: "any_event".to_owned(),
        display_name: "Any event".to_owned(),
        events: EventFilter::Any,
        output: TriggerOutput::Event,
    };
    PieceDefinition {
        name: WINFACTOR_PIECE.to_owned(),
        display_name: "WinFactor".to_owned(),
        triggers: event_types
            .into_iter()
            .map(event_trigger)
            .chain([any_event])
            .collect(),
        actions: [Arc::new(inbox::definition())]
            .into_iter()
            .chain(winfactor_actions::definitions())
            .collect(),
    }
}

fn event_trigger(event_type: &str) -> TriggerDefinition {
    TriggerDefinition {
        name: event_type.replace('.', "_"),
        display_name: sentence(event_type),
        events: EventFilter::Only(event_type.to_owned()),
        output: TriggerOutput::Event,
    }
}

/// `quote.expiring_soon` → "Quote expiring soon".
fn sentence(event_type: &str) -> String {
    let words = event_type.replace(['.', '_'], " ");
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => words,
    }
}
