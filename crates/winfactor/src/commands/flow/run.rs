use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use serde::Serialize;
use url::Url;
use winfactor_flows::{
    Run,
    run::{OfflineResult, RunLimits, RunSetup, RunStatus, Waitpoints, run_offline},
};
use winfactor_service::{Outside, runs::ChannelsAlone};

use super::{
    connections_file,
    evaluator::evaluator,
    flow_file,
    flow_file::FlowFile,
    json_file,
    outgoing::{ShownCall, ShownRequest},
    performer::Performer,
    print,
    sending::Sending,
    summary::summary,
};
use crate::{
    options::OutgoingOptions,
    system::{SystemClock, SystemRng},
    wiring,
};

/// Where the links of approvals and waiting webhooks point to. Nobody answers there: the run is in
/// this process alone.
const WAITPOINTS: &str = "https://offline.invalid/api/v1/flow-runs/offline/waitpoints";

/// How this process calls itself to mail servers.
const HOST_NAME: &str = "localhost";

/// Options of `winfactor flow run`. The exit status is 1 when the run failed, 2 when the flow or a
/// file cannot be used.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    flow: FlowFile,
    /// What the trigger outputs; for a webhook {"body", "headers", "queryParams", "method"}
    #[arg(long, value_name = "PAYLOAD.json")]
    payload: PathBuf,
    /// Connections: {"external-id": {"type": "SECRET_TEXT", "secret_text": "…"}, …}
    #[arg(long, value_name = "CONNECTIONS.json")]
    connections: Option<PathBuf>,
    /// Send what the flow sends: requests and messages. Without it they are shown, and answered with
    /// a sample
    #[arg(long)]
    send: bool,
    #[command(flatten)]
    outgoing: OutgoingOptions,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// What is printed.
#[derive(Debug, Serialize)]
pub(super) struct Printed {
    #[serde(flatten)]
    pub(super) result: OfflineResult,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) requests: Vec<ShownRequest>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) channels: Vec<ShownCall>,
    /// Whether they were sent.
    #[serde(skip)]
    pub(super) sent: bool,
}

pub(super) fn run(options: Options) -> Result<ExitCode> {
    let catalog = flow_file::catalog();
    let flow = options.flow.compile(&catalog)?;
    let payload = json_file::value(&options.payload)?;
    let (connections, secrets) = connections_file::read(options.connections.as_deref())?;
    let sending = match options.send {
        true => Some(sending(&options.outgoing, &payload)?),
        false => None,
    };
    let (evaluator, now_ms) = evaluator(connections);
    let mut waitpoints = 0_u32;
    let setup = RunSetup {
        evaluator,
        waitpoints: Waitpoints::new(Url::parse(WAITPOINTS)?, move || {
            waitpoints += 1;
            waitpoints.to_string()
        }),
        limits: RunLimits::default(),
    };
    let mut performer = Performer {
        catalog: &catalog,
        secrets,
        sending,
        requests: Vec::new(),
        calls: Vec::new(),
    };
    let mut run = Run::start(Arc::new(flow), payload, setup);
    let result = run_offline(&mut run, now_ms, |request| performer.perform(request));
    let printed = Printed {
        result,
        requests: performer.requests,
        channels: performer.calls,
        sent: options.send,
    };
    if options.json {
        print::json(&printed).context("the result cannot be written")?;
    } else {
        print::text(&summary(&printed))?;
    }
    Ok(match printed.result.status {
        // It waits for somebody's call, which is as far as it can come here.
        RunStatus::Succeeded | RunStatus::Paused => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn sending(outgoing: &OutgoingOptions, payload: &serde_json::Value) -> Result<Sending> {
    let client = wiring::http_client(outgoing)?;
    let outside = Outside::new(
        client.clone(),
        outgoing.vendors.addresses(),
        Arc::new(SystemClock),
        HOST_NAME.to_owned(),
    );
    let channels = ChannelsAlone::new(outside, payload, &SystemRng);
    Ok(Sending { client, channels })
}
