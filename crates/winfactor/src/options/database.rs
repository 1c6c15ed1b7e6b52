use std::path::PathBuf;

use winfactor_store::DatabaseUrl;

/// Where the data is, and the key that its secrets are encrypted with.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct DatabaseOptions {
    /// The database: sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME
    #[arg(
        long,
        env = "WINFACTOR_DATABASE",
        default_value = "sqlite://winfactor-data/winfactor.db",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub(crate) database: DatabaseUrl,
    /// The file with the encryption key; made on the first start. Beside the SQLite database by
    /// default
    #[arg(long, env = "WINFACTOR_KEY_FILE", value_name = "PATH")]
    key_file: Option<PathBuf>,
    /// The encryption key itself, instead of a file; several keys, the newest first, when it is
    /// being replaced
    #[arg(
        long,
        env = "WINFACTOR_ENCRYPTION_KEY",
        hide_env_values = true,
        conflicts_with = "key_file",
        value_name = "KEY"
    )]
    pub(crate) encryption_key: Option<String>,
}

impl DatabaseOptions {
    /// A SQLite file with its key beside it.
    pub(crate) fn sqlite(path: PathBuf) -> Self {
        DatabaseOptions {
            database: DatabaseUrl::Sqlite(path),
            key_file: None,
            encryption_key: None,
        }
    }

    /// The file with the key, when none is given directly.
    pub(crate) fn key_file(&self) -> PathBuf {
        match (&self.key_file, &self.database) {
            (Some(path), _) => path.clone(),
            (None, DatabaseUrl::Sqlite(path)) => path.with_extension("key"),
            (None, DatabaseUrl::Postgres(_)) => PathBuf::from("winfactor.key"),
        }
    }
}
