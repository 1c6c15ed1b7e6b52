//! The server, and databases on it.

use std::{
    env, fs,
    hash::{BuildHasher, RandomState},
    io,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use tempfile::TempDir;

use super::{ClusterError, account::Account, admin, binaries, watchdog::Watchdog};

/// How often another port is tried when somebody takes the free one first.
const ATTEMPTS: u32 = 5;

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// No: a test's data need not survive the machine.
    Fast,
    /// Yes, as in production: for measurements.
    Synced,
}

/// What a server shows to clients that ask for TLS, both in PEM.
#[derive(Clone, Copy)]
pub struct TlsIdentity<'a> {
    /// Its certificate.
    pub certificate: &'a str,
    /// The certificate's private key.
    pub key: &'a str,
}

impl std::fmt::Debug for TlsIdentity<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TlsIdentity").finish_non_exhaustive()
    }
}

/// A running server.
#[derive(Debug)]
pub struct Cluster {
    address: String,
    databases: AtomicU32,
    pid: Option<u32>,
    _watchdog: Option<Watchdog>,
}

impl Cluster {
    /// The server of this process: the one that `WINFACTOR_TEST_POSTGRES` names, or one that is
    /// started now and ends with the process.
    ///
    /// # Panics
    ///
    /// With what is missing, when there is none and none can be started.
    pub fn shared() -> &'static Cluster {
        static SHARED: OnceLock<Result<Cluster, ClusterError>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| match env::var("WINFACTOR_TEST_POSTGRES") {
            Ok(address) => Ok(Cluster::running(address)),
            Err(_) => Cluster::start(Durability::Fast),
        });
        match shared {
            Ok(cluster) => cluster,
            Err(error) => panic!("no PostgreSQL for this test: {}", chain(error)),
        }
    }

    /// A server that runs already, by the address of a user that may create databases.
    pub fn running(address: String) -> Cluster {
        Cluster {
            address,
            databases: AtomicU32::new(0),
            pid: None,
            _watchdog: None,
        }
    }

    /// Starts a server of its own, without TLS.
    pub fn start(durability: Durability) -> Result<Cluster, ClusterError> {
        Cluster::start_server(durability, None)
    }

    /// Starts a server of its own that offers TLS. Its addresses say `sslmode=disable`, for the
    /// test to replace.
    pub fn start_with_tls(identity: TlsIdentity<'_>) -> Result<Cluster, ClusterError> {
        Cluster::start_server(Durability::Fast, Some(identity))
    }

    fn start_server(
        durability: Durability,
        identity: Option<TlsIdentity<'_>>,
    ) -> Result<Cluster, ClusterError> {
        let binaries = binaries::folder()?;
        let folder = make_folder()?;
        let account = Account::for_folder(&folder)?;
        let watchdog = Watchdog::start(&binaries, &folder, account)?;
        let server = Server {
            binaries: &binaries,
            folder: &folder,
            account,
        };
        server.initialize(durability, identity)?;
        let port = server.start()?;
        Ok(Cluster {
            address: format!("postgres://postgres@127.0.0.1:{port}/postgres?sslmode=disable"),
            databases: AtomicU32::new(0),
            pid: server.pid(),
            _watchdog: Some(watchdog),
        })
    }

    /// Makes an empty database and tells its address (`postgres://…`).
    ///
    /// # Panics
    ///
    /// With the server's reason, when it refuses.
    pub fn create_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("winfactor_{:016x}_{number}", random());
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        match admin::execute(&self.address, "create a database", create) {
            Ok(()) => admin::with_database(&self.address, &name),
            Err(error) => panic!("{}", chain(&error)),
        }
    }

    /// The server's first process, for measurements; unknown when it was not started here.
    pub fn pid(&self) -> Option<u32> {
        self.pid
    }

    /// Runs a statement as the server's administrator, such as ending other sessions.
    pub fn administer(&self, statement: &str) -> Result<(), ClusterError> {
        admin::execute(&self.address, "run a statement", statement.to_owned())
    }
}

