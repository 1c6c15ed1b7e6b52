//! Asks the service behind a connection whether it is good, without sending anything to anybody.

mod gmail;
mod google_sheets;
mod hubspot;
mod mail;
mod pipedrive;
mod salesforce;
mod slack;
mod teams;
mod tested;
mod whatsapp;

use std::time::Duration;

use winfactor_connectors::channels::{
    ChannelFailure, Verdict,
    oauth2::{self, Grant},
};
use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_flows::pieces::{
    gmail::GMAIL_PIECE, google_sheets::SHEETS_PIECE, hubspot::HUBSPOT_PIECE,
    microsoft_teams::TEAMS_PIECE, pipedrive::PIPEDRIVE_PIECE, salesforce::SALESFORCE_PIECE,
    slack::SLACK_PIECE, smtp::SMTP_PIECE, whatsapp::WHATSAPP_PIECE,
};
use winfactor_store::connections::{self, ConnectionRow, ConnectionStatus};

use super::{
    ConnectionValue, Fault, OpenConnection,
    for_flow::{UNREADABLE, opened},
    get::row,
    renewal::{Again, Asker, Renewed, renew_ending, renew_refused},
    state::{comes_to_work, not_working},
};
use crate::{Result, Service, ServiceError};

pub use tested::{TestResult, Tested};

/// What a service answered, or why it did not.
type Asked = std::result::Result<Verdict, ChannelFailure>;

/// To answer: whoever tests a connection waits for it, perhaps twice with a new access token between.
const TIME: Duration = Duration::from_secs(7);

/// Tests a connection, and notes what comes of it: one that works goes on to be used, together with
/// the runs that wait for it; one that is not let in is used no more. When the service does not
/// answer, nothing is changed.
pub async fn test(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<Tested> {
    let row = row(service, organization, id).await?;
    let Ok(mut open) = opened(service, &row) else {
        let tested = Tested::fails(UNREADABLE, Some(Fault::Broken));
        return note(service, organization, (id, row.revision), tested).await;
    };
    let mut tested = None;
    if open.ends_soon(service.now()) {
        match renew_ending(service, organization, id, Asker::Person).await? {
            Renewed::Value(renewed) => open = renewed,
            Renewed::Not { reason, fault } => tested = Some(Tested::fails(reason, Some(fault))),
            Renewed::Later { reason, .. } => tested = Some(Tested::unknown(reason)),
        }
    }
    let tested = match tested {
        Some(tested) => tested,
        None => {
            let tested = ask(service, &row.piece_name, &open.value).await;
            match tested.fault() {
                Some(Fault::Expired) => again(service, &row, &mut open, tested).await?,
                _ => tested,
            }
        }
    };
    note(service, organization, (id, open.revision), tested).await
}

/// Asks once more if there is a new access token for the one that was not taken.
async fn again(
    service: &Service,
    row: &ConnectionRow,
    open: &mut OpenConnection,
    tested: Tested,
) -> Result<Tested> {
    let Again::At(_) = renew_refused(service, row.organization, open, Asker::Person).await? else {
        return Ok(tested);
    };
    let row = self::row(service, row.organization, row.id).await?;
    if row.revision == open.revision {
        return Ok(tested);
    }
    *open = opened(service, &row)?;
    Ok(ask(service, &row.piece_name, &open.value).await)
}

async fn note(
    service: &Service,
    organization: OrganizationId,
    (id, revision): (ConnectionId, i64),
    tested: Tested,
) -> Result<Tested> {
    service
        .write(move |work| {
            let found = connections::get_for_update(work.tx, organization, id)?;
            let mut row = found.ok_or_else(|| ServiceError::not_found("connection", id))?;
            // What is found out about an old value is not said of a new one.
            if row.revision != revision {
                return Ok(tested.clone());
            }
            let works = row.state.status == ConnectionStatus::Works;
            match (tested.result, tested.fault()) {
                (TestResult::Works, _) if !works => comes_to_work(work, &mut row)?,
                (_, Some(fault)) => {
                    let is_told = row.state.is_told;
                    row.state = not_working(work.now, fault, &tested.message);
                    row.state.is_told = is_told;
                }
                _ => return Ok(tested.clone()),
            }
            connections::update(work.tx, &row)?;
            Ok(tested.clone())
        })
        .await
}

/// Tests a value that is not saved yet. Gives the value to save: with a new access token, if the one
/// in it has ended or is not taken, and another one can be had.
pub(super) async fn test_value(
    service: &Service,
    piece_name: &str,
    value: ConnectionValue,
) -> (Tested, ConnectionValue) {
    let Some(grant) = Grant::of_connection(value.expose()) else {
        return (ask(service, piece_name, &value).await, value);
    };
    if !grant.ends_soon(now(service)) {
        let tested = ask(service, piece_name, &value).await;
        if tested.fault() != Some(Fault::Expired) {
            return (tested, value);
        }
    }
    let (client, vendors) = (service.http(), service.vendors());
    match oauth2::renew(client, vendors, &grant, value.expose(), now(service)).await {
        Ok(renewed) => {
            let value = value.with(renewed);
            (ask(service, piece_name, &value).await, value)
        }
        Err(failure) => (Tested::of(Err(failure)), value),
    }
}

async fn ask(service: &Service, piece_name: &str, value: &ConnectionValue) -> Tested {
    let asked = tokio::time::timeout(TIME, ask_vendor(service, piece_name, value)).await;
    match asked {
        Ok(Some(asked)) => Tested::of(asked),
        Ok(None) => Tested::unknown(
            "Nobody can be asked about this connection. The steps that name it use it as it is.",
        ),
        Err(_) => {
            Tested::unknown("The service took too long to answer. Test the connection later.")
        }
    }
}

/// Nothing when there is nobody to ask.
async fn ask_vendor(service: &Service, piece_name: &str, value: &ConnectionValue) -> Option<Asked> {
    let value = value.expose();
    Some(match piece_name {
        SLACK_PIECE => slack::ask(service, value).await,
        SMTP_PIECE => mail::ask(service, value).await,
        HUBSPOT_PIECE => hubspot::ask(service, value).await,
        PIPEDRIVE_PIECE => pipedrive::ask(service, value).await,
        SALESFORCE_PIECE => salesforce::ask(service, value).await,
        GMAIL_PIECE => gmail::ask(service, value).await,
        SHEETS_PIECE => google_sheets::ask(service, value).await,
        TEAMS_PIECE => teams::ask(service, value).await,
        WHATSAPP_PIECE => whatsapp::ask(service, value).await,
        _ => return None,
    })
}

/// In Unix seconds.
fn now(service: &Service) -> i64 {
    service.now().0.div_euclid(1000)
}
