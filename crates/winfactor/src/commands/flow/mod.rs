//! `winfactor flow …`: an integrator's work on a flow at the command line.
//!
//! `run`, `eval` and `validate` need no server: they read files, and the flow runs in this process
//! as it runs in a server; `recipes` and `recipe` give the ready-made ones. `import` and `export` talk
//! to a server over its REST API.

mod connections_file;
mod eval;
mod evaluator;
mod export;
mod flow_file;
mod import;
mod json_file;
mod outgoing;
mod performer;
mod recipe;
mod recipes;
mod run;
mod secrets;
mod sending;
mod summary;
mod validate;

use std::process::ExitCode;

use anyhow::Result;

use super::print;
use crate::logging;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Run a flow in this process, on a payload from a file; time passes at once
    #[command(
        after_help = "Exit status: 0 when the run succeeded or waits for somebody, 1 when it failed, \
                      2 when a file cannot be used."
    )]
    // With an address for each vendor they are much larger than the others' options.
    Run(Box<run::Options>),
    /// Resolve one text with its {{ placeholders }} and formulas
    Eval(eval::Options),
    /// Say what is wrong with a flow, step by step, and where each step runs
    Validate(validate::Options),
    /// List the ready-made flows
    Recipes(recipes::Options),
    /// Write a ready-made flow as the template that ActivePieces and `flow import` take in
    Recipe(recipe::Options),
    /// Take a flow in on a server, switched off
    Import(import::Options),
    /// Write a server's flow as the template that ActivePieces imports
    Export(export::Options),
}

pub(super) async fn run(command: Command) -> Result<ExitCode> {
    let outcome = match command {
        Command::Run(options) => run::run(*options),
        Command::Eval(options) => eval::run(options),
        Command::Validate(options) => validate::run(options),
        Command::Recipes(options) => recipes::run(options),
        Command::Recipe(options) => recipe::run(options),
        Command::Import(options) => return import::run(options).await,
        Command::Export(options) => return export::run(options).await,
    };
    Ok(outcome.unwrap_or_else(|error| bad_input(&error)))
}

/// Says what cannot be used of what was given. The exit status is that of a wrong command line: 2.
fn bad_input(error: &anyhow::Error) -> ExitCode {
    logging::complain(error);
    ExitCode::from(2)
}
