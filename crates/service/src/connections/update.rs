use serde_json::{Map, Value};
use winfactor_domain::{ConnectionId, OrganizationId, Text};
use winfactor_store::connections::{self, ConnectionState, ConnectionStatus};

use super::{Connection, ConnectionValue, input};
use crate::{Result, Service, ServiceError};

/// What shall change about a connection; what is absent stays as it is. Its external id stays:
/// flows name it.
#[derive(Clone, Default)]
pub struct ConnectionPatch {
    pub display_name: Option<String>,
    pub piece_name: Option<String>,
    /// Takes the place of the whole value.
    pub value: Option<Map<String, Value>>,
}

/// The value is not shown.
impl std::fmt::Debug for ConnectionPatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectionPatch")
            .field("display_name", &self.display_name)
            .field("piece_name", &self.piece_name)
            .finish_non_exhaustive()
    }
}

/// Changes a connection. With a new value it counts as working again.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
    patch: ConnectionPatch,
) -> Result<Connection> {
    let mut text = Text::new();
    let display_name = patch.display_name.as_deref();
    let display_name = display_name.map(|name| input::display_name(&mut text, name));
    let piece_name = patch.piece_name.as_deref();
    let piece_name = piece_name.map(|name| input::piece_name(&mut text, name));
    let value = patch.value.as_ref();
    let value = value.and_then(|value| ConnectionValue::check(&mut text, value));
    text.finish()?;

    let sealed = value.map(|value| (value.kind(), value.seal(service.secrets(), id)));
    service
        .write(move |work| {
            let mut row = connections::get_for_update(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("connection", id))?;
            if let Some(display_name) = &display_name {
                row.display_name.clone_from(display_name);
            }
            if let Some(piece_name) = &piece_name {
                row.piece_name.clone_from(piece_name);
            }
            if let Some((kind, sealed)) = &sealed {
                kind.code().clone_into(&mut row.connection_type);
                row.sealed.clone_from(sealed);
                row.revision += 1;
                row.state = ConnectionState {
                    status: ConnectionStatus::Works,
                    reason: None,
                    changed_at: work.now,
                };
            }
            row.updated_at = work.now;
            connections::update(work.tx, &row)?;
            Connection::of(row)
        })
        .await
}
