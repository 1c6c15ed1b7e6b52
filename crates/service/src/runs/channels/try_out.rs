use winfactor_domain::{EventId, EventType, FlowId, FlowRunId, OrganizationId};
use winfactor_flows::run::StepRequest;

use super::{Attempt, Channel, Origin, ticket};
use crate::{Result, Service, runs::write::RunRef};

/// Sends the message of a step to try it out, once and at once, outside of any run: what the service
/// answered, or why it could not be sent.
pub(crate) async fn send_to_try_out(
    service: &Service,
    organization: OrganizationId,
    flow: FlowId,
    event_type: EventType,
    request: &StepRequest,
) -> Result<std::result::Result<serde_json::Value, String>> {
    let Some(channel) = Channel::of(request) else {
        let action = &request.action_name;
        return Ok(Err(format!("`{action}` has no message to try out")));
    };
    let now = service.now();
    let run = RunRef {
        organization,
        id: FlowRunId::new(now, service.rng()),
        flow,
        event_type: Some(event_type),
    };
    let attempt = Attempt {
        outside: service.outside(),
        origin: Origin::Run {
            service,
            run: &run,
            // Of its own: receivers must not take one test for the repetition of another.
            event: EventId::new(now, service.rng()),
        },
        request,
        key: ticket(run.id, request),
    };
    let sent = attempt.send(channel).await?;
    Ok(sent.map_err(|failure| failure.message))
}
