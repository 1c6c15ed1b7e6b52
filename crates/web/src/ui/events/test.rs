use axum::response::Response;
use winfactor_service::{endpoints, flows, outbox::Destination};

use crate::{
    page_error::PageError,
    ui::{answer::see_with, posted::Posted},
    view::{Notice, Problem, routes},
};

/// Sends a sample event to an endpoint or a flow and leads to what comes of it.
pub(super) async fn test(posted: Posted) -> Result<Response, PageError> {
    let destination = posted.form.text("destination").parse::<Destination>();
    let destination = destination.map_err(|_| Problem::BadRequest)?;
    let trial = trial(&posted)?;
    let (service, organization) = (posted.service(), posted.organization());
    Ok(match destination {
        Destination::Endpoint(id) => {
            let event = endpoints::test(service, organization, id, trial).await?;
            see_with(&routes::event(event), Notice::TestSent)
        }
        // That a flow took the event says nothing yet: its run does.
        Destination::Flow(id) => {
            flows::test(service, organization, id, trial).await?;
            see_with(&routes::flow(id), Notice::FlowTested)
        }
    })
}

/// What a form asks to be sent.
pub(in crate::ui) fn trial(posted: &Posted) -> Result<endpoints::Trial, PageError> {
    let event_type = posted.form.text("event_type").parse();
    Ok(endpoints::Trial {
        event_type: event_type.map_err(|_| Problem::BadRequest)?,
        sparse: posted.form.ticked("sparse"),
    })
}
