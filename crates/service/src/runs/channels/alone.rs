//! Steps of channels without a server: for the command line.

use serde_json::Value;
use winfactor_domain::{EventId, Rng, Timestamp};
use winfactor_flows::{
    PieceCatalog,
    pieces::salesforce::CustomerName,
    run::{StepOutcome, StepRequest},
};

use super::{Attempt, Channel, Origin, failed, origin::customer_name, turn};
use crate::{
    Outside,
    runs::{guard, winfactor_actions::rehearse},
};

/// Sends the steps of one run that no server knows.
#[derive(Debug)]
pub struct Alone {
    outside: Outside,
    payload: Payload,
    /// The body of the event, perhaps.
    body: Value,
}

/// What started the run, as far as messages depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Payload {
    pub event: EventId,
    pub is_test: bool,
    /// The id of the quote, submission or lead.
    pub subject: Option<String>,
    /// When it happened.
    pub happened_at: Option<Timestamp>,
    pub organization_email: Option<String>,
    pub customer: CustomerName,
}

impl Alone {
    /// `payload` is what the trigger outputs: for a webhook, its `body` is the event.
    pub fn new(outside: Outside, payload: &Value, rng: &dyn Rng) -> Self {
        let event = EventId::new(outside.now(), rng);
        Alone {
            payload: Payload::read(payload, event),
            body: payload.get("body").unwrap_or(payload).clone(),
            outside,
        }
    }

    /// Whether the step is one of a channel.
    pub fn perform(request: &StepRequest) -> bool {
        super::performs(request)
    }

    /// Sends the step, once. Nothing when it is not one of a channel; `Later` when its turn is at a
    /// later moment, or the receiver asks to wait.
    pub async fn send(&self, catalog: &PieceCatalog, request: &StepRequest) -> Option<StepOutcome> {
        let channel = Channel::of(request)?;
        if channel.is_crm() && self.payload.is_test {
            return Some(rehearse(catalog, request));
        }
        if let Some(outcome) = guard::check_alone(catalog, request, &self.body) {
            return Some(outcome);
        }
        let key = format!("{}/{}", self.payload.event, request.path);
        if let Some(outcome) = turn(&self.outside, request, &key) {
            return Some(outcome);
        }
        let attempt = Attempt {
            outside: &self.outside,
            origin: Origin::Alone(&self.payload),
            request,
            key,
        };
        Some(match attempt.send(channel).await {
            Ok(Ok(output)) => StepOutcome::Succeeded(output),
            Ok(Err(failure)) => failed::put_off(&attempt, channel, &failure)
                .unwrap_or(StepOutcome::Failed(failure.message)),
            // Only a database could fail, and there is none.
            Err(error) => StepOutcome::Failed(error.to_string()),
        })
    }
}

impl Payload {
    /// What is not there is not known: any webhook may start a flow. `event` is its id unless the
    /// payload has one.
    fn read(payload: &Value, event: EventId) -> Self {
        let text = |pointer: &str| {
            let text = payload.pointer(pointer).and_then(Value::as_str);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let subjects = ["quote", "submission", "lead"];
        let mut subjects = subjects
            .map(|it| text(&format!("/body/data/{it}/id")))
            .into_iter();
        Payload {
            event: text("/headers/x-winfactor-delivery")
                .and_then(|id| id.parse().ok())
                .unwrap_or(event),
            is_test: payload.pointer("/body/test") == Some(&Value::Bool(true)),
            subject: subjects.find_map(|it| it),
            happened_at: payload
                .pointer("/body/timestamp")
                .and_then(Value::as_i64)
                .map(Timestamp),
            organization_email: text("/body/organization/email"),
            customer: payload.get("body").map(customer_name).unwrap_or_default(),
        }
    }
}
