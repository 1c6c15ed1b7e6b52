//! A server, with all that a connection to it takes.

use std::sync::Arc;

use tokio::runtime::{self, Runtime};
use tokio_postgres::{Client, Connection, Error, Socket, tls::MakeTlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{PostgresAddress, tls};
use crate::engine::StoreError;

/// Where to connect, and whose certificate to accept there. Clones share the latter.
#[derive(Clone)]
pub(in crate::engine) struct Server {
    address: PostgresAddress,
    connector: MakeRustlsConnect,
}

type Driver = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

impl Server {
    /// Reads the certificates that the address asks for; connects nowhere yet.
    pub(in crate::engine) fn new(address: &PostgresAddress) -> Result<Server, StoreError> {
        Ok(Server {
            address: address.clone(),
            connector: tls::connector(&address.trust)
                .map_err(|source| StoreError::open(address, source))?,
        })
    }

    pub(super) fn address(&self) -> &PostgresAddress {
        &self.address
    }

    /// A connection: the client, and the future that drives it.
    pub(super) async fn connect(&self) -> Result<(Client, Driver), Error> {
        self.address.config.connect(self.connector.clone()).await
    }
}

/// A runtime for the connection of one thread.
pub(super) fn runtime() -> Result<Runtime, StoreError> {
    runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(|source| StoreError::Thread {
            source: Arc::new(source),
        })
}
