//! How fast events are taken in durably: each caller writes an event of 1.5 KB and a delivery,
//! waits for the commit, and goes on.
//!
//! `cargo run --release -p winfactor-store --example intake -- sqlite:///path/to/new.db 64 5`
//! (address, callers, seconds, writer threads on PostgreSQL; the address of an empty PostgreSQL database does as well). CPU time
//! is this process's alone: with PostgreSQL, the server's comes on top.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads the clock and prints"
)]

use std::{
    error::Error,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use winfactor_store::{DatabaseUrl, Migration, Store, StoreError, StoreOptions, params};

const TABLES: &[Migration] = &[Migration {
    version: 1,
    name: "0001_intake.sql",
    sql: "CREATE TABLE events (
            organization_id TEXT NOT NULL,
            id TEXT NOT NULL,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            occurred_at BIGINT NOT NULL,
            PRIMARY KEY (organization_id, id)
          );
          CREATE TABLE deliveries (
            organization_id TEXT NOT NULL,
            event_id TEXT NOT NULL,
            destination_id TEXT NOT NULL,
            status TEXT NOT NULL,
            due_at BIGINT,
            PRIMARY KEY (organization_id, event_id, destination_id)
          );
          CREATE INDEX deliveries_due ON deliveries (destination_id, due_at)
            WHERE status = 'pending';",
}];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let url: DatabaseUrl = arguments.next().ok_or("which database?")?.parse()?;
    let callers: u64 = arguments.next().map_or(Ok(64), |text| text.parse())?;
    let seconds: u64 = arguments.next().map_or(Ok(5), |text| text.parse())?;

    let defaults = StoreOptions::default();
    let writers = arguments
        .next()
        .map_or(Ok(defaults.writers), |text| text.parse())?;

    let options = StoreOptions {
        writers,
        ..defaults
    };
    let store = Store::open_with(&url, options, TABLES)?;
    let body: Arc<str> = "x".repeat(1500).into();
    let (done, stop) = (
        Arc::new(AtomicU64::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let (started, cpu) = (Instant::now(), cpu_seconds()?);
    let tasks: Vec<_> = (0..callers)
        .map(|caller| {
            let (store, body) = (store.clone(), body.clone());
            let (done, stop) = (done.clone(), stop.clone());
            tokio::spawn(async move {
                let mut slowest = Duration::ZERO;
                for number in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let before = Instant::now();
                    record(&store, &body, caller, number).await?;
                    slowest = slowest.max(before.elapsed());
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<_, StoreError>(slowest)
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    stop.store(true, Ordering::Relaxed);
    let mut slowest = Duration::ZERO;
    for task in tasks {
        slowest = slowest.max(task.await??);
    }
    let events = done.load(Ordering::Relaxed) as f64;
    let (elapsed, used) = (started.elapsed().as_secs_f64(), cpu_seconds()? - cpu);
    println!(
        "{callers} callers: {:.0} events/s, {:.1} µs CPU each, slowest {slowest:?}",
        events / elapsed,
        used * 1e6 / events
    );
    store.close().await;
    Ok(())
}

async fn record(
    store: &Store,
    body: &Arc<str>,
    caller: u64,
    number: u64,
) -> Result<(), StoreError> {
    let body = body.clone();
    let id = format!("evt_{number:012}{caller:06}");
    store
        .write(move |tx| {
            tx.execute(
                "INSERT INTO events (organization_id, id, type, body, occurred_at) \
                 VALUES ($1, $2, $3, $4, $5)",
                params!["org_1", &id, "quote.accepted", &*body, number as i64],
            )?;
            tx.execute(
                "INSERT INTO deliveries (organization_id, event_id, destination_id, status, due_at) \
                 VALUES ($1, $2, $3, 'pending', $4)",
                params!["org_1", &id, "end_1", number as i64],
            )?;
            Ok(())
        })
        .await
}

/// This process's CPU time. Linux counts it in hundredths of a second, fields 14 and 15.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / 100.0)
}
