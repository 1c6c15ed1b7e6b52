//! Holding up a writer, so that a test decides what waits for it.

use std::sync::mpsc;

use tokio::{sync::oneshot, task::JoinHandle};
use winfactor_store::{Store, StoreError};

/// A writer thread that stands still until this is opened.
pub(crate) struct Gate {
    open: mpsc::Sender<()>,
    held: JoinHandle<Result<(), StoreError>>,
}

impl Gate {
    /// Makes the only writer of `store` stand still.
    pub(crate) async fn close(store: &Store) -> Gate {
        let (open, opened) = mpsc::channel();
        let (entered, has_entered) = oneshot::channel();
        let mut entered = Some(entered);
        let store = store.clone();
        let held = tokio::spawn(async move {
            store
                .write(move |_tx| {
                    if let Some(entered) = entered.take() {
                        entered.send(()).unwrap();
                    }
                    // Run again, the gate is open.
                    let _ = opened.recv();
                    Ok(())
                })
                .await
        });
        has_entered.await.unwrap();
        Gate { open, held }
    }

    /// Lets the writer go on.
    pub(crate) async fn open(self) {
        drop(self.open);
        self.held.await.unwrap().unwrap();
    }
}

/// Starts `work` and returns once it has run up to its first wait: it stands in the queue.
pub(crate) async fn queued<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    let (polled, was_polled) = oneshot::channel();
    let task = tokio::spawn(async move {
        let mut work = Box::pin(work);
        let mut polled = Some(polled);
        std::future::poll_fn(move |context| {
            let state = work.as_mut().poll(context);
            if let Some(polled) = polled.take() {
                let _ = polled.send(());
            }
            state
        })
        .await
    });
    was_polled.await.unwrap();
    task
}
