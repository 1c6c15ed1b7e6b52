//! Where the repository is, and which files belong to it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};

/// The repository's root directory, absolute.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository's root")
        .to_owned()
}

/// Paths, relative to `root` with `/` between parts, of all files that git tracks or would
/// track: new files count before they are added, ignored ones never do.
pub(crate) fn files(root: &Path) -> anyhow::Result<Vec<String>> {
    // A clone may belong to another user than the one who tests it (containers do that).
    let listing = Command::new("git")
        .args([
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()
        .context("git could not be started: it lists the files to check")?;
    ensure!(
        listing.status.success(),
        "git ls-files failed: {}",
        String::from_utf8_lossy(&listing.stderr)
    );
    let mut files: Vec<String> = String::from_utf8(listing.stdout)
        .context("a file name is not UTF-8")?
        .split('\0')
        .filter(|path| !path.is_empty() && root.join(path).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}
