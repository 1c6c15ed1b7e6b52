//! The store's threads.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use super::StoreError;

/// Starts a thread.
pub(super) fn spawn<T: Send + 'static>(
    name: String,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, StoreError> {
    thread::Builder::new()
        .name(name)
        .spawn(work)
        .map_err(|source| StoreError::Thread {
            source: Arc::new(source),
        })
}

/// Stands still before another attempt.
#[allow(
    clippy::disallowed_methods,
    reason = "the store's threads are its own: no runtime waits here"
)]
pub(super) fn pause(duration: Duration) {
    thread::sleep(duration);
}

/// Waits for threads to end, without holding up the caller's thread.
pub(super) async fn join(threads: Vec<JoinHandle<()>>) {
    let joined = tokio::task::spawn_blocking(move || {
        for thread in threads {
            let name = thread.thread().name().unwrap_or_default().to_owned();
            if thread.join().is_err() {
                tracing::error!(thread = name, "a thread of the store panicked");
            }
        }
    });
    if joined.await.is_err() {
        tracing::error!("the threads of the store were not awaited");
    }
}
