//! The columns of `webhook_endpoints` about the ActivePieces flow behind an endpoint.

use winfactor_domain::{EndpointId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

/// What was last found out about the ActivePieces flow behind an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowCheck {
    pub state: FlowState,
    /// For people: what the state follows from, or what could not be found out.
    pub message: String,
    pub checked_at: Timestamp,
}

/// Whether an ActivePieces flow can be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlowState {
    On,
    /// Switched off, or never published.
    Off,
    /// Deleted.
    Gone,
    Unknown,
}

impl FlowState {
    pub const ALL: [FlowState; 4] = [
        FlowState::On,
        FlowState::Off,
        FlowState::Gone,
        FlowState::Unknown,
    ];

    pub fn code(self) -> &'static str {
        match self {
            FlowState::On => "on",
            FlowState::Off => "off",
            FlowState::Gone => "gone",
            FlowState::Unknown => "unknown",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl FlowCheck {
    /// Reads state, message and moment from three columns in a row.
    pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<Option<Self>, StoreError> {
        let (message, checked_at) = (row.opt_text(first + 1)?, row.opt_int(first + 2)?);
        Ok(match (row.opt_text(first)?, message, checked_at) {
            (Some(_), Some(message), Some(checked_at)) => Some(FlowCheck {
                state: codec::known(row, first, "flow_state", FlowState::from_code)?,
                message: message.to_owned(),
                checked_at: Timestamp(checked_at),
            }),
            _ => None,
        })
    }
}

/// Notes what was found out about the flow behind an endpoint. Not a change of settings: the revision
/// stays.
pub fn update_flow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
    flow: &FlowCheck,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE webhook_endpoints SET flow_state = $3, flow_message = $4, flow_checked_at = $5 \
         WHERE organization_id = $1 AND id = $2",
        params![
            &organization.to_string(),
            &id.to_string(),
            flow.state.code(),
            &flow.message,
            flow.checked_at.0,
        ],
    )?;
    Ok(())
}
