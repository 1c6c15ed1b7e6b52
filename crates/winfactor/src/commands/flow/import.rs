use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use serde_json::Value;
use url::form_urlencoded::Serializer;
use winfactor_flows::exchange::Runs;

use super::{bad_input, flow_file, json_file, print};
use crate::{api_client::ApiClient, options::ApiOptions};

/// Options of `winfactor flow import`. The exit status is 1 when the server refuses, 2 when the file
/// cannot be used.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What ActivePieces exports: a template (also a legacy one), or a bare flow version
    #[arg(value_name = "FLOW.json")]
    file: PathBuf,
    /// The flow's name instead of that in the file
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Who looks after the flow; without anybody it cannot be switched on
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    #[command(flatten)]
    api: ApiOptions,
    /// Print the server's answer as JSON
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    // Mistakes in the file are told here, where its name is known.
    let read = flow_file::document(&options.file).and_then(|_| json_file::value(&options.file));
    let template = match read {
        Ok(template) => template,
        Err(error) => return Ok(bad_input(&error)),
    };
    let mut query = Serializer::new(String::new());
    query.extend_pairs(options.name.iter().map(|name| ("name", name)));
    query.extend_pairs(options.owner.iter().map(|owner| ("ownerName", owner)));
    let path = format!("/flows?{}", query.finish());
    let answer = ApiClient::new(&options.api)?.post(&path, &template).await?;
    if options.json {
        print::json(&answer)?;
        return Ok(ExitCode::SUCCESS);
    }
    let others = answer["others"].as_array().into_iter().flatten();
    for flow in std::iter::once(&answer).chain(others) {
        print::text(&told(flow))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A flow that was taken in: which of its steps run here, and what keeps it from being switched on.
fn told(flow: &Value) -> String {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let (id, name) = (text(flow, "id"), text(flow, "name"));
    let mut told = format!("{id}  {name}: taken in, switched off");
    for step in flow["steps"].as_array().into_iter().flatten() {
        let (number, name) = (&step["number"], text(step, "displayName"));
        let runs = serde_json::from_value(step["runs"].clone()).map_or("", Runs::words);
        let only = match step["hereOnly"] == true {
            true => ", and not in ActivePieces",
            false => "",
        };
        told.push_str(&format!("\n  {number}. {name}: {runs}{only}"));
    }
    for problem in flow["problems"].as_array().into_iter().flatten() {
        let number = &problem["stepNumber"];
        let (step, message) = (text(problem, "stepDisplayName"), text(problem, "message"));
        told.push_str(&format!("\n  step {number}, {step}: {message}"));
    }
    told
}
