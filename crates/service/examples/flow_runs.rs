//! How fast flows run durably: first all submissions come in, then the recommended flow runs for
//! each of them, with its journal, its message in the inbox and its delivery written.
//!
//! `cargo run --release -p winfactor-service --example flow_runs -- sqlite 20000 64`
//! (engine `sqlite` or `postgres`, submissions, simultaneous customers).
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, prints, and stops at the first surprise"
)]

use std::{
    env, fs,
    sync::Arc,
    time::{Duration, Instant},
};

use winfactor_domain::Locale;
use winfactor_service::{Page, flows, inbox, submissions};
use winfactor_testkit::TestApp;

#[tokio::main]
async fn main() {
    let mut arguments = env::args().skip(1);
    let engine = arguments.next().unwrap_or_else(|| "sqlite".to_owned());
    let total: u64 = arguments.next().map_or(20_000, |it| it.parse().unwrap());
    let customers: u64 = arguments.next().map_or(64, |it| it.parse().unwrap());
    let app = match engine.as_str() {
        "postgres" => TestApp::postgres().await,
        _ => TestApp::sqlite().await,
    };
    let app = Arc::new(app);
    let (service, organization) = (&app.service, app.organization.id);
    let recipe = &flows::recipes(Locale::En)[0].id;
    let owner = Some("Nobody");
    let made = flows::create_from_recipe(service, organization, recipe, Locale::En, owner).await;
    let flow = made.unwrap().id;
    flows::enable(service, organization, flow).await.unwrap();

    let begin = Begin::now();
    let submit = |_| {
        let app = app.clone();
        tokio::spawn(async move {
            for _ in 0..total / customers {
                let new = app.new_submission();
                let organization = app.organization.id;
                submissions::create(&app.service, organization, new, None)
                    .await
                    .unwrap();
            }
        })
    };
    let tasks: Vec<_> = (0..customers).map(submit).collect();
    for task in tasks {
        task.await.unwrap();
    }
    report("submissions", total, begin);

    let begin = Begin::now();
    let worker = app.deliver_in_background();
    let wanted = total / customers * customers;
    while inbox::unread(service, organization).await.unwrap() < wanted {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    report("runs", wanted, begin);
    app.stop();
    worker.await.unwrap();
    let page = Page {
        limit: 1,
        before: None,
    };
    let (newest, _) = inbox::list(service, organization, page).await.unwrap();
    println!("{}", newest[0].text);
}

/// Where a measurement begins.
struct Begin {
    at: Instant,
    cpu: f64,
}

impl Begin {
    fn now() -> Self {
        Begin {
            at: Instant::now(),
            cpu: cpu_seconds(),
        }
    }
}

fn report(what: &str, count: u64, begin: Begin) {
    let (elapsed, used) = (begin.at.elapsed().as_secs_f64(), cpu_seconds() - begin.cpu);
    println!(
        "{count} {what}: {:.0} a second, {:.0} µs CPU each",
        count as f64 / elapsed,
        used * 1e6 / count as f64
    );
}

/// This process's CPU time. Linux counts it in hundredths of a second, fields 14 and 15.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // The name before them is in parentheses and may contain blanks.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    let ticks = rest.split_whitespace().skip(11).take(2);
    ticks.map(|it| it.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}
