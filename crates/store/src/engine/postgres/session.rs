//! A connection with its prepared statements, and the transaction on it.

use std::{collections::HashMap, future::Future, ops::ControlFlow, sync::Arc, time::Duration};

use tokio::{runtime::Runtime, task::JoinHandle};
use tokio_postgres::{
    Client, Error, Statement,
    types::{ToSql, Type},
};

use super::{
    error::{self, Remedy},
    pipeline::{Failed, Pipeline},
};
use crate::engine::{Engine, Param, Row, StoreError, dialect, param::OwnedParam, row::Source};

/// PostgreSQL's limit for the payload of a notification, in bytes.
const PAYLOAD: usize = 7999;

pub(in crate::engine) struct Session {
    runtime: Runtime,
    client: Arc<Client>,
    connection: JoinHandle<()>,
    /// What was sent without waiting for its answer.
    pipeline: Pipeline,
    /// By the statement's address and length: a literal stays where it is.
    prepared: HashMap<(usize, usize), Prepared>,
    /// The `BEGIN` that has not been sent yet: it goes out with the first statement.
    opening: Option<&'static str>,
    /// What is told to other nodes at the commit.
    notes: Vec<String>,
    remedy: Remedy,
}

#[derive(Clone)]
struct Prepared {
    statement: Statement,
    writes: bool,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("remedy", &self.remedy)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// A session on a connection that `connection` drives on `runtime`.
    pub(super) fn new(runtime: Runtime, client: Client, connection: JoinHandle<()>) -> Session {
        Session {
            runtime,
            client: Arc::new(client),
            connection,
            pipeline: Pipeline::default(),
            prepared: HashMap::new(),
            opening: None,
            notes: Vec::new(),
            remedy: Remedy::None,
        }
    }

