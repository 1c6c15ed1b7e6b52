use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, bail};
use winfactor_store::SqliteRole;
use winfactor_web::{RateLimits, WebConfig};

use crate::{
    demo::{self, Receiver},
    logging,
    options::{DatabaseOptions, OutgoingOptions},
    server::{self, Web, Work},
    shutdown, wiring,
};

/// Options of `winfactor demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The address to serve on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// The address of the example receiver of webhooks
    #[arg(long, default_value = "127.0.0.1:8081", value_name = "ADDR")]
    receiver: SocketAddr,
    /// A new folder for the data; an existing demo goes on with what it has
    #[arg(long, default_value = "winfactor-demo", value_name = "PATH")]
    data: PathBuf,
    #[command(flatten)]
    outgoing: OutgoingOptions,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    logging::start();
    let public_url = format!("http://{}", options.listen);
    let is_new = !options.data.join("demo.db").exists();
    if is_new && options.data.is_dir() && options.data.read_dir()?.next().is_some() {
        let folder = options.data.display();
        bail!("the folder {folder} holds something else: name another one with --data");
    }
    let receiver = Receiver::bind(options.receiver).await?;
    let database = DatabaseOptions::sqlite(options.data.join("demo.db"));
    let mut outgoing = options.outgoing;
    outgoing.allow_host.push(receiver.address().to_string());
    let service = wiring::service(&database, &outgoing, public_url.clone(), SqliteRole::Node)?;
    if is_new {
        demo::seed(&service, &receiver.url(), &options.data)
            .await
            .context("the example data could not be made")?;
    }
    let secret = demo::signing_secret(&options.data)?;
    let api_key = demo::api_key(&options.data)?;
    demo::greet(&public_url, &receiver.url(), &api_key, &options.data);
    let receiving = tokio::spawn(receiver.run(secret));
    let work = Work {
        web: Some(Web {
            listen: options.listen,
            config: WebConfig {
                rate_limits: RateLimits::OFF,
                ..WebConfig::default()
            },
        }),
        delivers: true,
    };
    server::run(service, work, shutdown::signal()).await?;
    receiving.abort();
    Ok(ExitCode::SUCCESS)
}
