use std::{collections::BTreeMap, collections::HashMap, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Method};
use serde::de::DeserializeOwned;
use winfactor_domain::Timestamp;

use crate::signature::{self, SignatureError};

/// The header that names an event on all its attempts: receivers recognize a repeat by it.
const DELIVERY: &str = "x-winfactor-delivery";

/// One request, as it arrived.
#[derive(Debug)]
pub struct Received {
    /// Its place in the order of arrival, from 0, over all paths.
    pub number: usize,
    pub method: Method,
    pub path: String,
    pub query: Option<String>,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Received {
    /// A header's value, when it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The id of the delivery, the same on each of its attempts.
    pub fn delivery(&self) -> Option<&str> {
        self.header(DELIVERY)
    }

    /// The body, read as JSON.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("the body does not fit ({error}): {}", self.text()),
        }
    }

    /// The body as text, with a mark for each byte that is none.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Checks the signatures of both schemes, as of the moment `now`.
    pub fn verify(&self, secret: &str, now: Timestamp) -> Result<(), SignatureError> {
        signature::verify(secret, &self.headers, &self.body, now)
    }
}

/// All that has arrived. Counting is cheap, however much there is.
#[derive(Debug, Default)]
pub struct Journal {
    requests: Vec<Arc<Received>>,
    paths: BTreeMap<String, usize>,
    deliveries: HashMap<String, usize>,
}

impl Journal {
    pub(super) fn add(&mut self, mut received: Received) -> Arc<Received> {
        received.number = self.requests.len();
        if let Some(delivery) = received.delivery() {
            *self.deliveries.entry(delivery.to_owned()).or_default() += 1;
        }
        *self.paths.entry(received.path.clone()).or_default() += 1;
        let received = Arc::new(received);
        self.requests.push(received.clone());
        received
    }

    /// The requests in the order of their arrival.
    pub fn requests(&self) -> &[Arc<Received>] {
        &self.requests
    }

    /// The requests to one path, in the order of their arrival.
    pub fn requests_to(&self, path: &str) -> impl Iterator<Item = &Arc<Received>> {
        self.requests
            .iter()
            .filter(move |request| request.path == path)
    }

    /// How many requests have arrived.
    pub fn count(&self) -> usize {
        self.requests.len()
    }

    /// How many requests have arrived at one path.
    pub fn count_at(&self, path: &str) -> usize {
        self.paths.get(path).copied().unwrap_or(0)
    }

    /// The ids of deliveries, each with the number of times it has arrived.
    pub fn deliveries(&self) -> &HashMap<String, usize> {
        &self.deliveries
    }

    /// The ids of deliveries that have arrived more than once, each with the number of times, sorted.
    pub fn repeated(&self) -> Vec<(String, usize)> {
        let mut repeated: Vec<(String, usize)> = self
            .deliveries
            .iter()
            .filter(|(_, times)| **times > 1)
            .map(|(id, times)| (id.clone(), *times))
            .collect();
        repeated.sort_unstable();
        repeated
    }

    /// What has arrived, in half a sentence.
    pub(super) fn summary(&self) -> String {
        let paths: Vec<String> = self
            .paths
            .iter()
            .map(|(path, count)| format!("{count} to {path}"))
            .collect();
        match paths.is_empty() {
            true => "nothing arrived".to_owned(),
            false => format!("{} arrived: {}", self.count(), paths.join(", ")),
        }
    }
}
