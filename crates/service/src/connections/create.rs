use serde_json::{Map, Value};
use winfactor_domain::{ConnectionId, OrganizationId, Text, Timestamp};
use winfactor_store::connections::{self, ConnectionRow, ConnectionState};

use super::{
    Connection, ConnectionValue, Fault, Tested, input,
    state::{not_working, working},
    test::test_value,
};
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

/// A connection that was saved, and what its test came to if its value is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub connection: Connection,
    pub tested: Option<Tested>,
}

/// Adds a connection. The service behind it is asked first: one that is not let in is saved too, and
/// is broken. An external id that another one has is `external_id_taken`.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    new: NewConnection,
    idempotency: Option<Idempotency<Saved>>,
) -> Result<Created<Saved>> {
    let checked = Checked::of(&new)?;
    // To test a value can use up its refresh token, so one that will not be kept is not tested: that
    // of a request that comes again, or of a name that is taken.
    if is_there(service, organization, &checked.external_id).await? {
        return insert(service, organization, checked, None, idempotency).await;
    }
    let (tested, value) = test_value(service, &checked.piece_name, checked.value).await;
    let checked = Checked { value, ..checked };
    insert(service, organization, checked, Some(tested), idempotency).await
}

async fn is_there(
    service: &Service,
    organization: OrganizationId,
    external_id: &str,
) -> Result<bool> {
    let external_id = external_id.to_owned();
    let found =
        service.read(move |tx| Ok(connections::by_external_id(tx, organization, &external_id)?));
    Ok(found.await?.is_some())
}

/// Adds a connection as it is, for whoever knows that it is good. The service behind it is not
/// asked.
pub async fn add(
    service: &Service,
    organization: OrganizationId,
    new: NewConnection,
) -> Result<Connection> {
    let checked = Checked::of(&new)?;
    let added = insert(service, organization, checked, None, None).await?;
    let added = added.created().expect("without a key nothing is replayed");
    Ok(added.connection)
}

/// A connection that can be.
struct Checked {
    external_id: String,
    display_name: String,
    piece_name: String,
    value: ConnectionValue,
}

impl Checked {
    fn of(new: &NewConnection) -> Result<Self> {
        let mut text = Text::new();
        let external_id = input::external_id(&mut text, &new.external_id);
        let display_name = input::display_name(&mut text, &new.display_name);
        let piece_name = input::piece_name(&mut text, &new.piece_name);
        let value = ConnectionValue::check(&mut text, &new.value);
        text.finish()?;
        Ok(Checked {
            external_id,
            display_name,
            piece_name,
            value: value.expect("without a value the check has ended with its error"),
        })
    }
}

async fn insert(
    service: &Service,
    organization: OrganizationId,
    checked: Checked,
    tested: Option<Tested>,
    idempotency: Option<Idempotency<Saved>>,
) -> Result<Created<Saved>> {
    let Checked {
        external_id,
        display_name,
        piece_name,
        value,
    } = checked;
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
        state: state_of_new(now, tested.as_ref()),
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
                Ok(Saved {
                    connection: Connection::of(row.clone(), 0)?,
                    tested: tested.clone(),
                })
            })
        })
        .await
}

/// How a connection stands with a new value, after its test if there was one. A value that never
/// worked is broken, whatever its service calls that.
pub(super) fn state_of_new(now: Timestamp, tested: Option<&Tested>) -> ConnectionState {
    match tested {
        Some(tested) if tested.fault().is_some() => {
            not_working(now, Fault::Broken, &tested.message)
        }
        _ => working(now),
    }
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