struct Server<'a> {
    binaries: &'a Path,
    folder: &'a Path,
    account: Account,
}

impl Server<'_> {
    /// The first process, as the server itself notes it.
    fn pid(&self) -> Option<u32> {
        let noted = std::fs::read_to_string(self.folder.join("data/postmaster.pid"));
        noted.ok()?.lines().next()?.trim().parse().ok()
    }

    fn initialize(
        &self,
        durability: Durability,
        identity: Option<TlsIdentity<'_>>,
    ) -> Result<(), ClusterError> {
        let mut initdb = Command::new(self.binaries.join("initdb"));
        initdb
            .arg("-D")
            .arg(self.folder.join("data"))
            .args(["-U", "postgres", "--auth=trust", "--encoding=UTF8"])
            .args(["--locale=C", "--no-sync"]);
        self.run("initdb", initdb)?;
        // A deadlock is looked for after 50 ms instead of a second: tests make some.
        let mut settings = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n\
             max_connections = 400\nshared_buffers = 64MB\ndeadlock_timeout = 50ms\n"
            .to_owned();
        if durability == Durability::Fast {
            settings.push_str("fsync = off\nfull_page_writes = off\n");
        }
        if let Some(identity) = identity {
            self.write("data/server.crt", identity.certificate)?;
            self.write("data/server.key", identity.key)?;
            settings.push_str("ssl = on\n");
        }
        self.write("data/postgresql.auto.conf", &settings)
    }

    /// Writes a file that the server's account alone can read.
    fn write(&self, name: &str, text: &str) -> Result<(), ClusterError> {
        let path = self.folder.join(name);
        let written = fs::write(&path, text)
            .and_then(|()| fs::set_permissions(&path, fs::Permissions::from_mode(0o600)));
        written.map_err(|source| ClusterError::Folder {
            path: path.clone(),
            source,
        })?;
        self.account.own(&path)
    }

    /// Starts the server on a free port, which it tells.
    fn start(&self) -> Result<u16, ClusterError> {
        let mut attempt = 1;
        loop {
            let port = free_port().map_err(ClusterError::Port)?;
            let mut start = Command::new(self.binaries.join("pg_ctl"));
            start
                .args(["start", "-w", "-t", "60", "-D"])
                .arg(self.folder.join("data"))
                .arg("-l")
                .arg(self.folder.join("log"))
                .args(["-o", &format!("-p {port}")]);
            match self.run("pg_ctl", start) {
                Ok(()) => return Ok(port),
                Err(error) if attempt == ATTEMPTS => return Err(error),
                Err(_) => attempt += 1,
            }
        }
    }

    fn run(&self, program: &'static str, mut command: Command) -> Result<(), ClusterError> {
        // The server inherits what pg_ctl has open, and a pipe that it keeps would never end:
        // what is said goes to a file.
        let said = self.folder.join("said");
        let unusable = |source| ClusterError::Run { program, source };
        let file = fs::File::create(&said).map_err(unusable)?;
        command
            .current_dir(self.folder)
            .stdin(Stdio::null())
            .stdout(file.try_clone().map_err(unusable)?)
            .stderr(file);
        self.account.apply(&mut command);
        let status = command.status().map_err(unusable)?;
        if status.success() {
            return Ok(());
        }
        let said = fs::read_to_string(said).unwrap_or_default();
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(ClusterError::Failed {
            program,
            output: format!("{said}\n{log}"),
        })
    }
}

/// A folder that the watchdog removes: this process may not get to it.
fn make_folder() -> Result<PathBuf, ClusterError> {
    tempfile::Builder::new()
        .prefix("winfactor-postgres-")
        .tempdir()
        .map(TempDir::keep)
        .map_err(ClusterError::TemporaryFolder)
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

#[allow(
    clippy::disallowed_methods,
    reason = "databases of test runs that share a server must differ"
)]
fn random() -> u64 {
    RandomState::new().hash_one(std::process::id())
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
