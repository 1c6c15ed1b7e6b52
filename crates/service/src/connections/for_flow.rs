use std::collections::{BTreeMap, BTreeSet};

use winfactor_connectors::channels::oauth2::Grant;
use winfactor_domain::{ConnectionId, OrganizationId, Timestamp};
use winfactor_store::connections::{self, ConnectionRow, ConnectionStatus};

use super::{
    ConnectionValue, Fault,
    connection::kind,
    failed::noted,
    renewal::{Asker, Renewed, renew_ending},
};
use crate::{Result, Service};

/// What a run gets of a connection that its flow names.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowConnection {
    Works(OpenConnection),
    /// Somebody has to look after it; until then it cannot be used, for this reason.
    Broken {
        reason: String,
    },
    /// It cannot be used for now, and may be by itself at this moment.
    Later {
        reason: String,
        at: Timestamp,
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

impl OpenConnection {
    /// Whether its access ends soon, so that it is to be renewed before it is used.
    pub(crate) fn ends_soon(&self, now: Timestamp) -> bool {
        let grant = Grant::of_connection(self.value.expose());
        grant.is_some_and(|grant| grant.ends_soon(now.0.div_euclid(1000)))
    }
}

/// Opens the connections that a flow names by these external ids, for one run. One that is not
/// there is absent. A value that cannot be read holds up the steps that name it and nothing else.
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
    let mut opened = BTreeMap::new();
    for row in rows {
        let connection = open(service, &row).await?;
        opened.insert(row.external_id, connection);
    }
    Ok(opened)
}

/// The same for a run that is gone on with in the background: access that ends soon is renewed
/// before.
pub(crate) async fn for_run(
    service: &Service,
    organization: OrganizationId,
    external_ids: BTreeSet<String>,
) -> Result<BTreeMap<String, FlowConnection>> {
    let mut opened = for_flow(service, organization, external_ids).await?;
    for connection in opened.values_mut() {
        let FlowConnection::Works(open) = connection else {
            continue;
        };
        if !open.ends_soon(service.now()) {
            continue;
        }
        // It happens seldom, and would make every run's future larger.
        let renewing = Box::pin(renew_ending(service, organization, open.id, Asker::Run));
        *connection = match renewing.await? {
            Renewed::Value(renewed) => FlowConnection::Works(renewed),
            Renewed::Not { reason, .. } => FlowConnection::Broken { reason },
            Renewed::Later { reason, at } => FlowConnection::Later { reason, at },
        };
    }
    Ok(opened)
}

async fn open(service: &Service, row: &ConnectionRow) -> Result<FlowConnection> {
    let name = &row.display_name;
    let said = row.state.reason.as_deref().unwrap_or("no reason was given");
    let reason = match row.state.status {
        ConnectionStatus::Works => match opened(service, row) {
            Ok(open) => return Ok(FlowConnection::Works(open)),
            Err(error) => {
                tracing::error!(
                    organization = %row.organization,
                    connection = %row.id,
                    error = &error as &dyn std::error::Error,
                    "a connection's value cannot be read; the steps that use it wait",
                );
                note_unreadable(service, row).await?;
                format!("\"{name}\" cannot be read; enter its value again")
            }
        },
        ConnectionStatus::Expired => {
            format!("\"{name}\" has expired ({said}); connect it again")
        }
        ConnectionStatus::Broken => {
            format!("\"{name}\" does not work ({said}); correct it")
        }
    };
    Ok(FlowConnection::Broken { reason })
}

pub(super) fn opened(service: &Service, row: &ConnectionRow) -> Result<OpenConnection> {
    let value = ConnectionValue::open(service.secrets(), row.id, kind(row)?, &row.sealed)?;
    Ok(OpenConnection {
        id: row.id,
        revision: row.revision,
        value,
    })
}

/// What is said of a value that does not open.
pub(super) const UNREADABLE: &str = "it cannot be read; enter its value again";

async fn note_unreadable(service: &Service, row: &ConnectionRow) -> Result<()> {
    let (organization, value) = (row.organization, (row.id, row.revision));
    service
        .write(move |work| noted(work, organization, value, Fault::Broken, UNREADABLE).map(drop))
        .await
}
