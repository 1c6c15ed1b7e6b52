use serde_json::{Map, Value};
use winfactor_domain::{ConnectionId, OrganizationId, Text};
use winfactor_store::connections::{self, ConnectionRow, ConnectionState, ConnectionStatus};

use super::{Connection, ConnectionValue, input};
use crate::{
    Result, Service, ServiceError, Work,
    idempotency::{Created, Idempotency, once},
};

/// A connection that is wanted, not yet checked.
#[derive(Clone, Default)]
pub struct NewConnection {
    pub external_id: String,
    pub display_name: String,
    pub piece_name: String,
    /// `{"type": …, …}`, see [`ConnectionType`](super::ConnectionType).
    pub value: Map<String, Value>,
}

/// The value is not shown.
impl std::fmt::Debug for NewConnection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewConnection")
            .field("external_id", &self.external_id)
            .field("piece_name", &self.piece_name)
            .finish_non_exhaustive()
    }
}

/// Far more than anybody has accounts; few enough for a run to look through.
const MOST_CONNECTIONS: i64 = 500;

/// Adds a connection. The service behind it is not asked. An external id that another one has is
/// `external_id_taken`.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    new: NewConnection,
    idempotency: Option<Idempotency<Connection>>,
) -> Result<Created<Connection>> {
    let mut text = Text::new();
    let external_id = input::external_id(&mut text, &new.external_id);
    let display_name = input::display_name(&mut text, &new.display_name);
    let piece_name = input::piece_name(&mut text, &new.piece_name);
    let value = ConnectionValue::check(&mut text, &new.value);
    text.finish()?;
    let value = value.expect("without a value the check has ended with its error");

    let (now, id) = (
        service.now(),
        ConnectionId::new(service.now(), service.rng()),
    );
    let row = ConnectionRow {
        id,
        organization,
        external_id,
        display_name,
        piece_name,
        connection_type: value.kind().code().to_owned(),
        sealed: value.seal(service.secrets(), id),
        state: ConnectionState {
            status: ConnectionStatus::Works,
            reason: None,
            changed_at: now,
        },
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    service
        .write(move |work| {
            work.organization(organization)?;
            once(work, organization, idempotency.as_ref(), |work| {
                require_room(work, organization)?;
                if !connections::insert(work.tx, &row)? {
                    return Err(external_id_taken(&row.external_id));
                }
                Connection::of(row.clone())
            })
        })
        .await
}

fn require_room(work: &mut Work<'_, '_>, organization: OrganizationId) -> Result<()> {
    if connections::count_for_insert(work.tx, organization)? >= MOST_CONNECTIONS {
        let message = format!("an organization can have {MOST_CONNECTIONS} connections");
        return Err(ServiceError::conflict("too_many_connections", message));
    }
    Ok(())
}

fn external_id_taken(external_id: &str) -> ServiceError {
    let message = format!("another connection has the external id \"{external_id}\"");
    ServiceError::conflict("external_id_taken", message)
}
