use std::collections::HashMap;
use std::sync::Arc;

use crate::format::{FlowVersion, PieceSettings, TriggerKind};

use super::definition::{ActionDefinition, PieceDefinition, TriggerDefinition};
use super::{
    approval, csv, data_mapper, delay, gmail, google_sheets, http, hubspot, microsoft_teams,
    pipedrive, salesforce, slack, smtp, webhook, whatsapp, winfactor,
};

/// The pieces that are built in, by name.
#[derive(Debug, Clone, Default)]
pub struct PieceCatalog {
    pieces: HashMap<String, PieceDefinition>,
}

impl PieceCatalog {
    /// The pieces of the embedded runner. The WinFactor piece gets a trigger for each event type
    /// (`quote.sent` becomes `quote_sent`) and one for any of them.
    pub fn embedded<'a>(event_types: impl IntoIterator<Item = &'a str>) -> Self {
        Self::default()
            .with(approval::definition())
            .with(csv::definition())
            .with(data_mapper::definition())
            .with(delay::definition())
            .with(gmail::definition())
            .with(google_sheets::definition())
            .with(http::definition())
            .with(hubspot::definition())
            .with(microsoft_teams::definition())
            .with(pipedrive::definition())
            .with(salesforce::definition())
            .with(slack::definition())
            .with(smtp::definition())
            .with(webhook::definition())
            .with(whatsapp::definition())
            .with(winfactor::definition(event_types))
    }

    /// Adds a piece; one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, piece: PieceDefinition) -> Self {
        self.pieces.insert(piece.name.clone(), piece);
        self
    }

    pub fn piece(&self, name: &str) -> Option<&PieceDefinition> {
        self.pieces.get(name)
    }

    /// The trigger of a flow, if it is built in.
    pub fn trigger_of(&self, flow: &FlowVersion) -> Option<&TriggerDefinition> {
        match &flow.trigger.kind {
            TriggerKind::Piece(settings) => self.trigger(settings),
            TriggerKind::Empty | TriggerKind::Other(_) => None,
        }
    }

    pub(crate) fn trigger(&self, settings: &PieceSettings) -> Option<&TriggerDefinition> {
        let wanted = settings.operation.as_deref()?;
        let piece = self.piece(&settings.piece_name)?;
        piece.triggers.iter().find(|trigger| trigger.name == wanted)
    }

    pub(crate) fn action(&self, settings: &PieceSettings) -> Option<&Arc<ActionDefinition>> {
        let wanted = settings.operation.as_deref()?;
        let piece = self.piece(&settings.piece_name)?;
        piece.actions.iter().find(|action| action.name == wanted)
    }
}
