//! The file that holds the master keys of an installation whose operator gave none.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use secrecy::{ExposeSecret, zeroize::Zeroizing};
use winfactor_domain::Rng;

use super::{MasterKey, MasterKeyError, MasterKeys};

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("cannot read the encryption key file {}", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("cannot write the encryption key file {}", path.display())]
    Create {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error(
        "the encryption key file {} is open to other users (mode {mode:04o}); run: chmod 600 {}",
        path.display(), path.display()
    )]
    Open { path: PathBuf, mode: u32 },
    #[error("the encryption key file {} cannot be used", path.display())]
    Content {
        path: PathBuf,
        #[source]
        source: MasterKeyError,
    },
}

/// The keys of the file at `path`. Without such a file a fresh key is written there, readable by
/// its owner alone. A file that is empty or damaged is never replaced: its key may be in a backup.
pub fn load_or_create(path: &Path, rng: &dyn Rng) -> Result<MasterKeys, KeyFileError> {
    match File::open(path) {
        Ok(file) => load(path, file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, rng),
        Err(source) => Err(KeyFileError::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

fn load(path: &Path, mut file: File) -> Result<MasterKeys, KeyFileError> {
    let unread = |source| KeyFileError::Read {
        path: path.to_owned(),
        source,
    };
    #[cfg(unix)]
    refuse_open_to_others(path, &file.metadata().map_err(unread)?)?;
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(unread)?;
    MasterKeys::parse(&text).map_err(|source| KeyFileError::Content {
        path: path.to_owned(),
        source,
    })
}

/// A group may read: that is how secrets are mounted into containers. Nobody else may anything,
/// and only the owner may write.
#[cfg(unix)]
fn refuse_open_to_others(path: &Path, metadata: &fs::Metadata) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt;

    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o027 != 0 {
        return Err(KeyFileError::Open {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(())
}

fn create(path: &Path, rng: &dyn Rng) -> Result<MasterKeys, KeyFileError> {
    let key = MasterKey::generate(rng);
    let text = Zeroizing::new(format!(
        "# Protects the secrets in WinFactor's database. Keep a copy in a safe place: without it\n\
         # they are lost. To change the key, put a new line before the old one.\n{}\n",
        key.to_text().expose_secret()
    ));
    let mut options = OpenOptions::new();
    // Another process may have been faster: its key is not overwritten.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let failed = |source| KeyFileError::Create {
        path: path.to_owned(),
        source,
    };
    let mut file = options.open(path).map_err(failed)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| sync_directory(path));
    if let Err(source) = written {
        // Half a key would stop the next start; whether the removal works changes nothing here.
        let _ = fs::remove_file(path);
        return Err(failed(source));
    }
    Ok(MasterKeys::one(key))
}

/// The name of a new file is durable when its directory is.
fn sync_directory(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    File::open(directory)?.sync_all()
}

#[cfg(test)]
#[path = "key_file_tests.rs"]
mod tests;