    /// Runs statements outside of a transaction of closures.
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.runtime.block_on(self.client.batch_execute(sql))
    }

    /// The first column of the only row.
    pub(super) fn number(&mut self, sql: &str) -> Result<Option<i64>, Error> {
        self.runtime
            .block_on(self.client.query_one(sql, &[]))?
            .try_get(0)
    }

    /// Starts a transaction; `BEGIN` is sent with its first statement.
    pub(super) fn begin(&mut self, begin: &'static str) {
        self.opening = Some(begin);
        self.notes.clear();
        self.remedy = Remedy::None;
    }

    /// Hands over what other nodes are told at the commit.
    pub(super) fn tell(&mut self) -> Result<(), Error> {
        if self.notes.is_empty() {
            return Ok(());
        }
        let Session {
            runtime,
            client,
            opening,
            notes,
            ..
        } = self;
        let told = drive(runtime, client, opening, true, async {
            for note in notes.iter() {
                let payload: (&(dyn ToSql + Sync), Type) = (note, Type::TEXT);
                client
                    .execute_typed("SELECT pg_notify('winfactor', $1)", &[payload])
                    .await?;
            }
            Ok(())
        });
        self.noted(told)
    }

    /// Commits. When the connection breaks here, nobody knows whether it happened.
    pub(super) fn commit(&mut self) -> Result<(), Error> {
        if self.opening.take().is_some() {
            return Ok(());
        }
        let committed = self.runtime.block_on(self.client.batch_execute("COMMIT"));
        self.noted(committed)
    }

    /// Ends the transaction without a trace. The error was noted for [`Session::remedy`].
    pub(super) fn roll_back(&mut self) {
        self.pipeline.forget();
        if self.opening.take().is_none() {
            let ended = self.runtime.block_on(self.client.batch_execute("ROLLBACK"));
            // A connection that cannot even roll back is given up.
            if let Err(error) = ended {
                tracing::debug!(%error, "rolled back by losing the connection");
                self.remedy = Remedy::Reconnect;
            }
        }
    }

    /// What can be done about the last failure of this transaction.
    pub(super) fn remedy(&self) -> Remedy {
        self.remedy
    }

    /// Whether the connection can be used on.
    pub(super) fn is_usable(&self) -> bool {
        self.remedy != Remedy::Reconnect && !self.client.is_closed()
    }

    /// Says good-bye to the server.
    pub(super) fn finish(self) {
        let Session {
            runtime,
            client,
            connection,
            pipeline,
            ..
        } = self;
        drop((pipeline, client));
        // Without an answer the socket is simply closed.
        let _ = runtime
            .block_on(async { tokio::time::timeout(Duration::from_secs(1), connection).await });
    }

    /// How many notifications there are, to forget later ones with [`Session::forget_notes`].
    pub(super) fn notes(&self) -> usize {
        self.notes.len()
    }

    /// Forgets what a closure that was refused wanted to tell.
    pub(super) fn forget_notes(&mut self, after: usize) {
        self.notes.truncate(after);
    }

    pub(in crate::engine) fn notify(&mut self, payload: &str) -> Result<(), StoreError> {
        if payload.is_empty() || payload.len() > PAYLOAD {
            return Err(StoreError::Misuse {
                what: format!("a notification has 1 to {PAYLOAD} bytes"),
                statement: "NOTIFY",
            });
        }
        if !self.notes.iter().any(|note| note == payload) {
            self.notes.push(payload.to_owned());
        }
        Ok(())
    }

    pub(in crate::engine) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, StoreError> {
        let prepared = self.prepare(sql, params)?;
        let values = values(params);
        let client = Arc::clone(&self.client);
        let work = client.execute(&prepared.statement, &values);
        self.finish_with(sql, prepared.writes, work)
    }

    /// Sends a statement and does not wait for its answer: a failure is told by what waits next,
    /// at the latest by [`Session::settle`].
    pub(in crate::engine) fn send(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<(), StoreError> {
        let prepared = self.prepare(sql, params)?;
        if self.opening.is_some() {
            let begun = drive(
                &self.runtime,
                &self.client,
                &mut self.opening,
                true,
                std::future::ready(Ok(())),
            );
            self.noted(begun)
                .map_err(|failure| error::statement(sql, failure))?;
        }
        let owned = params.iter().map(OwnedParam::of).collect();
        self.pipeline
            .send(&self.client, sql, prepared.statement, owned);
        Ok(())
    }

    /// Waits for everything that was sent: how many rows each of it changed.
    pub(in crate::engine) fn settle(&mut self) -> Result<Vec<u64>, StoreError> {
        if self.pipeline.is_empty() {
            return Ok(Vec::new());
        }
        let settled = self.runtime.block_on(self.pipeline.settle());
        settled.map_err(|Failed { sql, error }| {
            self.remedy = error::remedy(&error);
            error::statement(sql, error)
        })
    }

    /// Waits for a statement, and for all that was sent before it.
    fn finish_with<T>(
        &mut self,
        sql: &'static str,
        writes: bool,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreError> {
        if self.pipeline.is_empty() {
            let done = drive(&self.runtime, &self.client, &mut self.opening, writes, work);
            return self
                .noted(done)
                .map_err(|failure| error::statement(sql, failure));
        }
        let (done, settled) = self
            .runtime
            .block_on(async { tokio::join!(biased; work, self.pipeline.settle()) });
        // What failed first is the reason why the rest did.
        let failure = match (settled, done) {
            (Ok(_), Ok(done)) => return Ok(done),
            (Ok(_), Err(error)) => Failed { sql, error },
            (Err(failed), _) => failed,
        };
        self.remedy = error::remedy(&failure.error);
        Err(error::statement(failure.sql, failure.error))
    }

    /// Hands each row to `read`, until it breaks off. Whether the statement changes rows.
    pub(in crate::engine) fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        read: &mut dyn FnMut(&Row<'_>) -> ControlFlow<()>,
    ) -> Result<bool, StoreError> {
        let prepared = self.prepare(sql, params)?;
        let values = values(params);
        let client = Arc::clone(&self.client);
        let work = client.query(&prepared.statement, &values);
        let rows = self.finish_with(sql, prepared.writes, work)?;
        for row in &rows {
            if read(&Row(Source::Postgres(row))).is_break() {
                break;
            }
        }
        Ok(prepared.writes)
    }

    /// Prepares with inferred types and looks at them: a result that is neither text nor a whole
    /// number (a `SUM` without a cast) is refused here rather than when it is read.
    pub(in crate::engine) fn check(&mut self, sql: &str) -> Result<(), StoreError> {
        let text = dialect::render(sql, Engine::Postgres);
        let prepared = self
            .runtime
            .block_on(self.client.prepare(&text))
            .map_err(|failure| error::refused(sql, failure))?;
        for column in prepared.columns() {
            let readable = [
                Type::TEXT,
                Type::VARCHAR,
                Type::INT8,
                Type::INT4,
                Type::BOOL,
            ];
            if !readable.contains(column.type_()) {
                return Err(StoreError::Corrupt {
                    what: format!(
                        "column {} is of type {}; cast it to TEXT or BIGINT, in: {sql}",
                        column.name(),
                        column.type_()
                    ),
                    source: None,
                });
            }
        }
        Ok(())
    }

    fn prepare(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<Prepared, StoreError> {
        let key = (sql.as_ptr().addr(), sql.len());
        if let Some(prepared) = self.prepared.get(&key) {
            return Ok(prepared.clone());
        }
        let text = dialect::render(sql, Engine::Postgres);
        let types: Vec<Type> = params.iter().map(Param::postgres_type).collect();
        let client = Arc::clone(&self.client);
        let work = client.prepare_typed(&text, &types);
        let prepared = Prepared {
            statement: self.finish_with(sql, false, work)?,
            writes: dialect::writes(&text),
        };
        self.prepared.insert(key, prepared.clone());
        Ok(prepared)
    }

    /// Keeps in mind what can be done about a failure.
    fn noted<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        if let Err(error) = &result {
            self.remedy = error::remedy(error);
        }
        result
    }
}

/// Waits for `work`. The `BEGIN` that may be due is sent right before it, and awaited first when
/// the work writes: without a transaction around it, it would commit by itself.
fn drive<T>(
    runtime: &Runtime,
    client: &Client,
    opening: &mut Option<&'static str>,
    writes: bool,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let begin = opening.take();
    runtime.block_on(async {
        match begin {
            None => work.await,
            Some(begin) if writes => {
                client.batch_execute(begin).await?;
                work.await
            }
            Some(begin) => {
                let (begun, done) = tokio::join!(biased; client.batch_execute(begin), work);
                begun?;
                done
            }
        }
    })
}

fn values<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params
        .iter()
        .map(|param| param as &(dyn ToSql + Sync))
        .collect()
}
