use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use winfactor_domain::FlowId;

use super::print;
use crate::{api_client::ApiClient, options::ApiOptions};

/// Options of `winfactor flow export`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The flow's id (flow_…)
    #[arg(value_name = "FLOW_ID")]
    flow: FlowId,
    /// Where to write the template; on standard output when it is left out
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    api: ApiOptions,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let path = format!("/flows/{}/export", options.flow);
    let template = ApiClient::new(&options.api)?.get(&path).await?;
    print::document(&template, options.output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}
