//! One server per file, said by an advisory lock on a file beside it.
//!
//! SQLite would let two servers take turns, but each would deliver the other's events and wake
//! nobody. The lock ends with the process, however it ends; the file stays.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use crate::engine::StoreError;

/// Held while a server uses the database.
#[derive(Debug)]
pub(in crate::engine) struct NodeLock {
    _file: File,
}

impl NodeLock {
    /// Takes the lock of the database at `path`.
    pub(in crate::engine) fn take(path: &Path) -> Result<NodeLock, StoreError> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let file = super::open::private()
            .open(&name)
            .map_err(|source| StoreError::open(path.display(), source))?;
        match file.try_lock() {
            Ok(()) => Ok(NodeLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked {
                path: path.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(StoreError::open(path.display(), source)),
        }
    }
}
