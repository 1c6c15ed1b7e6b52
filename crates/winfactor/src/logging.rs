use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Logs to standard error: lines for people on a terminal, JSON elsewhere or when asked for.
/// `WINFACTOR_LOG` chooses what is logged (`info`, `winfactor_service=debug`, …).
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env("WINFACTOR_LOG").unwrap_or_else(|_| "info".into());
    let asked = std::env::var("WINFACTOR_LOG_FORMAT").ok();
    let json = match asked.as_deref() {
        Some("json") => true,
        Some("text") => false,
        _ => !std::io::stderr().is_terminal(),
    };
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let started = match json {
        true => subscriber.json().flatten_event(true).try_init(),
        false => subscriber.with_target(false).try_init(),
    };
    // A second start (in one process) keeps the first one's settings.
    let _ = started;
}

/// Tells the person at the command line what went wrong, with every cause on its own line.
#[allow(clippy::print_stderr, reason = "this is the command line's answer")]
pub(crate) fn complain(error: &anyhow::Error) {
    eprintln!("error: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
}
