use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use winfactor_domain::EventType;

use super::connect::Report;
use crate::{api_client::ApiClient, shutdown};

/// How often the server is asked what came of the test.
const EVERY: Duration = Duration::from_secs(1);

/// Sends a test event to a flow there, and waits for its run.
pub(super) async fn run(
    api: &ApiClient,
    flow: &str,
    event_type: Option<EventType>,
    wait_seconds: u64,
    report: &Report,
) -> Result<Value> {
    let wanted = match event_type {
        Some(event_type) => json!({"eventType": event_type}),
        None => json!({}),
    };
    let sent = api
        .post(&format!("/activepieces/flows/{flow}/test"), &wanted)
        .await?;
    let event = sent["eventId"].as_str();
    let event = event.context("the server did not name the test event")?;
    report.say(&format!("A test event is on its way: {event}"))?;
    let path = format!("/activepieces/flows/{flow}/tests/{event}");
    let mut stop = shutdown::signal();
    let mut said = String::new();
    for waited in 0..=wait_seconds {
        let mut result = api.get(&path).await?;
        let message = result["message"].as_str().unwrap_or_default().to_owned();
        let is_over = result["finished"] == true || waited == wait_seconds;
        if result["finished"] == true || is_over && message != said {
            report.say(&message)?;
        } else if result["arrival"] == "accepted" && said.is_empty() {
            said = "accepted by ActivePieces; waiting for its run".to_owned();
            report.say(&said)?;
        }
        if is_over {
            result["eventId"] = event.into();
            return Ok(result);
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return Ok(result),
        }
    }
    Ok(Value::Null)
}
