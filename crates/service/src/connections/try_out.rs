use winfactor_connectors::channels::{
    ChannelFailure,
    slack::{self, SlackAccess},
    smtp::{self, MailServer},
};
use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_flows::pieces::{slack::SLACK_PIECE, smtp::SMTP_PIECE};
use winfactor_store::connections;

use super::{ConnectionValue, connection::kind};
use crate::{Result, Service, ServiceError};

/// What came of trying a connection out; the texts are for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TriedOut {
    Works(String),
    Fails(String),
    /// The service behind it can be asked by sending something only.
    Unknown,
}

/// Asks the service behind a connection whether it is good, without sending anything to anybody.
pub async fn try_out(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<TriedOut> {
    let found = service
        .read(move |tx| Ok(connections::get(tx, organization, id)?))
        .await?;
    let row = found.ok_or_else(|| ServiceError::not_found("connection", id))?;
    let value = ConnectionValue::open(service.secrets(), row.id, kind(&row)?, &row.sealed)?;
    let answer = match row.piece_name.as_str() {
        SLACK_PIECE => ask_slack(service, &value).await,
        SMTP_PIECE => ask_mail_server(service, &value).await,
        _ => return Ok(TriedOut::Unknown),
    };
    Ok(match answer {
        Ok(said) => TriedOut::Works(said),
        Err(failure) => TriedOut::Fails(failure.message),
    })
}

async fn ask_slack(
    service: &Service,
    value: &ConnectionValue,
) -> std::result::Result<String, ChannelFailure> {
    let access = SlackAccess::of_connection(value.expose(), true)?;
    let now = service.now().0.div_euclid(1000);
    slack::test(service.http(), service.vendors(), &access, now).await
}

async fn ask_mail_server(
    service: &Service,
    value: &ConnectionValue,
) -> std::result::Result<String, ChannelFailure> {
    let server = MailServer::of_connection(value.expose())?;
    smtp::test(service.http(), &server, service.host_name()).await
}
