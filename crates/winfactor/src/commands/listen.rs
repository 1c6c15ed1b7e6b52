use std::{process::ExitCode, time::Duration};

use anyhow::{Context, Result};
use winfactor_connectors::{
    http::DEFAULT_TIMEOUT,
    signing::SigningSecret,
    webhook::{CustomHeaders, WebhookAuth, WebhookRequest, WebhookSender},
};
use winfactor_domain::{Clock, EventType, Rng};

use crate::{
    api_client::{ApiClient, client_for},
    options::ApiOptions,
    shutdown,
    system::{SystemClock, SystemRng},
};

/// Options of `winfactor listen`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where each event is sent on to, signed, such as http://localhost:3000/hook
    #[arg(long, value_name = "URL")]
    forward_to: Option<String>,
    /// Only this event type; may be given several times
    #[arg(long = "event", value_name = "TYPE")]
    events: Vec<EventType>,
    #[command(flatten)]
    api: ApiOptions,
}

/// How often the server is asked. Well within the limit of requests a minute.
const EVERY: Duration = Duration::from_secs(2);

#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let api = ApiClient::new(&options.api)?;
    let forward = options.forward_to.map(Forward::new).transpose()?;
    let mut stop = shutdown::signal();
    let mut newest = newest_id(&api).await?;
    println!(
        "Listening for events at {}. Ctrl-C ends it.",
        options.api.url
    );
    if let Some(forward) = &forward {
        println!("Forwarding to {}", forward.url);
        println!("Signing secret: {}", forward.secret.expose());
    }
    loop {
        for event in events_after(&api, newest.as_deref()).await? {
            newest = Some(event.id.clone());
            if options.events.is_empty() || options.events.contains(&event.event_type) {
                show(&event, forward.as_ref()).await;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return Ok(ExitCode::SUCCESS),
        }
    }
}

/// An event as the API gives it.
struct Event {
    id: String,
    event_type: EventType,
    body: String,
}

async fn newest_id(api: &ApiClient) -> Result<Option<String>> {
    let list = api.get("/events?limit=1").await?;
    Ok(list["data"][0]["id"].as_str().map(str::to_owned))
}

/// Events that are newer than the one already seen, oldest first.
async fn events_after(api: &ApiClient, seen: Option<&str>) -> Result<Vec<Event>> {
    let list = api.get("/events?limit=50").await?;
    let newer = list["data"].as_array().into_iter().flatten();
    let ids: Vec<_> = newer
        .filter_map(|event| event["id"].as_str())
        .take_while(|id| seen.is_none_or(|seen| *id > seen))
        .collect();
    let mut events = Vec::new();
    for id in ids.into_iter().rev() {
        let event = api.get(&format!("/events/{id}")).await?;
        let name = event["eventType"].as_str().unwrap_or_default();
        events.push(Event {
            id: id.to_owned(),
            event_type: name
                .parse()
                .context("an event type unknown to this version")?,
            body: event["payload"].to_string(),
        });
    }
    Ok(events)
}

#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
async fn show(event: &Event, forward: Option<&Forward>) {
    println!("{} {} {}", event.event_type, event.id, event.body);
    if let Some(forward) = forward {
        println!("  -> {}", forward.send(event).await);
    }
}

/// A developer's own address, with a secret for this session.
struct Forward {
    url: String,
    sender: WebhookSender,
    secret: SigningSecret,
}

impl Forward {
    fn new(url: String) -> Result<Self> {
        Ok(Forward {
            sender: WebhookSender::new(client_for(&url)?),
            url,
            secret: SigningSecret::generate(|bytes| SystemRng.fill(bytes)),
        })
    }

    /// Sends one event and says what came of it.
    async fn send(&self, event: &Event) -> String {
        let attempt = self
            .sender
            .attempt(WebhookRequest {
                url: &self.url,
                event_type: event.event_type.name(),
                event_id: &event.id,
                attempt: 1,
                body: event.body.clone().into(),
                secrets: std::slice::from_ref(&self.secret),
                custom_headers: &CustomHeaders::default(),
                auth: &WebhookAuth::none(),
                timeout: DEFAULT_TIMEOUT,
                now: SystemClock.now().unix_seconds(),
            })
            .await;
        let took = attempt.duration.as_millis();
        match (attempt.status, attempt.reason) {
            (Some(status), None) => format!("{status} in {took} ms"),
            (_, Some(reason)) => format!("{reason} ({took} ms)"),
            (None, None) => format!("no answer ({took} ms)"),
        }
    }
}
