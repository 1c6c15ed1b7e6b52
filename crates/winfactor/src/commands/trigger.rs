use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use winfactor_domain::{EndpointId, EventType};

use crate::{api_client::ApiClient, options::ApiOptions};

/// Options of `winfactor trigger`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The event type, such as submission.created
    event_type: EventType,
    /// The endpoint to send it to; all active endpoints when it is left out
    #[arg(long, value_name = "ID")]
    endpoint: Option<EndpointId>,
    #[command(flatten)]
    api: ApiOptions,
}

#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let api = ApiClient::new(&options.api)?;
    let endpoints = match options.endpoint {
        Some(id) => vec![id.to_string()],
        None => wanting(&api, options.event_type).await?,
    };
    if endpoints.is_empty() {
        bail!(
            "no active endpoint wants {}: add one, or name one with --endpoint",
            options.event_type
        );
    }
    for endpoint in endpoints {
        let request = json!({"eventType": options.event_type, "endpointId": endpoint});
        let sent = api.post("/events/test", &request).await?;
        let event = sent["id"].as_str().or(sent["eventId"].as_str());
        let event = event.context("the server did not name the test event")?;
        println!("{} {event} is on its way to {endpoint}", options.event_type);
    }
    Ok(ExitCode::SUCCESS)
}

/// The active endpoints that want events of a type.
async fn wanting(api: &ApiClient, event_type: EventType) -> Result<Vec<String>> {
    let list = api.get("/webhook-endpoints?limit=100").await?;
    let endpoints = list["data"].as_array().cloned().unwrap_or_default();
    let wants = |endpoint: &Value| {
        let types = endpoint["eventTypes"].as_array();
        types.is_none_or(|types| {
            types.is_empty() || types.iter().any(|one| one == event_type.name())
        })
    };
    let names = endpoints
        .iter()
        .filter(|endpoint| endpoint["status"] == "active" && wants(endpoint))
        .filter_map(|endpoint| endpoint["id"].as_str().map(str::to_owned));
    Ok(names.collect())
}
