use serde_json::{Map, Value, json};

/// Which event types start a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventFilter {
    Any,
    Only(String),
}

impl EventFilter {
    pub fn accepts(&self, event_type: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(wanted) => wanted == event_type,
        }
    }
}

/// What a trigger makes of a delivered event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerOutput {
    /// The HTTP request that an ActivePieces server would have received:
    /// `{method, headers, body, queryParams, rawBody}`.
    WebhookRequest,
    /// The event's envelope itself.
    Event,
}

/// An event as it would be sent to an endpoint.
#[derive(Debug, Clone, Copy)]
pub struct EventDelivery<'a> {
    pub headers: &'a [(&'a str, &'a str)],
    /// The envelope as the JSON text that was recorded.
    pub raw_body: &'a str,
}

/// The recorded body of an event is not JSON.
#[derive(Debug, thiserror::Error)]
#[error("the event's body is not valid JSON")]
pub struct InvalidEventBody(#[from] serde_json::Error);

impl TriggerOutput {
    /// The output of the trigger for an event: what `{{ trigger }}` stands for.
    pub fn of(self, delivery: EventDelivery<'_>) -> Result<Value, InvalidEventBody> {
        let envelope: Value = serde_json::from_str(delivery.raw_body)?;
        Ok(match self {
            Self::Event => envelope,
            Self::WebhookRequest => {
                let headers: Map<String, Value> = delivery
                    .headers
                    .iter()
                    .map(|(name, value)| (name.to_ascii_lowercase(), Value::from(*value)))
                    .collect();
                json!({
                    "method": "POST",
                    "headers": headers,
                    "body": envelope,
                    "queryParams": {},
                    "rawBody": delivery.raw_body,
                })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_event_becomes_a_request_or_itself() {
        let delivery = EventDelivery {
            headers: &[("X-WinFactor-Event", "lead.created")],
            raw_body: r#"{"eventType":"lead.created","data":{"n":1.50}}"#,
        };
        let envelope = json!({"eventType": "lead.created", "data": {"n": 1.5}});
        assert_eq!(TriggerOutput::Event.of(delivery).unwrap(), envelope);
        assert_eq!(
            TriggerOutput::WebhookRequest.of(delivery).unwrap(),
            json!({
                "method": "POST",
                "headers": {"x-winfactor-event": "lead.created"},
                "body": envelope,
                "queryParams": {},
                "rawBody": delivery.raw_body,
            })
        );
    }
}
