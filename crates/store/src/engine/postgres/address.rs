//! The address of a PostgreSQL server.

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode, TargetSessionAttrs},
};

use super::tls::Trust;
use crate::engine::DatabaseUrlError;

/// A server and a database on it, from a `postgres://` address. Never shows the password.
///
/// All parameters of such addresses that libpq and tokio-postgres share are understood
/// (`connect_timeout`, `application_name`, several hosts, …). `sslmode` is one of
///
/// - `disable`: no TLS;
/// - `prefer` (the default): TLS when the server offers it, its certificate unchecked. Keeps
///   listeners out, not impostors;
/// - `no-verify`: the same, but a server without TLS is refused;
/// - `require`, `verify-ca`, `verify-full`: TLS, and the certificate must belong to the host and
///   come from an authority the operating system trusts, or one in the PEM file that
///   `sslrootcert=PATH` names (taken as it stands). Stricter than libpq's `require`, which checks nothing.
#[derive(Clone)]
pub struct PostgresAddress {
    pub(super) config: Config,
    pub(super) trust: Trust,
}

impl FromStr for PostgresAddress {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let mut mode = "prefer";
        let mut roots = None;
        let mut others = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = value,
                Some(("sslrootcert", value)) => roots = Some(PathBuf::from(value)),
                _ => others.push(pair),
            }
        }
        let (ssl, trust) = match mode {
            "disable" => (SslMode::Disable, Trust::Anyone),
            "prefer" => (SslMode::Prefer, Trust::Anyone),
            "no-verify" => (SslMode::Require, Trust::Anyone),
            "require" | "verify-ca" | "verify-full" => {
                (SslMode::Require, Trust::Authorities { roots })
            }
            other => return Err(DatabaseUrlError::SslMode(other.to_owned())),
        };
        let plain = if others.is_empty() {
            address.to_owned()
        } else {
            format!("{address}?{}", others.join("&"))
        };
        let mut config: Config = plain
            .parse()
            .map_err(|source| DatabaseUrlError::Postgres(Arc::new(source)))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(DatabaseUrlError::NoHost);
        }
        config.ssl_mode(ssl);
        with_defaults(&mut config);
        Ok(PostgresAddress { config, trust })
    }
}

/// A server that has gone silent is noticed within half a minute, not after hours.
fn with_defaults(config: &mut Config) {
    if config.get_application_name().is_none() {
        config.application_name("winfactor");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(30));
    }
    if config.get_keepalives_idle() == Config::new().get_keepalives_idle() {
        config.keepalives_idle(Duration::from_secs(30));
    }
    // Of several servers the one that accepts writes is meant.
    if config.get_hosts().len() > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any
    {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
}

impl PartialEq for PostgresAddress {
    fn eq(&self, other: &Self) -> bool {
        self.config == other.config && self.trust == other.trust
    }
}

impl Eq for PostgresAddress {}

impl fmt::Display for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://")?;
        if let Some(user) = self.config.get_user() {
            let password = if self.config.get_password().is_some() {
                ":***"
            } else {
                ""
            };
            write!(f, "{user}{password}@")?;
        }
        let ports = self.config.get_ports();
        for (index, host) in self.config.get_hosts().iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            match host {
                Host::Tcp(name) => f.write_str(name)?,
                #[cfg(unix)]
                Host::Unix(path) => write!(f, "{}", path.display())?,
            }
            if let Some(port) = ports.get(index).or(ports.first()) {
                write!(f, ":{port}")?;
            }
        }
        if let Some(database) = self.config.get_dbname() {
            write!(f, "/{database}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
