//! Encrypted connections, and whose certificate is accepted.

use std::{path::PathBuf, sync::Arc};

use rustls::{
    ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Whose certificate a server may present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trust {
    /// Anyone's: the connection is encrypted, the server is not identified.
    Anyone,
    /// One of the operating system's authorities, or of those in the file.
    Authorities { roots: Option<PathBuf> },
}

/// Why no encrypted connection could be prepared.
#[derive(Debug, thiserror::Error)]
pub(super) enum TlsError {
    #[error("cannot read certificates from {} (sslrootcert)", path.display())]
    Roots {
        path: PathBuf,
        source: rustls::pki_types::pem::Error,
    },
    #[error("a certificate in {} (sslrootcert) is not one of an authority", path.display())]
    Root {
        path: PathBuf,
        source: rustls::Error,
    },
    #[error("the TLS library does not support its own defaults")]
    Defaults(#[from] rustls::Error),
}

/// A connector for `trust`.
pub(super) fn connector(trust: &Trust) -> Result<MakeRustlsConnect, TlsError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()?;
    let config = match trust {
        Trust::Anyone => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(AcceptAnyone(provider)))
            .with_no_client_auth(),
        Trust::Authorities { roots } => builder
            .with_root_certificates(authorities(roots.as_ref())?)
            .with_no_client_auth(),
    };
    Ok(MakeRustlsConnect::new(config))
}

fn authorities(file: Option<&PathBuf>) -> Result<RootCertStore, TlsError> {
    let mut store = RootCertStore::empty();
    let system = rustls_native_certs::load_native_certs();
    for error in &system.errors {
        tracing::warn!(%error, "some of the system's certificate authorities cannot be read");
    }
    store.add_parsable_certificates(system.certs);
    if let Some(path) = file {
        let unreadable = |source| TlsError::Roots {
            path: path.clone(),
            source,
        };
        for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
            store
                .add(certificate.map_err(unreadable)?)
                .map_err(|source| TlsError::Root {
                    path: path.clone(),
                    source,
                })?;
        }
    }
    Ok(store)
}

/// Checks that the server holds the key of the certificate it shows, and nothing else.
#[derive(Debug)]
struct AcceptAnyone(Arc<CryptoProvider>);

impl ServerCertVerifier for AcceptAnyone {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
