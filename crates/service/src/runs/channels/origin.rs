use winfactor_domain::EventId;
use winfactor_store::events;

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
        let (service, organization, event) = match self {
            Origin::Run {
                service,
                run,
                event,
            } => (service, run.organization, *event),
            Origin::Alone(payload) => return Ok(payload.subject.clone()),
        };
        let found = service
            .read(move |tx| Ok(events::get(tx, organization, event)?))
            .await?;
        Ok(found.map(|event| event.subject))
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
