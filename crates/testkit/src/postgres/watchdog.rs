//! A shell that outlives the test process by a moment and cleans up behind it.

use std::{
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
};

use super::{ClusterError, account::Account};

/// Stops a cluster when this is dropped, and when the process ends without dropping it.
#[derive(Debug)]
pub(super) struct Watchdog(Child);

/// The end of its input is the end of the process that holds the other end. Signals meant for
/// the tests do not reach it.
const SCRIPT: &str = r#"trap '' INT HUP TERM
cat >/dev/null
"$1/pg_ctl" stop -D "$2/data" -m immediate
rm -rf "$2""#;

impl Watchdog {
    /// Watches over the cluster in `folder`.
    pub(super) fn start(
        binaries: &Path,
        folder: &Path,
        account: Account,
    ) -> Result<Watchdog, ClusterError> {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(SCRIPT)
            .arg("watchdog")
            .arg(binaries)
            .arg(folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        account.apply(&mut command);
        command
            .spawn()
            .map(Watchdog)
            .map_err(|source| ClusterError::Run {
                program: "sh",
                source,
            })
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It ends by itself; the wait is for the folder to be gone.
        let _ = self.0.wait();
    }
}
