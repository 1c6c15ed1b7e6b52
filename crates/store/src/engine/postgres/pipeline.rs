//! Statements that were sent and whose answers nobody has waited for yet.
//!
//! A round trip costs two changes of context on each side, more than a short statement itself. A
//! statement whose result its closure need not know is therefore sent and left behind; the server
//! works on it while the closure goes on. The answers come in the order of the statements, so
//! whoever waits for a later one has the earlier ones too. The first failure among them is the
//! transaction's: the server refuses everything behind it.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use tokio_postgres::{Client, Error, Statement, types::ToSql};

use crate::engine::param::OwnedParam;

/// What is on its way, oldest first.
#[derive(Default)]
pub(super) struct Pipeline {
    sent: Vec<Sent>,
}

struct Sent {
    sql: &'static str,
    answer: Pin<Box<dyn Future<Output = Result<u64, Error>> + Send>>,
}

/// A statement of the pipeline that failed.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) sql: &'static str,
    pub(super) error: Error,
}

impl Pipeline {
    /// Hands a statement to the connection. Later ones, sent by whatever way, come behind it.
    pub(super) fn send(
        &mut self,
        client: &Arc<Client>,
        sql: &'static str,
        statement: Statement,
        params: Vec<OwnedParam>,
    ) {
        let client = Arc::clone(client);
        let mut answer = Box::pin(async move {
            let values: Vec<&(dyn ToSql + Sync)> = params
                .iter()
                .map(|param| param as &(dyn ToSql + Sync))
                .collect();
            client.execute(&statement, &values).await
        });
        // A request is put into the connection's queue when it is first asked about.
        let answer: Pin<Box<dyn Future<Output = _> + Send>> = match answer
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Pending => answer,
            Poll::Ready(early) => Box::pin(std::future::ready(early)),
        };
        self.sent.push(Sent { sql, answer });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }

    /// Waits for all answers: how many rows each statement changed.
    pub(super) async fn settle(&mut self) -> Result<Vec<u64>, Failed> {
        let mut changed = Vec::with_capacity(self.sent.len());
        for Sent { sql, mut answer } in self.sent.drain(..) {
            let rows = poll_fn(|context| answer.as_mut().poll(context)).await;
            changed.push(rows.map_err(|error| Failed { sql, error })?);
        }
        Ok(changed)
    }

    /// Lets the answers go by unread.
    pub(super) fn forget(&mut self) {
        self.sent.clear();
    }
}
