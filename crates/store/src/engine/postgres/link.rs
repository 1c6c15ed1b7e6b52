//! A thread's connection to the server: made when it is needed, made anew when it was lost.

use std::time::Duration;

use super::{Server, Session, error, server};
use crate::engine::{StoreError, thread};

/// Pauses between attempts to connect before callers are told that the server is away.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(50),
    Duration::from_millis(150),
    Duration::from_millis(400),
    Duration::from_millis(900),
];

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Purpose {
    Write,
    Read,
}

impl Purpose {
    /// A thread that hangs half-way must not hold locks, or old rows, for good.
    fn settings(self) -> &'static str {
        match self {
            Purpose::Write => {
                "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'"
            }
            Purpose::Read => {
                "SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'"
            }
        }
    }
}

/// The connection of one thread.
pub(in crate::engine) struct Link {
    server: Server,
    purpose: Purpose,
    session: Option<Session>,
    /// The last attempts to connect failed: one attempt decides now, so that callers are told
    /// at once while the server is away.
    down: bool,
}

impl Link {
    /// A link that is not connected yet.
    pub(in crate::engine) fn new(server: &Server, purpose: Purpose) -> Link {
        Link {
            server: server.clone(),
            purpose,
            session: None,
            down: false,
        }
    }

    /// Connects, or says what is in the way.
    pub(in crate::engine) fn connect(&mut self) -> Result<&mut Session, StoreError> {
        let session = open(&self.server, self.purpose)?;
        Ok(self.session.insert(session))
    }

    /// The session, connected anew where it was lost.
    pub(super) fn session(&mut self) -> Result<&mut Session, StoreError> {
        if self
            .session
            .as_ref()
            .is_some_and(|session| !session.is_usable())
        {
            self.session = None;
        }
        if self.session.is_none() {
            self.session = Some(self.reconnect()?);
        }
        self.session.as_mut().ok_or(StoreError::Closed)
    }

    fn reconnect(&mut self) -> Result<Session, StoreError> {
        let mut pauses = PAUSES.iter().take(if self.down { 0 } else { PAUSES.len() });
        loop {
            match open(&self.server, self.purpose) {
                Ok(session) => {
                    if self.down {
                        tracing::info!(database = %self.server.address(), "the database is back");
                    }
                    self.down = false;
                    return Ok(session);
                }
                Err(failure) => match pauses.next() {
                    Some(pause) => thread::pause(*pause),
                    None => {
                        if !self.down {
                            tracing::error!(
                                database = %self.server.address(),
                                error = &failure as &dyn std::error::Error,
                                "the database cannot be reached"
                            );
                        }
                        self.down = true;
                        return Err(StoreError::unavailable(failure));
                    }
                },
            }
        }
    }

    /// Says good-bye to the server.
    pub(in crate::engine) fn finish(self) {
        if let Some(session) = self.session {
            session.finish();
        }
    }
}

fn open(server: &Server, purpose: Purpose) -> Result<Session, StoreError> {
    let runtime = server::runtime()?;
    let (client, connection) = runtime
        .block_on(server.connect())
        .map_err(|source| StoreError::open(server.address(), source))?;
    let connection = runtime.spawn(async move {
        // Whoever waits for an answer sees the failure too.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to the database ended");
        }
    });
    let mut session = Session::new(runtime, client, connection);
    session
        .batch(purpose.settings())
        .map_err(error::transaction)?;
    Ok(session)
}
