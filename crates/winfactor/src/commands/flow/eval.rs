use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use winfactor_flows::expressions::{InputTemplate, Scope};

use super::{connections_file, evaluator::evaluator, json_file, print};
use crate::logging;

/// Options of `winfactor flow eval`. The exit status is 1 when the text has no value (a connection
/// is missing, a formula fails, a limit is exceeded), 2 when the text or a file cannot be used.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The text of a step's input, such as "Dear {{trigger.body.name}}"
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    template: String,
    /// What the steps have output: {"trigger": {…}, "step_1": …}
    #[arg(long, value_name = "CONTEXT.json")]
    context: PathBuf,
    /// Connections: {"external-id": {"type": "SECRET_TEXT", "secret_text": "…"}, …}
    #[arg(long, value_name = "CONNECTIONS.json")]
    connections: Option<PathBuf>,
    /// Print {"value": …}; without it, the value alone
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: Options) -> Result<ExitCode> {
    let template = InputTemplate::compile(&Value::from(options.template))
        .context("the template cannot be used")?;
    let mut scope = Scope::default();
    for (step, output) in
        json_file::object(&options.context, "outputs by the names of their steps")?
    {
        scope.insert(step, output);
    }
    let (connections, _) = connections_file::read(options.connections.as_deref())?;
    let (mut evaluator, _) = evaluator(connections);
    let value = match template.resolve(&scope, &mut evaluator) {
        Ok(value) => value,
        Err(error) => {
            logging::complain(&error.into());
            return Ok(ExitCode::FAILURE);
        }
    };
    match (options.json, value) {
        (true, value) => print::json(&json!({"value": value}))?,
        (false, Value::String(text)) => print::text(&text)?,
        (false, value) => print::json(&value)?,
    }
    Ok(ExitCode::SUCCESS)
}
