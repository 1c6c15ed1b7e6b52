use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// Waits until its input ends, which it does however this process ends; then kills ChromeDriver's
/// process group, the browser with it, and removes the profile.
const WATCH: &str = r#"read -r _; kill -s KILL -- "-$1"; rm -rf -- "$2" || rm -rf -- "$2""#;

/// A running ChromeDriver, and whoever ends it.
#[derive(Debug)]
pub(super) struct Driver {
    process: Child,
    /// Its output stays open: ChromeDriver would fail when it says something more.
    _output: BufReader<ChildStdout>,
    watcher: Child,
    watched: Option<ChildStdin>,
    pub(super) port: u16,
}

/// ChromeDriver looks for a free port and then listens on it; it ends when somebody else was faster
/// in between, as happens while several tests start one.
const STARTS: usize = 5;

impl Driver {
    /// Starts ChromeDriver on a free port. The browser's profile will be kept at `profile`.
    pub(super) fn start(profile: &Path) -> Driver {
        (0..STARTS)
            .find_map(|_| Driver::start_once(profile))
            .expect("chromedriver says on which port it listens")
    }

    fn start_once(profile: &Path) -> Option<Driver> {
        // A group of its own, which the browser joins.
        let mut process = quiet(&mut Command::new("chromedriver"))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("chromedriver does not start ({error}): run `cargo xtask provision`")
            });
        let mut watcher = quiet(Command::new("sh").args(["-c", WATCH, "browser-watch"]))
            .arg(process.id().to_string())
            .arg(profile)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("a shell starts");
        let watched = watcher.stdin.take();
        let mut output = BufReader::new(process.stdout.take().expect("the output was piped"));
        let port = announced_port(&mut output);
        let mut driver = Driver {
            process,
            _output: output,
            watcher,
            watched,
            port: 0,
        };
        // Only now may it fail: the driver that was started is ended by dropping it.
        driver.port = port?;
        Some(driver)
    }
}

/// Neither a key press meant for the test nor its output concerns the process.
fn quiet(command: &mut Command) -> &mut Command {
    command.process_group(0).stderr(Stdio::null())
}

/// From `ChromeDriver was started successfully on port 40075.`
fn announced_port(output: &mut impl BufRead) -> Option<u16> {
    output.lines().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    })
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.watched.take());
        // Nobody could do anything about a failure here.
        let _ = self.watcher.wait();
        // Killed already, unless there was no watcher to do it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
