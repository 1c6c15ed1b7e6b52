//! One runner's tests: started, shown without the noise of what passed, counted.

use std::{
    io::{self, BufRead, BufReader, PipeReader},
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use anyhow::Context;

use super::counts::Counts;
use crate::process;

/// A runner that prints nothing for so long hangs: a test waits for something that never comes.
/// Even a slow machine compiles a crate, or runs a test, in less.
const SILENCE: Duration = Duration::from_secs(15 * 60);

/// Tests of one kind, run by one command.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) command: Command,
}

impl Part {
    /// The unit, integration and documentation tests of the workspace.
    pub(super) fn rust(filter: &[String]) -> Part {
        let mut command = process::cargo();
        command.args(["test", "--locked", "--no-fail-fast"]);
        // A filter that names a package has chosen already.
        let chosen = filter
            .iter()
            .any(|word| word == "-p" || word.starts_with("--package"));
        command
            .args((!chosen).then_some("--workspace"))
            .args(filter);
        Part {
            name: "rust".to_owned(),
            command,
        }
    }

    /// Runs to the end. A runner that fails without naming a failed test counts as one failure:
    /// what could not be built or died midway has not passed. One that hangs is ended, and fails.
    pub(crate) fn run(self) -> anyhow::Result<Counts> {
        self.run_unless_silent(SILENCE)
    }

    fn run_unless_silent(self, silence: Duration) -> anyhow::Result<Counts> {
        let mut command = self.command;
        let line = process::line(&command);
        println!("$ {line}");
        // One pipe for both streams keeps headings and results in their order.
        let (reader, writer) = std::io::pipe().context("no pipe could be opened")?;
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = command
            .spawn()
            .with_context(|| format!("`{line}` did not start"))?;
        // It holds the pipe's writing ends, and the reader ends only when all of them are closed.
        drop(command);
        let mut counts = Counts::default();
        let lines = lines_of(reader);
        loop {
            match lines.recv_timeout(silence) {
                Ok(line) => {
                    let line = line?;
                    let line = String::from_utf8_lossy(&line);
                    counts += Counts::of_line(&line).unwrap_or_default();
                    if !is_noise(&line) {
                        println!("{line}");
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    println!(
                        "nothing was printed for {} minutes: a test hangs, see the lines above; \
                         the rest was not run",
                        silence.as_secs() / 60
                    );
                    child.kill()?;
                    break;
                }
            }
        }
        Ok(verdict(counts, child.wait()?.success()))
    }
}

/// Reads aside, so that the silence of a runner can be noticed.
fn lines_of(reader: PipeReader) -> Receiver<io::Result<Vec<u8>>> {
    let (line, lines) = mpsc::channel();
    thread::spawn(move || {
        for read in BufReader::new(reader).split(b'\n') {
            // Nobody listens any more once the runner was ended.
            if line.send(read).is_err() {
                return;
            }
        }
    });
    lines
}

fn verdict(mut counts: Counts, succeeded: bool) -> Counts {
    if !succeeded && counts.failed == 0 {
        counts.failed = 1;
    }
    counts
}

/// Lines that say nothing but that all is well.
fn is_noise(line: &str) -> bool {
    line.is_empty()
        || line.starts_with("test ") && (line.ends_with(" ... ok") || line.contains(" ... ignored"))
        || line.starts_with("test result: ok. 0 passed; 0 failed; 0 ignored")
        || line.starts_with("running ") && (line.ends_with(" tests") || line.ends_with(" test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_dies_without_counting_has_failed() {
        let passed = Counts {
            passed: 3,
            ..Counts::default()
        };
        assert_eq!(verdict(passed, false).failed, 1);
        assert_eq!(verdict(passed, true), passed);
        let counted = Counts {
            passed: 3,
            failed: 2,
            ignored: 0,
        };
        assert_eq!(verdict(counted, false), counted);
    }

    #[test]
    fn failures_are_shown_and_successes_are_not() {
        assert!(is_noise("test clock::tests::moves ... ok"));
        assert!(is_noise("running 12 tests"));
        assert!(!is_noise("test clock::tests::moves ... FAILED"));
        assert!(!is_noise("test result: ok. 1 passed; 0 failed; 0 ignored"));
    }

    fn script(text: &str) -> Part {
        let mut command = Command::new("sh");
        command.args(["-c", text]);
        Part {
            name: "script".to_owned(),
            command,
        }
    }

    #[test]
    fn a_runner_that_hangs_is_ended_and_has_failed() {
        let hanging = script("echo '# pass 2'; exec sleep 1000");
        let counts = hanging
            .run_unless_silent(Duration::from_millis(200))
            .expect("sh starts");
        assert_eq!((counts.passed, counts.failed), (2, 1));
    }

    #[test]
    fn all_that_a_runner_prints_is_counted() {
        let counts = script("echo '# pass 2'; echo '# fail 1' >&2; exit 1")
            .run()
            .expect("sh starts");
        assert_eq!(
            counts,
            Counts {
                passed: 2,
                failed: 1,
                ignored: 0
            }
        );
    }
}
