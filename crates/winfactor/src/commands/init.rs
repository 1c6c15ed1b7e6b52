use std::process::ExitCode;

use anyhow::{Context, Result};
use secrecy::ExposeSecret;
use serde_json::json;
use winfactor_service::{
    accounts::NewUser,
    api_keys::NewApiKey,
    setup::{self, NewOrganization},
};
use winfactor_store::SqliteRole;

use crate::{
    options::{DatabaseOptions, OrganizationOptions, OutgoingOptions},
    password, wiring,
};

/// Options of `winfactor init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    database: DatabaseOptions,
    #[command(flatten)]
    organization: OrganizationOptions,
    /// Read the first user's password from standard input, one line
    #[arg(long, required = true)]
    password_stdin: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    debug_assert!(options.password_stdin, "clap requires it");
    let password = password::from_standard_input("winfactor init …")?;
    // Works beside a running server: one short transaction.
    let service = wiring::service(
        &options.database,
        &OutgoingOptions::default(),
        String::new(),
        SqliteRole::Tool,
    )?;
    let new = options.organization;
    let created = setup::create_organization(
        &service,
        NewOrganization {
            name: new.organization,
            slug: new.slug,
            email: new.email.clone(),
            phone: new.phone,
            locale: new.locale,
            unit_system: new.unit_system,
            currency: new.currency,
            time_zone: new.time_zone,
            user: NewUser {
                name: new.user_name.unwrap_or_else(|| new.email.clone()),
                email: new.email,
                password,
                locale: new.locale,
            },
            api_key: NewApiKey {
                name: "First key".to_owned(),
                read_only: false,
            },
        },
    )
    .await
    .context("the organization was not set up")?;
    service.store().clone().close().await;
    let (organization, api_key) = (created.organization, created.api_key.text.expose_secret());
    if options.json {
        let answer = json!({"organizationId": organization, "apiKey": api_key});
        println!("{answer}");
    } else {
        println!("Organization: {organization}");
        println!("API key:      {api_key}");
        println!("The API key is shown this once: keep it in a safe place.");
    }
    Ok(ExitCode::SUCCESS)
}
