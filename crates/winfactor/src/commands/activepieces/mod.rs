//! `winfactor activepieces …`: an office's way to its flows at an ActivePieces server. Everything is
//! done by the WinFactor server, over its REST API; here it is asked for and told.

mod connect;
mod told;
mod trial;

use std::process::ExitCode;

use anyhow::Result;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Sign in; bring a recipe or a flow there, publish it, send a test event and show its run
    #[command(
        after_help = "Exit status: 0 when everything that was asked for is done, 1 when something is \
                      missing or failed. The command can be repeated: it goes on where it ended."
    )]
    Connect(connect::Options),
}

pub(super) async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Connect(options) => connect::run(options).await,
    }
}
