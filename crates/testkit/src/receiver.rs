//! A receiver of webhooks: a real HTTP server on the loopback address that notes every request
//! and answers as a test tells it to, well or badly.
//!
//! It runs on a thread and a runtime of its own, so that a test that blocks, or that stops tokio's
//! time, does not stop the receiver with it. Waiting is driven by arrivals, never by polling.
//!
//! ```
//! # use winfactor_testkit::{Answer, TestReceiver};
//! # async fn example() {
//! let receiver = TestReceiver::start();
//! receiver.answer_in_order("/hook", [Answer::status(503).header("retry-after", "5"), Answer::status(204)]);
//! // … have two deliveries made to receiver.url("/hook") …
//! let requests = receiver.wait_for(2).await;
//! assert_eq!(requests[1].header("x-winfactor-attempt"), Some("2"));
//! # }
//! ```

mod answer;
mod journal;
mod script;
mod server;
mod state;

use std::{net::SocketAddr, sync::Arc, thread, time::Duration};

use tokio::{runtime::Handle, sync::oneshot};
use winfactor_domain::Timestamp;

pub use answer::Answer;
pub use journal::{Journal, Received};
use script::Script;
use state::State;

/// How long a test waits for what it expects before it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running receiver. Dropping it closes its port and every connection.
#[derive(Debug)]
pub struct TestReceiver {
    address: SocketAddr,
    state: Arc<State>,
    runtime: Handle,
    patience: Duration,
    /// The server's thread runs until the sender is gone.
    running: Option<(oneshot::Sender<()>, thread::JoinHandle<()>)>,
}

impl TestReceiver {
    /// Starts on a free port of 127.0.0.1. Every path answers 204 until told otherwise.
    pub fn start() -> TestReceiver {
        let state = Arc::new(State::default());
        let (stop, stopped) = oneshot::channel();
        let (address, runtime, thread) = server::start(state.clone(), stopped);
        TestReceiver {
            address,
            state,
            runtime,
            patience: PATIENCE,
            running: Some((stop, thread)),
        }
    }

    /// How long the waiting methods wait before they fail the test (30 seconds if not said).
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> TestReceiver {
        self.patience = patience;
        self
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a path that begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on `path` answers like this.
    pub fn answer(&self, path: &str, answer: Answer) {
        self.state.script(path, Script::Always(answer));
    }

    /// From now on `path` gives these answers one after the other, and then goes on with the last.
    pub fn answer_in_order(&self, path: &str, answers: impl IntoIterator<Item = Answer>) {
        self.state.script(path, Script::in_order(answers));
    }

    /// From now on `path` answers what `decide` says to each request: the stand-in of a vendor's API.
    pub fn answer_with(
        &self,
        path: &str,
        decide: impl Fn(&Received) -> Answer + Send + Sync + 'static,
    ) {
        self.state.script(path, Script::Decided(Arc::new(decide)));
    }

    /// From now on the paths that nothing was said about answer what `decide` says.
    pub fn answer_all_with(&self, decide: impl Fn(&Received) -> Answer + Send + Sync + 'static) {
        self.state.script_all(Arc::new(decide));
    }

    /// Lets go of the requests that [`Answer::hang`] holds at `path`: each gets its answer now.
    pub fn release(&self, path: &str) {
        self.state.release(path);
    }

    /// All requests so far, in the order of their arrival.
    pub fn requests(&self) -> Vec<Arc<Received>> {
        self.state.journal(|journal| journal.requests().to_vec())
    }

    /// The requests to one path so far, in the order of their arrival.
    pub fn requests_to(&self, path: &str) -> Vec<Arc<Received>> {
        self.state
            .journal(|journal| journal.requests_to(path).cloned().collect())
    }

    /// Asks the journal something, without copying it.
    pub fn journal<T>(&self, ask: impl FnOnce(&Journal) -> T) -> T {
        self.state.journal(ask)
    }

    /// Forgets what has arrived; the answers stay as they are.
    pub fn forget(&self) {
        self.state.forget();
    }

    /// Waits until `count` requests have arrived in all, and returns what has.
    ///
    /// # Panics
    /// When that takes longer than the receiver's patience.
    #[track_caller]
    pub fn wait_for(&self, count: usize) -> impl Future<Output = Vec<Arc<Received>>> + '_ {
        let arrived = self.wait_until(format!("{count} requests"), move |journal| {
            journal.count() >= count
        });
        async {
            arrived.await;
            self.requests()
        }
    }

    /// Waits until `count` requests have arrived at `path`, and returns what has arrived there.
    ///
    /// # Panics
    /// When that takes longer than the receiver's patience.
    #[track_caller]
    pub fn wait_for_at(
        &self,
        path: &str,
        count: usize,
    ) -> impl Future<Output = Vec<Arc<Received>>> + '_ {
        let path = path.to_owned();
        let at = path.clone();
        let arrived = self.wait_until(format!("{count} requests to {path}"), move |journal| {
            journal.count_at(&at) >= count
        });
        async move {
            arrived.await;
            self.requests_to(&path)
        }
    }

    /// Waits until deliveries with `count` different ids have arrived, repeats not counted.
    ///
    /// # Panics
    /// When that takes longer than the receiver's patience.
    #[track_caller]
    pub fn wait_for_deliveries(&self, count: usize) -> impl Future<Output = ()> + '_ {
        self.wait_until(format!("{count} different deliveries"), move |journal| {
            journal.deliveries().len() >= count
        })
    }

    /// Waits until the condition holds. It is asked at once and after every arrival.
    ///
    /// # Panics
    /// When that takes longer than the receiver's patience: `what` says then what was waited for.
    #[track_caller]
    pub fn wait_until(
        &self,
        what: impl Into<String>,
        condition: impl FnMut(&Journal) -> bool + Send + 'static,
    ) -> impl Future<Output = ()> + '_ {
        let (what, caller) = (what.into(), std::panic::Location::caller());
        let (met, patience) = (self.state.when(condition), self.patience);
        // The clock of the receiver's own runtime runs also where the test has stopped its own.
        let waiting = self
            .runtime
            .spawn(async move { tokio::time::timeout(patience, met).await });
        async move {
            let in_time = waiting
                .await
                .expect("the receiver runs for as long as it is borrowed")
                .is_ok();
            let arrived = self.state.journal(Journal::summary);
            assert!(
                in_time,
                "{caller}: waited {patience:?} for {what}; {arrived}"
            );
        }
    }

    /// The most requests that were under way at `path` at the same time.
    pub fn most_at_once(&self, path: &str) -> usize {
        self.state.most_at_once(path)
    }

    /// Every request so far carries signatures of both schemes that this secret made.
    ///
    /// # Panics
    /// Names the first request that does not.
    #[track_caller]
    pub fn assert_signed(&self, secret: &str, now: Timestamp) {
        for request in self.requests() {
            if let Err(refusal) = request.verify(secret, now) {
                panic!("request {} to {}: {refusal}", request.number, request.path);
            }
        }
    }
}

impl Drop for TestReceiver {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            // A panic of the server has been printed by its own thread.
            let _ = thread.join();
        }
    }
}
