use serde_json::Value;
use winfactor_connectors::channels::{JsonApi, access_token, hubspot::HubSpot};
use winfactor_flows::pieces::hubspot::HubSpotStep;

use super::{Attempt, ChannelFailure, Sent, write_back::Reference};
use crate::Result;

pub(super) async fn send(attempt: &Attempt<'_>) -> Result<Sent> {
    let subject = match attempt.request.action_name.contains("deal") {
        true => attempt.origin.subject().await?,
        false => None,
    };
    Ok(written(attempt, subject.as_deref()).await)
}

/// Writes the contact, or the deal for the subject of the event.
async fn written(attempt: &Attempt<'_>, subject: Option<&str>) -> Sent {
    let request = attempt.request;
    let step = HubSpotStep::from_input(&request.action_name, &request.input)
        .map_err(|error| ChannelFailure::author(format!("HubSpot: {error}")))?;
    let token = access_token(attempt.connection(), "HubSpot")?;
    let hubspot = HubSpot(JsonApi {
        client: attempt.outside.http(),
        base: &attempt.outside.vendors().hubspot,
        token: &token,
        time: request.time_left,
        now: attempt.now(),
    });
    match &step {
        HubSpotStep::CreateContact {
            properties,
            retrieve,
        } => {
            let is_repeat = attempt.may_be_a_repeat();
            hubspot
                .create_contact(properties, retrieve, is_repeat)
                .await
        }
        HubSpotStep::UpdateContact {
            id,
            properties,
            retrieve,
        } => hubspot.update_contact(id, properties, retrieve).await,
        HubSpotStep::CreateOrUpdateContact {
            email,
            properties,
            retrieve,
        } => hubspot.upsert_contact(email, properties, retrieve).await,
        HubSpotStep::CreateDeal {
            properties,
            retrieve,
        } => {
            let gone = || {
                ChannelFailure::author(
                    "HubSpot: a deal is that of a quote or a request, and this run is about neither",
                )
            };
            let subject = subject.ok_or_else(gone)?;
            hubspot.upsert_deal(subject, properties, retrieve).await
        }
    }
}

/// The record that the step wrote.
pub(super) fn reference(action: &str, output: &Value) -> Option<Reference> {
    let id = output["id"].as_str()?;
    Some(match action.contains("deal") {
        true => Reference::deal("hubspot:deal", id),
        false => Reference::person(
            "hubspot:contact",
            id,
            output["properties"]["email"].as_str(),
        ),
    })
}
