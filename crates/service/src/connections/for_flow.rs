use std::collections::{BTreeMap, BTreeSet};

use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_store::connections::{self, ConnectionRow, ConnectionStatus};

use super::{ConnectionValue, connection::kind};
use crate::{Result, Service};

/// What a run gets of a connection that its flow names.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowConnection {
    Works(OpenConnection),
    /// A step that names it fails with this reason.
    Broken {
        reason: String,
    },
}

/// A connection with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenConnection {
    pub id: ConnectionId,
    /// Which of its values this is, for [`failed`](super::failed).
    pub revision: i64,
    pub value: ConnectionValue,
}

/// Opens the connections that a flow names by these external ids, for one run. One that is not
/// there is absent. A value that cannot be read fails the steps that name it and nothing else.
pub async fn for_flow(
    service: &Service,
    organization: OrganizationId,
    external_ids: BTreeSet<String>,
) -> Result<BTreeMap<String, FlowConnection>> {
    if external_ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = service
        .read(move |tx| {
            let mut rows = Vec::new();
            for external_id in &external_ids {
                rows.extend(connections::by_external_id(tx, organization, external_id)?);
            }
            Ok(rows)
        })
        .await?;
    let opened = rows.into_iter().map(|row| {
        let connection = open(service, &row);
        (row.external_id, connection)
    });
    Ok(opened.collect())
}

fn open(service: &Service, row: &ConnectionRow) -> FlowConnection {
    let name = &row.display_name;
    let said = row.state.reason.as_deref().unwrap_or("no reason was given");
    let reason = match row.state.status {
        ConnectionStatus::Works => {
            let opened = kind(row).map_err(Into::into).and_then(|kind| {
                ConnectionValue::open(service.secrets(), row.id, kind, &row.sealed)
            });
            match opened {
                Ok(value) => {
                    return FlowConnection::Works(OpenConnection {
                        id: row.id,
                        revision: row.revision,
                        value,
                    });
                }
                Err(error) => {
                    tracing::error!(
                        organization = %row.organization,
                        connection = %row.id,
                        error = &error as &dyn std::error::Error,
                        "a connection's value cannot be read; the steps that use it fail",
                    );
                    format!("the connection \"{name}\" cannot be read; enter its value again")
                }
            }
        }
        ConnectionStatus::Expired => {
            format!("the connection \"{name}\" has expired ({said}); connect it again")
        }
        ConnectionStatus::Broken => {
            format!("the connection \"{name}\" does not work ({said}); correct it")
        }
    };
    FlowConnection::Broken { reason }
}
