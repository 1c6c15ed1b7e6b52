//! Receivers whose TLS is in order, and receivers whose is not.

use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use winfactor_connectors::http::{HttpClient, HttpError, TlsProblem};

use crate::setup::{Names, build, post};
use crate::sink::{Answer, Sink};

const NAME: &str = "sink.test";

struct Identity {
    certificate: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

fn self_signed(change: impl FnOnce(&mut CertificateParams)) -> Identity {
    let mut params = CertificateParams::new(vec![NAME.to_owned()]).unwrap();
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap().der().clone();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    Identity {
        certificate,
        acceptor: TlsAcceptor::from(Arc::new(config)),
    }
}

/// Resolves every name to loopback, for two look-ups.
fn client_trusting(roots: Vec<CertificateDer<'static>>) -> HttpClient {
    let names = Names::answering(&[&["127.0.0.1"], &["127.0.0.1"]]);
    build(&[NAME, "other.test", "127.0.0.1"], names, roots)
}

async fn problem(client: &HttpClient, url: &str) -> TlsProblem {
    match post(client, url).await.unwrap_err() {
        HttpError::Tls { problem, .. } => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_trusted_certificate_is_accepted_and_the_connection_kept() {
    let identity = self_signed(|_| {});
    let sink = Sink::start_tls(Answer::status(204), identity.acceptor).await;
    let client = client_trusting(vec![identity.certificate]);
    let url = format!("https://{NAME}:{}/", sink.port());
    for _ in 0..2 {
        assert_eq!(post(&client, &url).await.unwrap().status, 204);
    }
    assert_eq!(sink.connections(), 1);
    assert_eq!(
        sink.received()[0].header("host"),
        format!("{NAME}:{}", sink.port())
    );
}

#[tokio::test]
async fn an_untrusted_certificate_is_refused_before_anything_is_sent() {
    let identity = self_signed(|_| {});
    let sink = Sink::start_tls(Answer::status(204), identity.acceptor).await;
    let client = client_trusting(Vec::new());
    let url = format!("https://{NAME}:{}/", sink.port());
    assert_eq!(problem(&client, &url).await, TlsProblem::Untrusted);
    assert!(sink.received().is_empty());
}

#[tokio::test]
async fn a_certificate_for_another_name_is_told_as_such() {
    let identity = self_signed(|_| {});
    let sink = Sink::start_tls(Answer::status(204), identity.acceptor).await;
    let client = client_trusting(vec![identity.certificate]);
    for host in ["other.test", "127.0.0.1"] {
        let url = format!("https://{host}:{}/", sink.port());
        assert_eq!(
            problem(&client, &url).await,
            TlsProblem::WrongName,
            "{host}"
        );
    }
}

#[tokio::test]
async fn certificates_out_of_their_time_are_told_as_such() {
    for (from, to, expected) in [
        (2000, 2001, TlsProblem::Expired),
        (4000, 4001, TlsProblem::NotYetValid),
    ] {
        let identity = self_signed(|params| {
            params.not_before = date_time_ymd(from, 1, 1);
            params.not_after = date_time_ymd(to, 1, 1);
        });
        let sink = Sink::start_tls(Answer::status(204), identity.acceptor).await;
        let client = client_trusting(vec![identity.certificate]);
        let url = format!("https://{NAME}:{}/", sink.port());
        assert_eq!(problem(&client, &url).await, expected);
    }
}

#[tokio::test]
async fn a_server_without_tls_is_told_as_such() {
    let sink = Sink::start(Answer::status(200)).await;
    let client = client_trusting(Vec::new());
    let url = format!("https://{NAME}:{}/", sink.port());
    assert_eq!(problem(&client, &url).await, TlsProblem::Handshake);
}

#[tokio::test]
async fn a_handshake_that_is_never_answered_times_out_as_such() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let client = client_trusting(Vec::new());
    let request = tokio::spawn(async move { post(&client, &url).await });
    let (_held, _) = listener.accept().await.unwrap();
    tokio::time::pause();
    let error = request.await.unwrap().unwrap_err();
    assert_eq!(error.code(), "timeout_tls", "{error:?}");
}
