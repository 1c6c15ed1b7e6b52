//! The one binary: it serves, delivers, sets up, and helps integrators and operators.
//!
//! This crate is the only place that knows the real clock, the operating system's randomness, the
//! environment and the command line. It reads them, puts the other crates together ([`wiring`]) and
//! hands over to one of the [`commands`].

mod api_client;
mod background;
mod commands;
mod demo;
mod logging;
mod options;
mod password;
mod server;
mod shutdown;
mod system;
mod wiring;

use std::process::ExitCode;

use clap::Parser;

/// Under many small requests it allocates faster than the C library, and gives memory back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command = commands::Cli::parse().command;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(command.run()),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            logging::complain(&error);
            ExitCode::FAILURE
        }
    }
}
