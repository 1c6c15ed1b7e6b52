use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Result, bail};

use crate::{client::Client, marks};

/// What to post, and how fast.
#[derive(Clone)]
pub(crate) struct Load {
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) api_key: Option<String>,
    /// The body, with `{mark}` where the mark goes.
    pub(crate) body: String,
    pub(crate) events: u64,
    pub(crate) concurrency: usize,
    /// Posts a second, evenly spaced; as fast as possible when absent.
    pub(crate) rate: Option<f64>,
}

/// What the posting took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posted {
    pub(crate) seconds: f64,
    pub(crate) started_ns: u64,
}

/// Posts all events; fails when one is refused.
pub(crate) async fn run(load: &Load) -> Result<Posted> {
    let next = Arc::new(AtomicU64::new(0));
    let (started, started_ns) = (marks::instant(), marks::now_ns());
    let mut workers = Vec::new();
    for _ in 0..load.concurrency {
        let mut client = Client::connect(&load.host, load.api_key.as_deref()).await?;
        let (load, next) = (load.clone(), next.clone());
        workers.push(tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= load.events {
                    return Ok(());
                }
                if let Some(rate) = load.rate {
                    let due = started + Duration::from_secs_f64(number as f64 / rate);
                    tokio::time::sleep_until(due.into()).await;
                }
                let body = load.body.replace("{mark}", &marks::mark(number));
                let (status, answer) = client.post(&load.path, body).await?;
                if !status.is_success() {
                    bail!("{status}: {}", String::from_utf8_lossy(&answer));
                }
            }
        }));
    }
    for worker in workers {
        worker.await??;
    }
    Ok(Posted {
        seconds: started.elapsed().as_secs_f64(),
        started_ns,
    })
}

/// The value below which `part` (0 to 1) of the values lie, in milliseconds.
pub(crate) fn percentile_ms(values_ns: &[u64], part: f64) -> f64 {
    let mut sorted = values_ns.to_vec();
    sorted.sort_unstable();
    let index = ((sorted.len().saturating_sub(1)) as f64 * part).round() as usize;
    sorted.get(index).map_or(f64::NAN, |ns| *ns as f64 / 1e6)
}
