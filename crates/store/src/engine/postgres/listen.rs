//! The connection that hears what other nodes say.

use std::{future::poll_fn, time::Duration};

use tokio::sync::{broadcast, oneshot};
use tokio_postgres::{AsyncMessage, Client};

use super::{Server, server};
use crate::engine::{Notifications, StoreError, Wake, thread};

/// Words a slow receiver may lag behind before it is told that it missed some.
const BACKLOG: usize = 1024;

/// The longest pause between attempts to connect.
const LONGEST: Duration = Duration::from_secs(10);

/// A thread that listens, until this is dropped.
#[derive(Debug)]
pub(in crate::engine) struct Listener {
    wakes: broadcast::Sender<Wake>,
    _stop: oneshot::Sender<()>,
}

impl Listener {
    /// Starts to listen. The connection is made in the background: until it stands, and whenever
    /// it stands again, receivers are told that they may have missed something.
    pub(in crate::engine) fn start(server: &Server) -> Result<Listener, StoreError> {
        let runtime = server::runtime()?;
        let (wakes, _) = broadcast::channel(BACKLOG);
        let (stop, stopped) = oneshot::channel();
        let server = server.clone();
        let sender = wakes.clone();
        thread::spawn("store-listen".to_owned(), move || {
            runtime.block_on(async {
                tokio::select! {
                    () = listen(&server, &sender) => {}
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Listener { wakes, _stop: stop })
    }

    /// What is said from now on.
    pub(in crate::engine) fn subscribe(&self) -> Notifications {
        Notifications(self.wakes.subscribe())
    }
}

async fn listen(server: &Server, wakes: &broadcast::Sender<Wake>) {
    let mut pause = Duration::ZERO;
    loop {
        match hear(server, wakes).await {
            Ok(()) => pause = Duration::from_millis(50),
            Err(error) => {
                pause = (pause * 2).clamp(Duration::from_millis(100), LONGEST);
                tracing::warn!(
                    database = %server.address(),
                    %error,
                    "cannot listen for other nodes; trying again"
                );
            }
        }
        tokio::time::sleep(pause).await;
    }
}

/// Connects and passes on what it hears, until the connection ends. An error when it never stood.
async fn hear(
    server: &Server,
    wakes: &broadcast::Sender<Wake>,
) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = server.connect().await?;
    let mut messages = poll_fn(|context| connection.poll_message(context));
    let mut subscribed = std::pin::pin!(subscribe(&client));
    let mut listening = false;
    loop {
        tokio::select! {
            result = &mut subscribed, if !listening => {
                result?;
                listening = true;
                // Nobody to tell is fine.
                let _ = wakes.send(Wake::MayHaveMissed);
            }
            message = &mut messages => match message {
                Some(Ok(AsyncMessage::Notification(said))) => {
                    let _ = wakes.send(Wake::Payload(said.payload().into()));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) if !listening => return Err(error),
                Some(Err(_)) | None => return Ok(()),
            },
        }
    }
}

async fn subscribe(client: &Client) -> Result<(), tokio_postgres::Error> {
    client.batch_execute("LISTEN winfactor").await
}
