//! What the binary can be asked to do, one module per command.

mod activepieces;
mod demo;
mod doctor;
mod flow;
mod init;
mod listen;
mod print;
mod serve;
mod trigger;
mod worker;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// WinFactor turns what happens with submissions, quotes and leads into practical automations.
#[derive(Debug, Parser)]
#[command(name = "winfactor", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try everything out: a new data folder with an example organization, served at once
    Demo(demo::Options),
    /// Serve pages and the API, and deliver events
    Serve(serve::Options),
    /// Deliver events only, beside servers on the same PostgreSQL database
    Worker(worker::Options),
    /// Set up an organization with its first user and API key
    Init(init::Options),
    /// Send a test event to an endpoint, or to all
    Trigger(trigger::Options),
    /// Show an organization's events as they happen, and forward them to your machine
    Listen(listen::Options),
    /// Try, check, import and export flows
    #[command(subcommand)]
    Flow(flow::Command),
    /// Sign in to an ActivePieces server, bring a flow there and try it out
    #[command(subcommand)]
    Activepieces(activepieces::Command),
    /// Check the installation and say what is wrong
    Doctor(doctor::Options),
}

impl Command {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        match self {
            Command::Demo(options) => demo::run(options).await,
            Command::Serve(options) => serve::run(options).await,
            Command::Worker(options) => worker::run(options).await,
            Command::Init(options) => init::run(options).await,
            Command::Trigger(options) => trigger::run(options).await,
            Command::Listen(options) => listen::run(options).await,
            Command::Flow(command) => flow::run(command).await,
            Command::Activepieces(command) => activepieces::run(command).await,
            Command::Doctor(options) => doctor::run(options).await,
        }
    }
}
