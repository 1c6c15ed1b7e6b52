use std::process::ExitCode;

use anyhow::Result;
use winfactor_domain::{Clock, Timestamp};
use winfactor_service::organizations;
use winfactor_store::{DatabaseUrl, SqliteRole};

use crate::{
    options::{DatabaseOptions, OutgoingOptions, PublicOptions, doubts},
    system::SystemClock,
    wiring,
};

/// Options of `winfactor doctor`: the same as the server's.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    database: DatabaseOptions,
    #[command(flatten)]
    public: PublicOptions,
    #[command(flatten)]
    outgoing: OutgoingOptions,
}

/// What a check found.
enum Finding {
    Well(String),
    Doubtful(String),
    Wrong(String),
}

/// A clock before this product existed is wrong: signatures would be refused as stale.
const EARLIEST: Timestamp = Timestamp(1_767_225_600_000);

#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let mut findings = vec![public_address(&options.public), clock()];
    findings.push(match wiring::http_client(&options.outgoing) {
        Ok(_) => Finding::Well("outgoing connections can be made".to_owned()),
        Err(error) => Finding::Wrong(format!("{error:#}")),
    });
    findings.extend(database(&options).await);
    let mut wrong = false;
    for finding in findings {
        match finding {
            Finding::Well(text) => println!("ok      {text}"),
            Finding::Doubtful(text) => println!("look    {text}"),
            Finding::Wrong(text) => {
                wrong = true;
                println!("wrong   {text}");
            }
        }
    }
    Ok(match wrong {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn public_address(public: &PublicOptions) -> Finding {
    let url = public.public_url();
    match doubts(&url) {
        Some(doubt) => Finding::Doubtful(format!("public address {url}: {doubt}")),
        None => Finding::Well(format!("public address {url}")),
    }
}

fn clock() -> Finding {
    match SystemClock.now() < EARLIEST {
        true => Finding::Wrong("the clock is years behind: receivers refuse signatures".to_owned()),
        false => Finding::Well("the clock is plausible".to_owned()),
    }
}

/// Opens the database as a tool does, beside a server that may be running.
async fn database(options: &Options) -> Vec<Finding> {
    let address = &options.database.database;
    if let DatabaseUrl::Sqlite(path) = address
        && !path.exists()
    {
        let text =
            format!("database {address}: there is no such file yet; \"winfactor init\" makes it");
        return vec![Finding::Doubtful(text)];
    }
    let url = options.public.public_url();
    let service = wiring::service(&options.database, &options.outgoing, url, SqliteRole::Tool);
    let service = match service {
        Ok(service) => service,
        Err(error) => return vec![Finding::Wrong(format!("{error:#}"))],
    };
    let mut findings = vec![Finding::Well(format!(
        "database {address}: reachable, the schema is up to date, the key fits its form"
    ))];
    findings.push(match organizations::count(&service).await {
        Ok(0) => Finding::Doubtful("no organization yet: \"winfactor init\" makes one".to_owned()),
        Ok(count) => Finding::Well(format!("organizations: {count}")),
        Err(error) => Finding::Wrong(format!("organizations cannot be read: {error}")),
    });
    findings.push(match winfactor_service::health::check(&service).await {
        Ok(health) if health.is_late() => Finding::Wrong(format!(
            "deliveries are late: the oldest one has waited {} s; is a server or worker running?",
            health.oldest_due.as_secs()
        )),
        Ok(_) => Finding::Well("no delivery is late".to_owned()),
        Err(error) => Finding::Wrong(format!("deliveries cannot be read: {error}")),
    });
    service.store().clone().close().await;
    findings
}
