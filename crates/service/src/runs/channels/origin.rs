use serde_json::Value;
use winfactor_domain::EventId;
use winfactor_flows::pieces::salesforce::CustomerName;
use winfactor_store::events::{self, EventRow};

use super::Payload;
use crate::{Result, Service, organizations, runs::write::RunRef};

/// What a step is sent for, as far as the message depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin<'a> {
    /// A run of this server, and the event that started it.
    Run {
        service: &'a Service,
        run: &'a RunRef,
        event: EventId,
    },
    /// A run without a server: nothing is at hand but what started it.
    Alone(&'a Payload),
}

impl Origin<'_> {
    pub(super) fn event(&self) -> EventId {
        match self {
            Origin::Run { event, .. } => *event,
            Origin::Alone(payload) => payload.event,
        }
    }

    /// The flow's id; empty without a server, which alone gives flows their ids.
    pub(super) fn flow(&self) -> String {
        match self {
            Origin::Run { run, .. } => run.flow.to_string(),
            Origin::Alone(_) => String::new(),
        }
    }

    /// Where people see the flow; nowhere without a server.
    pub(super) fn flow_address(&self) -> Option<String> {
        match self {
            Origin::Run { service, run, .. } => Some(service.links().flow(run.flow)),
            Origin::Alone(_) => None,
        }
    }

    /// Whether somebody only tries the flow out.
    pub(super) async fn is_test(&self) -> Result<bool> {
        let (service, organization, event) = match self {
            Origin::Run {
                service,
                run,
                event,
            } => (service, run.organization, *event),
            Origin::Alone(payload) => return Ok(payload.is_test),
        };
        let origin = service
            .read(move |tx| Ok(events::origin(tx, organization, event)?))
            .await?;
        Ok(origin.is_some_and(|origin| origin.test))
    }

    /// The id of what the event is about: mails about one quote stand together, and a quote has one
    /// deal. Nothing when the event is no longer there.
    pub(super) async fn subject(&self) -> Result<Option<String>> {
        match self {
            Origin::Run {
                service,
                run,
                event,
            } => Ok(row(service, run, *event).await?.map(|row| row.subject)),
            Origin::Alone(payload) => Ok(payload.subject.clone()),
        }
    }

    /// What the event's customer is called. Empty when the event has none or is no longer there.
    pub(super) async fn customer(&self) -> Result<CustomerName> {
        match self {
            Origin::Run {
                service,
                run,
                event,
            } => {
                let row = row(service, run, *event).await?;
                let body = row.and_then(|row| serde_json::from_str(&row.body).ok());
                Ok(body.as_ref().map(customer_name).unwrap_or_default())
            }
            Origin::Alone(payload) => Ok(payload.customer.clone()),
        }
    }

    /// The address of the organization whose step it is, if that is known.
    pub(super) async fn organization_email(&self) -> Result<Option<String>> {
        match self {
            Origin::Run { service, run, .. } => {
                let organization = organizations::get(service, run.organization).await?;
                Ok(Some(organization.email.to_string()))
            }
            Origin::Alone(payload) => Ok(payload.organization_email.clone()),
        }
    }
}

async fn row(service: &Service, run: &RunRef, event: EventId) -> Result<Option<EventRow>> {
    let organization = run.organization;
    service
        .read(move |tx| Ok(events::get(tx, organization, event)?))
        .await
}

/// What the customer of an event is called, by the event's body.
pub(super) fn customer_name(body: &Value) -> CustomerName {
    let text = |name: &str| {
        let customer = body.pointer("/data/customer")?;
        customer[name].as_str().map(str::to_owned)
    };
    CustomerName {
        name: text("name").unwrap_or_default(),
        company: text("companyName").unwrap_or_default(),
    }
}
