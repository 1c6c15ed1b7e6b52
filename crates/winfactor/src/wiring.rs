//! Puts the crates together: database, keys, the guarded client, and the service over them.

use std::sync::Arc;

use anyhow::{Context, Result};
use winfactor_connectors::http::{AllowList, HttpClient, HttpClientOptions, TrustedRoots};
use winfactor_domain::Rng;
use winfactor_service::{
    Service, Settings,
    secrets::{self, MasterKeys, Secrets},
};
use winfactor_store::{SqliteRole, Store, StoreOptions};

use crate::{
    options::{DatabaseOptions, OutgoingOptions},
    system::{SystemClock, SystemRng},
};

/// Opens everything that use cases need.
pub(crate) fn service(
    database: &DatabaseOptions,
    outgoing: &OutgoingOptions,
    public_url: String,
    sqlite_role: SqliteRole,
) -> Result<Service> {
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let keys = master_keys(database)?;
    let http = http_client(outgoing)?;
    let options = StoreOptions {
        sqlite_role,
        ..StoreOptions::default()
    };
    let store = Store::open(&database.database, options)
        .with_context(|| format!("cannot use the database {}", database.database))?;
    Ok(Service::new(
        store,
        Arc::new(SystemClock),
        rng.clone(),
        Secrets::new(&keys, rng),
        http,
        &Settings {
            public_url,
            vendors: outgoing.vendors.addresses(),
        },
    ))
}

/// The guarded client, with the hosts that the operator allows.
pub(crate) fn http_client(outgoing: &OutgoingOptions) -> Result<HttpClient> {
    let allowed = AllowList::parse(&outgoing.allow_host)
        .context("the list of allowed hosts (--allow-host, WINFACTOR_ALLOW_HOST) is not usable")?;
    let roots = match &outgoing.ca_file {
        None => TrustedRoots::System,
        Some(path) => std::fs::read(path)
            .map_err(anyhow::Error::from)
            .and_then(|pem| Ok(TrustedRoots::system_and_pem(&pem)?))
            .with_context(|| {
                let path = path.display();
                format!("{path} (--ca-file, WINFACTOR_CA_FILE) cannot be used")
            })?,
    };
    let options = HttpClientOptions {
        allowed,
        roots,
        ..HttpClientOptions::default()
    };
    HttpClient::new(options).context("outgoing connections cannot be set up")
}

fn master_keys(database: &DatabaseOptions) -> Result<MasterKeys> {
    if let Some(text) = &database.encryption_key {
        return MasterKeys::parse(text).context("WINFACTOR_ENCRYPTION_KEY is not usable");
    }
    let path = database.key_file();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    secrets::load_or_create(&path, &SystemRng)
        .with_context(|| format!("cannot use the encryption key in {}", path.display()))
}
