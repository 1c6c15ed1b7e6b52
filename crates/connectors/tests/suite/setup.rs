//! Clients for tests, and a name server that a test plays itself.

use std::collections::VecDeque;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};
use rustls::pki_types::CertificateDer;
use winfactor_connectors::http::{
    AllowList, HttpClient, HttpClientOptions, HttpError, HttpRequest, HttpResponse, Resolver,
    Resolving, TrustedRoots,
};

/// A client that may reach the given hosts, trusts nobody, and uses the system's resolver.
pub(crate) fn client(allowed: &[&str]) -> HttpClient {
    build(allowed, Names::none(), Vec::new())
}

pub(crate) fn client_with_names(allowed: &[&str], names: &Arc<Names>) -> HttpClient {
    build(allowed, Arc::clone(names), Vec::new())
}

pub(crate) fn build(
    allowed: &[&str],
    names: Arc<Names>,
    roots: Vec<CertificateDer<'static>>,
) -> HttpClient {
    HttpClient::new(HttpClientOptions {
        allowed: AllowList::parse(allowed).unwrap(),
        roots: TrustedRoots::Only(roots),
        resolver: names,
        ..HttpClientOptions::default()
    })
    .unwrap()
}

/// Sends a small POST with the default time-out.
pub(crate) async fn post(client: &HttpClient, url: &str) -> Result<HttpResponse, HttpError> {
    post_within(client, url, Duration::from_secs(15)).await
}

pub(crate) async fn post_within(
    client: &HttpClient,
    url: &str,
    timeout: Duration,
) -> Result<HttpResponse, HttpError> {
    let url = client.check_url(url).unwrap();
    let request = HttpRequest {
        method: Method::POST,
        url: &url,
        headers: HeaderMap::new(),
        body: Bytes::from_static(b"{}"),
        timeout,
    };
    client.send(request).await
}

/// Answers look-ups from a list, one entry each; counts them; without an entry the name is
/// unknown.
pub(crate) struct Names {
    answers: Mutex<VecDeque<Vec<IpAddr>>>,
    asked: Mutex<Vec<String>>,
}

impl Names {
    pub(crate) fn none() -> Arc<Self> {
        Self::answering(&[])
    }

    pub(crate) fn answering(answers: &[&[&str]]) -> Arc<Self> {
        let parse = |texts: &&[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        Arc::new(Self {
            answers: Mutex::new(answers.iter().map(parse).collect()),
            asked: Mutex::default(),
        })
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Resolver for Names {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        self.asked.lock().unwrap().push(name.to_owned());
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { answer.ok_or_else(|| io::Error::other("unknown name")) })
    }
}

/// A name server that never answers.
pub(crate) struct Silence;

impl Resolver for Silence {
    fn resolve<'a>(&'a self, _: &'a str) -> Resolving<'a> {
        Box::pin(std::future::pending())
    }
}
