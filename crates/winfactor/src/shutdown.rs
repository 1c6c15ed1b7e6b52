use tokio::sync::watch;

/// Becomes true when the operator asks the process to end (SIGTERM, SIGINT or Ctrl-C).
pub(crate) fn signal() -> watch::Receiver<bool> {
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        wait().await;
        tracing::info!("stopping: what is on its way is finished first");
        let _ = stop.send(true);
        wait().await;
        tracing::warn!("asked again: stopping at once; what was on its way is sent again later");
        exit_at_once();
    });
    stopped
}

#[expect(
    clippy::disallowed_methods,
    reason = "the operator insists, and a crash loses nothing either"
)]
fn exit_at_once() -> ! {
    std::process::exit(130)
}

#[cfg(unix)]
async fn wait() {
    use tokio::signal::unix::{SignalKind, signal};

    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn wait() {
    let _ = tokio::signal::ctrl_c().await;
}
