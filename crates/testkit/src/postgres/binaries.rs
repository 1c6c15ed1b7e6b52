//! Where the server's programs are.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::ClusterError;

/// The folder that holds `initdb` and `pg_ctl`: the one in `PATH`, or else the newest installed
/// in the places distributions use.
pub(super) fn folder() -> Result<PathBuf, ClusterError> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .find(|folder| holds_server(folder))
        .or_else(|| {
            [
                "/usr/lib/postgresql",
                "/usr",
                "/opt/homebrew/opt",
                "/usr/local/opt",
            ]
            .iter()
            .flat_map(|parent| versions(Path::new(parent)))
            .filter(|(_, folder)| holds_server(folder))
            .max()
            .map(|(_, folder)| folder)
        })
        .ok_or(ClusterError::NotInstalled)
}

fn holds_server(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("pg_ctl").is_file()
}

/// The `bin` folders below `parent/15`, `parent/pgsql-15` or `parent/postgresql@15`, with the
/// version.
fn versions(parent: &Path) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let name = name.to_str()?;
            let version = name
                .trim_start_matches("pgsql-")
                .trim_start_matches("postgresql@");
            Some((version.parse().ok()?, entry.path().join("bin")))
        })
        .collect()
}
