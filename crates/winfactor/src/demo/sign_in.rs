//! What the demo remembers beside its database, so that it can be started again: its API key and
//! the signing secret of its endpoint, in files that only the owner can read.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use winfactor_connectors::signing::SigningSecret;

pub(super) const EMAIL: &str = "eva@window-door.example";
pub(super) const PASSWORD: &str = "demo-password";

const API_KEY_FILE: &str = "api-key.txt";
const SECRET_FILE: &str = "signing-secret.txt";

/// The API key of the demo's organization.
pub(crate) fn api_key(folder: &Path) -> Result<String> {
    read(folder, API_KEY_FILE)
}

/// The secret that deliveries to the example receiver are signed with.
pub(crate) fn signing_secret(folder: &Path) -> Result<SigningSecret> {
    let text = read(folder, SECRET_FILE)?;
    text.parse()
        .with_context(|| format!("{SECRET_FILE} does not hold a signing secret"))
}

pub(super) fn keep(folder: &Path, api_key: &str, secret: &SigningSecret) -> Result<()> {
    write(folder, API_KEY_FILE, api_key)?;
    write(folder, SECRET_FILE, secret.expose())
}

fn read(folder: &Path, file: &str) -> Result<String> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).with_context(|| {
        let (path, folder) = (path.display(), folder.display());
        format!("{path} is missing: delete the folder {folder} and start the demo anew")
    })?;
    Ok(text.trim().to_owned())
}

fn write(folder: &Path, file: &str, text: &str) -> Result<()> {
    let path = folder.join(file);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut handle = options
        .open(&path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    std::io::Write::write_all(&mut handle, format!("{text}\n").as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))
}
