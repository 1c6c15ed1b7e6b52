//! The road to a checked connection: resolve once, check every address, dial a checked one,
//! encrypt. hyper's pool calls this for each new connection and for nothing else, so nothing can
//! be sent past the check.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::rt::TokioIo;
use tokio::time::timeout_at;
use tokio_rustls::TlsConnector;

use super::dial::dial;
use super::error::{HttpError, Phase};
use super::guard::{Checked, Guard, literal_address};
use super::resolver::Resolver;
use super::stream::{Peer, Stream, Transport};
use super::tls;
use crate::monotonic;

#[derive(Clone)]
pub(super) struct GuardedConnector {
    pub(super) guard: Arc<Guard>,
    pub(super) resolver: Arc<dyn Resolver>,
    pub(super) tls: TlsConnector,
    /// For resolving, dialling and encrypting together.
    pub(super) limit: Duration,
}

impl tower_service::Service<Uri> for GuardedConnector {
    type Response = TokioIo<Stream>;
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<TokioIo<Stream>, HttpError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), HttpError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connector = self.clone();
        Box::pin(async move {
            connector
                .connect(Destination::of(&uri))
                .await
                .map(TokioIo::new)
        })
    }
}

/// What of a URI matters for connecting.
struct Destination {
    host: String,
    port: u16,
    https: bool,
}

impl Destination {
    fn of(uri: &Uri) -> Self {
        let https = uri.scheme() == Some(&Scheme::HTTPS);
        Self {
            host: uri.host().unwrap_or_default().to_owned(),
            port: uri.port_u16().unwrap_or(if https { 443 } else { 80 }),
            https,
        }
    }
}

impl GuardedConnector {
    async fn connect(&self, to: Destination) -> Result<Stream, HttpError> {
        let deadline = monotonic::now() + self.limit;
        let too_slow = |phase| HttpError::Timeout {
            host: to.host.clone(),
            port: to.port,
            phase,
            limit: self.limit,
        };

        let checked = timeout_at(deadline, self.resolve(&to))
            .await
            .map_err(|_| too_slow(Phase::Dns))??;
        let (tcp, address) = timeout_at(deadline, dial(&checked.addresses))
            .await
            .map_err(|_| too_slow(Phase::Connect))?
            .map_err(|source| HttpError::Connect {
                host: to.host.clone(),
                port: to.port,
                source: Arc::new(source),
            })?;
        let transport = if to.https {
            let tls = timeout_at(deadline, tls::handshake(&self.tls, &to.host, tcp))
                .await
                .map_err(|_| too_slow(Phase::Tls))?
                .map_err(|source| HttpError::Tls {
                    host: to.host.clone(),
                    port: to.port,
                    problem: tls::problem(&source),
                    source: Arc::new(source),
                })?;
            Transport::Tls(Box::new(tls))
        } else {
            Transport::Plain(tcp)
        };
        let private = checked.private;
        Ok(Stream {
            transport,
            peer: Peer { address, private },
        })
    }

    pub(super) async fn connect_to(
        &self,
        host: &str,
        port: u16,
        encrypted: bool,
    ) -> Result<Stream, HttpError> {
        let to = Destination {
            host: host.to_owned(),
            port,
            https: encrypted,
        };
        self.connect(to).await
    }

    /// Shakes hands over a plain connection; an encrypted one stays as it is.
    pub(super) async fn encrypt(&self, stream: Stream, host: &str) -> Result<Stream, HttpError> {
        let Stream { transport, peer } = stream;
        let Transport::Plain(tcp) = transport else {
            return Ok(Stream { transport, peer });
        };
        let port = peer.address.port();
        let deadline = monotonic::now() + self.limit;
        let tls = timeout_at(deadline, tls::handshake(&self.tls, host, tcp))
            .await
            .map_err(|_| HttpError::Timeout {
                host: host.to_owned(),
                port,
                phase: Phase::Tls,
                limit: self.limit,
            })?
            .map_err(|source| HttpError::Tls {
                host: host.to_owned(),
                port,
                problem: tls::problem(&source),
                source: Arc::new(source),
            })?;
        Ok(Stream {
            transport: Transport::Tls(Box::new(tls)),
            peer,
        })
    }

    async fn resolve(&self, to: &Destination) -> Result<Checked, HttpError> {
        let host = to.host.as_str();
        self.guard.check_host(host, to.port)?;
        let addresses = match literal_address(host) {
            Some(address) => vec![address],
            None => self.look_up(host).await.map_err(|source| HttpError::Dns {
                host: host.to_owned(),
                source: Arc::new(source),
            })?,
        };
        Ok(self.guard.check_addresses(host, to.port, addresses)?)
    }

    async fn look_up(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let addresses = self.resolver.resolve(name).await?;
        if addresses.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                "the name has no address",
            ));
        }
        Ok(addresses)
    }
}
