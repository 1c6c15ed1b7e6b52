//! Measures the built server from outside, on loopback: how many submissions a second it accepts
//! durably and delivers, at what cost, and how that compares to the machine's own limit, which is
//! the same client posting straight to the same sink, measured in the same run.
//!
//! Wall-clock figures move with whatever else the machine does; CPU time per delivered event and
//! ratios to the limit are the steadier ones. Nothing here fails for being slow.

mod client;
mod flow;
mod load;
mod marks;
mod process;
mod report;
mod scenario;
mod server;
mod sink;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use crate::{report::Report, scenario::Scenarios};

/// What to measure.
#[derive(Debug, Clone, Parser)]
struct Options {
    /// The server's binary, built for release
    #[arg(long)]
    server: PathBuf,
    /// Submissions of the throughput scenario
    #[arg(long, default_value_t = 20_000)]
    events: u64,
    /// Requests under way at once
    #[arg(long, default_value_t = 64)]
    concurrency: usize,
    /// Which database: sqlite, postgres or both
    #[arg(long, default_value = "both")]
    database: String,
}

#[tokio::main]
#[allow(clippy::print_stdout, reason = "the report is the answer")]
async fn main() -> Result<()> {
    let options = Options::parse();
    let mut report = Report::default();
    let scenarios = Scenarios {
        server: options.server,
        events: options.events,
        concurrency: options.concurrency,
    };
    let limit = scenarios.limit().await?;
    report.limit(&limit);
    for engine in ["sqlite", "postgres"] {
        if options.database == engine || options.database == "both" {
            scenarios.run(engine, &limit, &mut report).await?;
        }
    }
    println!("{report}");
    Ok(())
}
