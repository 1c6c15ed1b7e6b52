//! The store: queues in front, threads with connections behind.

use std::{
    fmt,
    panic::resume_unwind,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
};

use super::{
    DatabaseUrl, Engine, Migration, Notifications, SqliteRole, StoreError, StoreOptions, Tx,
    job::{Call, Job},
    postgres::{self, Link, Listener, PostgresAddress, Purpose, Server},
    queue::{Queue, Refused},
    sqlite,
    thread::{join, spawn},
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
    /// Set on PostgreSQL, where there may be other nodes.
    server: Option<Server>,
    /// Started when somebody wants to hear.
    listener: Mutex<Option<Listener>>,
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
            DatabaseUrl::Postgres(address) => Store::open_postgres(address, options, migrations),
        }
    }

    fn open_sqlite(
        path: &Path,
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

        let store = Store::new(Engine::Sqlite, options, None);
        let mut threads = Threads::default();
        for (number, mut session) in readers.into_iter().enumerate() {
            let work = store.0.reads.consumer();
            threads
                .readers
                .push(spawn(format!("store-read-{number}"), move || {
                    sqlite::read_each(&mut session, &work)
                })?);
        }
        let work = store.0.writes.consumer();
        threads
            .writers
            .push(spawn("store-write".to_owned(), move || {
                sqlite::write_groups(&mut writer, &work);
                sqlite::finish(writer);
                drop(lock);
            })?);
        store.keep(threads);
        Ok(store)
    }

    fn open_postgres(
        address: &PostgresAddress,
        options: StoreOptions,
        migrations: &'static [Migration],
    ) -> Result<Store, StoreError> {
        // Connections are driven by runtimes of their own, which cannot start on a thread that
        // already runs one, as the caller's may.
        let server = Server::new(address)?;
        let mut link = Link::new(&server, Purpose::Write);
        let migrated = spawn("store-migrate".to_owned(), move || {
            postgres::migrate::migrate(link.connect()?, migrations).map(|()| link)
        })?;
        let mut first = Some(
            migrated
                .join()
                .unwrap_or_else(|panic| resume_unwind(panic))?,
        );

        let store = Store::new(Engine::Postgres, options, Some(server.clone()));
        let mut threads = Threads::default();
        for number in 0..options.writers.max(1) as u32 {
            let mut link = first
                .take()
                .unwrap_or_else(|| Link::new(&server, Purpose::Write));
            let work = store.0.writes.consumer();
            let name = format!("store-write-{number}");
            threads.writers.push(spawn(name, move || {
                postgres::write_groups(&mut link, &work, number);
                link.finish();
            })?);
        }
        for number in 0..options.readers.max(1) {
            let mut link = Link::new(&server, Purpose::Read);
            let work = store.0.reads.consumer();
            let name = format!("store-read-{number}");
            threads.readers.push(spawn(name, move || {
                postgres::read_each(&mut link, &work);
                link.finish();
            })?);
        }
        store.keep(threads);
        Ok(store)
    }

    fn new(engine: Engine, options: StoreOptions, server: Option<Server>) -> Store {
        Store(Arc::new(Inner {
            engine,
            server,
            listener: Mutex::default(),
            writes: Arc::new(Queue::new(options.queue)),
            reads: Arc::new(Queue::new(options.queue)),
            threads: Mutex::default(),
        }))
    }

    fn keep(&self, threads: Threads) {
        *lock(&self.0.threads) = threads;
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
        call(&self.0.writes, closure, |value| value).await
    }

    /// The same, with what must follow the commit: `then` gets the answer as soon as it is durable,
    /// also when the future was dropped meanwhile. It runs on the store's thread, where others
    /// wait: it has to be short. On SQLite commits are followed in their order.
    pub async fn write_then<T, U, E>(
        &self,
        closure: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Result<U, E>
    where
        T: Send + 'static,
        U: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        call(&self.0.writes, closure, then).await
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
        call(&self.0.reads, closure, |value| value).await
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// What nodes, this one included, say with [`Tx::notify`] from now on. `None` on SQLite,
    /// where there is one node. The first call opens a connection of its own for it.
    pub fn notifications(&self) -> Result<Option<Notifications>, StoreError> {
        let Some(server) = &self.0.server else {
            return Ok(None);
        };
        let mut listener = lock(&self.0.listener);
        let listener = match listener.take() {
            Some(running) => listener.insert(running),
            None => listener.insert(Listener::start(server)?),
        };
        Ok(Some(listener.subscribe()))
    }

    /// Takes nothing in any more, finishes what waits, and ends the threads. Clones answer
    /// [`StoreError::Closed`] from then on.
    pub async fn close(self) {
        // Readers first: SQLite folds its log back when the last connection, the writer's,
        // closes.
        self.0.reads.close();
        drop(lock(&self.0.listener).take());
        let threads = std::mem::take(&mut *lock(&self.0.threads));
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

// Nothing panics while one of these locks is held.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn call<T, U, E>(
    queue: &Queue<Box<dyn Job>>,
    closure: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    then: impl FnOnce(T) -> U + Send + 'static,
) -> Result<U, E>
where
    T: Send + 'static,
    U: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (job, answer) = Call::new(closure, then);
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
