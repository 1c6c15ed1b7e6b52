//! TLS towards receivers: aws-lc-rs, the machine's own trusted roots, TLS 1.2 and 1.3.

use std::io;
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use rustls::{CertificateError, ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::error::TlsProblem;
use super::guard::literal_address;

/// Which certificate authorities are trusted.
#[derive(Debug, Clone, Default)]
pub enum TrustedRoots {
    /// The machine's own (`SSL_CERT_FILE` and `SSL_CERT_DIR` replace them).
    #[default]
    System,
    /// The machine's own, and these: a private authority of the operator's.
    SystemAnd(Vec<CertificateDer<'static>>),
    /// These alone; an empty list trusts nobody.
    Only(Vec<CertificateDer<'static>>),
}

impl TrustedRoots {
    /// The machine's own, and those of a file in PEM form.
    ///
    /// # Errors
    /// When there is no certificate in it, or one that cannot be read.
    pub fn system_and_pem(pem: &[u8]) -> Result<Self, TlsSetupError> {
        let certificates = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        match certificates {
            Ok(certificates) if certificates.is_empty() => Err(TlsSetupError::NoCertificate),
            Ok(certificates) => Ok(TrustedRoots::SystemAnd(certificates)),
            Err(source) => Err(TlsSetupError::NotPem { source }),
        }
    }
}

/// Why the client could not be set up. The operator must act.
#[derive(Debug, thiserror::Error)]
pub enum TlsSetupError {
    #[error(
        "this machine has no trusted certificate authorities, so no https address can be reached; install the package ca-certificates or set SSL_CERT_FILE"
    )]
    NoRoots {
        #[source]
        source: Option<rustls_native_certs::Error>,
    },
    #[error("a given root certificate cannot be used")]
    BadRoot {
        #[source]
        source: rustls::Error,
    },
    #[error("there is no certificate in it; it must hold `-----BEGIN CERTIFICATE-----` blocks")]
    NoCertificate,
    #[error("a certificate in it is not in PEM form")]
    NotPem {
        #[source]
        source: rustls::pki_types::pem::Error,
    },
    #[error("TLS could not be set up")]
    Protocol {
        #[source]
        source: rustls::Error,
    },
}

/// How connections are encrypted: for HTTP, and for other protocols, which name none in the
/// handshake.
pub(super) struct Connectors {
    pub(super) http: TlsConnector,
    pub(super) other: TlsConnector,
}

pub(super) fn connectors(roots: TrustedRoots) -> Result<Connectors, TlsSetupError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|source| TlsSetupError::Protocol { source })?
        .with_root_certificates(store(roots)?)
        .with_no_client_auth();
    let other = TlsConnector::from(Arc::new(config.clone()));
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let http = TlsConnector::from(Arc::new(config));
    Ok(Connectors { http, other })
}

fn store(roots: TrustedRoots) -> Result<RootCertStore, TlsSetupError> {
    let (system, given) = match roots {
        TrustedRoots::System => (true, Vec::new()),
        TrustedRoots::SystemAnd(given) => (true, given),
        TrustedRoots::Only(given) => (false, given),
    };
    let mut store = RootCertStore::empty();
    if system {
        let found = rustls_native_certs::load_native_certs();
        let (added, _) = store.add_parsable_certificates(found.certs);
        if added == 0 && given.is_empty() {
            let source = found.errors.into_iter().next();
            return Err(TlsSetupError::NoRoots { source });
        }
    }
    for certificate in given {
        store
            .add(certificate)
            .map_err(|source| TlsSetupError::BadRoot { source })?;
    }
    Ok(store)
}

/// Shakes hands with `host` (as in a normalised URL) on a connection that has been made.
pub(super) async fn handshake(
    connector: &TlsConnector,
    host: &str,
    tcp: TcpStream,
) -> io::Result<TlsStream<TcpStream>> {
    let name = match literal_address(host) {
        Some(address) => ServerName::IpAddress(address.into()),
        None => ServerName::try_from(host.to_owned()).map_err(io::Error::other)?,
    };
    connector.connect(name, tcp).await
}

/// What a failed handshake means in words that help.
pub(super) fn problem(error: &io::Error) -> TlsProblem {
    let tls = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let Some(rustls::Error::InvalidCertificate(certificate)) = tls else {
        return TlsProblem::Handshake;
    };
    match certificate {
        CertificateError::UnknownIssuer => TlsProblem::Untrusted,
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsProblem::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsProblem::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsProblem::WrongName
        }
        _ => TlsProblem::BadCertificate,
    }
}
