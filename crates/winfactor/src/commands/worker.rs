use std::process::ExitCode;

use anyhow::{Result, bail};
use winfactor_store::{DatabaseUrl, SqliteRole};

use crate::{
    logging,
    options::{DatabaseOptions, OutgoingOptions},
    server::{self, Work},
    shutdown, wiring,
};

/// Options of `winfactor worker`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    database: DatabaseOptions,
    #[command(flatten)]
    outgoing: OutgoingOptions,
    /// The address in links, as customers and staff reach the servers (https://…)
    #[arg(long, env = "WINFACTOR_PUBLIC_URL", value_name = "URL")]
    public_url: String,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    logging::start();
    if let DatabaseUrl::Sqlite(_) = options.database.database {
        bail!(
            "a separate worker needs PostgreSQL (--database postgres://…); \
             on SQLite \"winfactor serve\" delivers by itself"
        );
    }
    let service = wiring::service(
        &options.database,
        &options.outgoing,
        options.public_url,
        SqliteRole::Node,
    )?;
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        database = %options.database.database,
        "WinFactor's worker is starting",
    );
    let work = Work {
        web: None,
        delivers: true,
    };
    server::run(service, work, shutdown::signal()).await?;
    Ok(ExitCode::SUCCESS)
}
