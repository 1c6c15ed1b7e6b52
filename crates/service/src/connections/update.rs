use serde_json::{Map, Value};
use winfactor_domain::{ConnectionId, OrganizationId, Text};
use winfactor_store::connections;

use super::{
    ConnectionValue, Saved, create::state_of_new, get::shown, input, state::comes_to_work,
    test::test_value,
};
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

/// Changes a connection. A new value is tested first; unless it is not let in, the connection counts
/// as working again, and the runs that wait for it go on.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
    patch: ConnectionPatch,
) -> Result<Saved> {
    let mut text = Text::new();
    let display_name = patch.display_name.as_deref();
    let display_name = display_name.map(|name| input::display_name(&mut text, name));
    let piece_name = patch.piece_name.as_deref();
    let piece_name = piece_name.map(|name| input::piece_name(&mut text, name));
    let value = patch.value.as_ref();
    let value = value.and_then(|value| ConnectionValue::check(&mut text, value));
    text.finish()?;

    let new_value = match value {
        None => None,
        Some(value) => {
            // To test a value can use up its refresh token: not for a connection that is not there.
            let present = super::get(service, organization, id).await?;
            let piece_name = piece_name.clone().unwrap_or(present.piece_name);
            let (tested, value) = test_value(service, &piece_name, value).await;
            let sealed = value.seal(service.secrets(), id);
            Some((value.kind(), sealed, tested))
        }
    };
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
            if let Some((kind, sealed, tested)) = &new_value {
                kind.code().clone_into(&mut row.connection_type);
                row.sealed.clone_from(sealed);
                row.revision += 1;
                if tested.fault().is_none() {
                    comes_to_work(work, &mut row)?;
                } else {
                    let is_told = row.state.is_told;
                    row.state = state_of_new(work.now, Some(tested));
                    row.state.is_told = is_told;
                }
            }
            row.updated_at = work.now;
            connections::update(work.tx, &row)?;
            Ok(Saved {
                connection: shown(work.tx, row)?,
                tested: new_value.as_ref().map(|(_, _, tested)| tested.clone()),
            })
        })
        .await
}
