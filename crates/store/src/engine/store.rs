//! The store: queues in front, threads with connections behind.

use std::{
    fmt,
    panic::resume_unwind,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use super::{
    DatabaseUrl, Engine, Migration, Notifications, SqliteRole, StoreError, StoreOptions, Tx,
    job::{Call, Job},
    queue::{Queue, Refused},
    sqlite,
};

/// A database and the threads that work on it. Clones share them.
///
/// When the last clone is dropped the threads finish what waits and end by themselves;
/// [`Store::close`] waits for that.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    writes: Arc<Queue<Box<dyn Job>>>,
    reads: Arc<Queue<Box<dyn Job>>>,
    threads: Mutex<Threads>,
}

#[derive(Default)]
struct Threads {
    writers: Vec<JoinHandle<()>>,
    readers: Vec<JoinHandle<()>>,
}

impl Store {
    /// Opens the database, migrates it, and starts the threads. Blocks until all is ready.
    pub fn open(url: &DatabaseUrl, options: StoreOptions) -> Result<Store, StoreError> {
        Store::open_with(url, options, crate::migrations::MIGRATIONS)
    }

    /// The same with other migrations than this program's: a test of an upgrade stops half-way.
    pub fn open_with(
        url: &DatabaseUrl,
        options: StoreOptions,
        migrations: &'static [Migration],
    ) -> Result<Store, StoreError> {
        match url {
            DatabaseUrl::Sqlite(path) => Store::open_sqlite(path, options, migrations),
        }
    }

    fn open_sqlite(
        path: &std::path::Path,
        options: StoreOptions,
        migrations: &'static [Migration],
    ) -> Result<Store, StoreError> {
        let path = sqlite::create_file(path)?;
        let lock = match options.sqlite_role {
            SqliteRole::Node => Some(sqlite::NodeLock::take(&path)?),
            SqliteRole::Tool => None,
        };
        let mut writer = sqlite::Session::new(sqlite::open(&path, sqlite::Access::Write)?);
        sqlite::migrate::migrate(writer.connection(), migrations)?;
        let readers = (0..options.readers.max(1))
            .map(|_| sqlite::open(&path, sqlite::Access::Read).map(sqlite::Session::new))
            .collect::<Result<Vec<_>, _>>()?;

        let store = Store::new(Engine::Sqlite, options);
        let mut threads = Threads::default();
        for (number, mut session) in readers.into_iter().enumerate() {
            let queue = store.0.reads.clone();
            threads
                .readers
                .push(spawn(format!("store-read-{number}"), move || {
                    sqlite::read_each(&mut session, &queue)
                })?);
        }
        let queue = store.0.writes.clone();
        threads
            .writers
            .push(spawn("store-write".to_owned(), move || {
                sqlite::write_groups(&mut writer, &queue);
                sqlite::finish(writer);
                drop(lock);
            })?);
        store.keep(threads);
        Ok(store)
    }

    fn new(engine: Engine, options: StoreOptions) -> Store {
        Store(Arc::new(Inner {
            engine,
            writes: Arc::new(Queue::new(options.queue)),
            reads: Arc::new(Queue::new(options.queue)),
            threads: Mutex::default(),
        }))
    }

    fn keep(&self, threads: Threads) {
        *self
            .0
            .threads
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = threads;
    }

    /// Runs `closure` as a transaction and answers after its commit.
    ///
    /// `Ok` commits, `Err` undoes what the closure wrote, and so does a panic, which goes on
    /// here. The closure may run several times; only the last run counts. When the future is
    /// dropped, the closure still runs.
    pub async fn write<T, E>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        call(&self.0.writes, closure).await
    }

    /// Runs `closure` on one consistent snapshot that holds everything answered before the
    /// call. A statement that changes rows is refused.
    pub async fn read<T, E>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        call(&self.0.reads, closure).await
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// What other nodes say with [`Tx::notify`]; `None` on SQLite, where there are none.
    pub fn notifications(&self) -> Option<Notifications> {
        None
    }

    /// Takes nothing in any more, finishes what waits, and ends the threads. Clones answer
    /// [`StoreError::Closed`] from then on.
    pub async fn close(self) {
        // Readers first: SQLite folds its log back when the last connection, the writer's,
        // closes.
        self.0.reads.close();
        let threads = std::mem::take(
            &mut *self
                .0
                .threads
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        join(threads.readers).await;
        self.0.writes.close();
        join(threads.writers).await;
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.reads.close();
        self.writes.close();
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.0.engine).finish()
    }
}

async fn call<T, E>(
    queue: &Queue<Box<dyn Job>>,
    closure: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (job, answer) = Call::new(closure);
    queue.push(Box::new(job)).map_err(|refused| match refused {
        Refused::Full => StoreError::Busy,
        Refused::Closed => StoreError::Closed,
    })?;
    match answer.await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_gone) => Err(StoreError::Closed.into()),
    }
}

fn spawn(name: String, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    thread::Builder::new()
        .name(name)
        .spawn(work)
        .map_err(|source| StoreError::Thread {
            source: Arc::new(source),
        })
}

async fn join(threads: Vec<JoinHandle<()>>) {
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
