//! Word from other nodes that something changed.

use std::sync::Arc;

use tokio::sync::broadcast;

/// Something happened that a node may have to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// A committed transaction said this with [`Tx::notify`](super::Tx::notify).
    Payload(Arc<str>),
    /// Messages may have been missed (the connection was down, or the receiver was slow): look
    /// at everything.
    MayHaveMissed,
}

/// What other nodes say, from the moment it was asked for.
#[derive(Debug)]
pub struct Notifications(pub(super) broadcast::Receiver<Wake>);

impl Notifications {
    /// Waits for the next word; `None` when the store was closed.
    pub async fn next(&mut self) -> Option<Wake> {
        match self.0.recv().await {
            Ok(wake) => Some(wake),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Wake::MayHaveMissed),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}
