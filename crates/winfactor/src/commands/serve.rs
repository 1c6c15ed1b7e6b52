use std::process::ExitCode;

use anyhow::Result;
use winfactor_service::organizations;
use winfactor_store::SqliteRole;

use crate::{
    logging,
    options::{DatabaseOptions, OutgoingOptions, PublicOptions, WebOptions, doubts},
    server::{self, Web, Work},
    shutdown, wiring,
};

/// Options of `winfactor serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    database: DatabaseOptions,
    #[command(flatten)]
    public: PublicOptions,
    #[command(flatten)]
    outgoing: OutgoingOptions,
    /// Answer requests only; another process delivers (needs PostgreSQL)
    #[arg(long, env = "WINFACTOR_NO_WORKER")]
    no_worker: bool,
    #[command(flatten)]
    web: WebOptions,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    logging::start();
    let public_url = options.public.public_url();
    if let Some(doubt) = doubts(&public_url) {
        tracing::warn!(public_url, "{doubt}");
    }
    let service = wiring::service(
        &options.database,
        &options.outgoing,
        public_url.clone(),
        SqliteRole::Node,
    )?;
    if organizations::count(&service).await? == 0 {
        tracing::warn!("there is no organization yet: set one up with \"winfactor init\"");
    }
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        listen = %options.public.listen,
        public_url,
        database = %options.database.database,
        delivers = !options.no_worker,
        "WinFactor is starting",
    );
    let work = Work {
        web: Some(Web {
            listen: options.public.listen,
            config: options.web.config()?,
        }),
        delivers: !options.no_worker,
    };
    server::run(service, work, shutdown::signal()).await?;
    Ok(ExitCode::SUCCESS)
}
