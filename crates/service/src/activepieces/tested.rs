use winfactor_connectors::activepieces::{RemoteFailedStep, RemoteRun};
use winfactor_domain::{EventId, OrganizationId};
use winfactor_store::deliveries::DeliveryStatus;

use super::{endpoint, session::Session, test::no_endpoint};
use crate::{
    Result, Service, ServiceError,
    events::{self, DeliveryView},
};

/// A run at the server.
pub type RunThere = RemoteRun;
/// Where a run failed.
pub type FailedStep = RemoteFailedStep;

/// What is known of a test event by now. "Accepted" and "run" are two things: the server answers
/// before any run, and sometimes there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestResult {
    pub arrival: Arrival,
    /// The run that got the event, once there is one.
    pub run: Option<RunThere>,
    /// Whether nothing more is to come.
    pub finished: bool,
    /// For people.
    pub message: String,
}

/// What became of the event on its way to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    OnItsWay,
    /// The server took it, no more.
    Accepted,
    Refused,
}

impl Arrival {
    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Arrival::OnItsWay => "on_its_way",
            Arrival::Accepted => "accepted",
            Arrival::Refused => "refused",
        }
    }
}

const NO_RUN_YET: &str = "accepted by ActivePieces; no run has got it yet. If none begins, the flow's \
     trigger checks something that the endpoint does not send (its authentication), or a piece of the \
     flow is missing there";

/// Asks what came of a test event that was sent to a flow.
pub async fn tested(
    service: &Service,
    organization: OrganizationId,
    flow: &str,
    event: EventId,
) -> Result<TestResult> {
    let session = Session::open(service, organization).await?;
    let url = session.server.webhook_address(flow);
    let endpoints = endpoint::by_url(service, organization).await?;
    let id = endpoints.get(&url).ok_or_else(no_endpoint)?.to_string();
    let view = events::get(service, organization, event).await?;
    let mut deliveries = view.deliveries.into_iter();
    let delivery = deliveries.find(|it| it.delivery.destination == id);
    let delivery =
        delivery.ok_or_else(|| ServiceError::not_found("test event of this flow", event))?;
    match delivery.delivery.status {
        DeliveryStatus::Delivered => {}
        DeliveryStatus::Pending => return Ok(TestResult::on_its_way()),
        DeliveryStatus::Held | DeliveryStatus::Failed | DeliveryStatus::Skipped => {
            return Ok(TestResult::refused(&delivery));
        }
    }
    let there = session
        .heard(service, session.server.flow(flow).await)
        .await?;
    let there = there.ok_or_else(|| ServiceError::not_found("flow at ActivePieces", flow))?;
    let (project, word) = (&there.project_id, event.to_string());
    let run = session.server.run_that_got(project, flow, &word).await;
    Ok(TestResult::of_run(session.heard(service, run).await?))
}

impl TestResult {
    fn on_its_way() -> Self {
        TestResult {
            arrival: Arrival::OnItsWay,
            run: None,
            finished: false,
            message: "on its way to ActivePieces".to_owned(),
        }
    }

    fn refused(delivery: &DeliveryView) -> Self {
        let last = delivery.attempts.last();
        let message = match last.and_then(|attempt| attempt.http_status) {
            Some(404) => {
                "refused by ActivePieces (404): the flow is switched off or was never published"
                    .to_owned()
            }
            Some(410) => "refused by ActivePieces (410): the flow was deleted".to_owned(),
            Some(status) => format!("refused by ActivePieces (status {status})"),
            None => "it did not arrive at ActivePieces; the event's attempts say why".to_owned(),
        };
        TestResult {
            arrival: Arrival::Refused,
            run: None,
            finished: true,
            message,
        }
    }

    fn of_run(run: Option<RunThere>) -> Self {
        let (finished, message) = match &run {
            None => (false, NO_RUN_YET.to_owned()),
            Some(run) if !run.has_ended() => (
                false,
                "accepted by ActivePieces; its run goes on".to_owned(),
            ),
            Some(run) => (true, words(run)),
        };
        TestResult {
            arrival: Arrival::Accepted,
            run,
            finished,
            message,
        }
    }
}

fn words(run: &RunThere) -> String {
    match (run.status.as_str(), &run.failed_step) {
        ("SUCCEEDED", _) => "the run succeeded".to_owned(),
        ("PAUSED", _) => "the run waits, as one of its steps asks for".to_owned(),
        (_, Some(step)) => {
            let why = step.message.as_deref().map(|it| format!(": {it}"));
            let (name, why) = (&step.display_name, why.unwrap_or_default());
            format!("the run failed at the step {name}{why}")
        }
        (status, None) => format!("the run ended as {status}"),
    }
}
