use std::path::PathBuf;

use anyhow::Result;

use crate::{
    flow,
    load::{self, Load, percentile_ms},
    process,
    report::{FlowRuns, Report, Throughput},
    server::Server,
    sink::{Arrivals, Sink},
};

/// What is measured, and with which binary.
pub(crate) struct Scenarios {
    pub(crate) server: PathBuf,
    pub(crate) events: u64,
    pub(crate) concurrency: usize,
}

/// A submission of about 300 bytes; the event it becomes has about 1 KB.
const BODY: &str = r#"{"templateId":"{template}","locale":"en","customer":{"name":"John Smith","email":"{mail}","phone":"+31612345678","companyName":"{mark}"},"configuration":{"width":2400,"height":1500,"componentCount":4,"notes":"measured"}}"#;

impl Scenarios {
    /// The machine's own limit: the client straight to the sink. Requests a second.
    pub(crate) async fn limit(&self) -> Result<f64> {
        let sink = Sink::start().await?;
        let load = Load {
            host: sink.address.clone(),
            path: "/limit".to_owned(),
            api_key: None,
            // As long as a delivered event.
            body: format!(
                "{{\"mark\":\"{{mark}}\",\"filler\":\"{}\"}}",
                "x".repeat(900)
            ),
            events: self.events * 3,
            concurrency: self.concurrency,
            rate: None,
        };
        let posted = load::run(&load).await?;
        Ok(load.events as f64 / posted.seconds)
    }

    /// Every scenario on one engine.
    pub(crate) async fn run(&self, engine: &str, limit: &f64, report: &mut Report) -> Result<()> {
        let sink = Sink::start().await?;
        let server = Server::start(&self.server, engine, &sink.address).await?;
        server
            .add_endpoint(&format!("http://{}/hook", sink.address))
            .await?;
        let idle_mib = process::memory_mib(server.pid());

        // Connections, caches and statements are made once; they are not what is measured.
        self.post(&server, &sink, "/hook", 1000, None).await?;
        let measured = self
            .post(&server, &sink, "/hook", self.events, None)
            .await?;
        let slow = self.post(&server, &sink, "/hook", 500, Some(50.0)).await?;
        let latencies: Vec<u64> = slow.arrivals.latency_ns.values().copied().collect();
        report.engine(
            engine,
            &Throughput {
                accepted_per_s: measured.accepted_per_s,
                delivered_per_s: measured.delivered_per_s,
                of_limit: measured.delivered_per_s / limit,
                lost: self.events - measured.delivered,
                repeated: measured.arrivals.repeated,
                server_us: measured.server_us,
                database_us: measured.database_us,
                p50_ms: percentile_ms(&latencies, 0.5),
                p99_ms: percentile_ms(&latencies, 0.99),
                idle_mib,
                loaded_mib: measured.loaded_mib,
                start_ms: server.start_ms,
            },
        );
        drop(server);
        self.hanging(engine, report).await?;
        self.flow(engine, report).await
    }

    /// Submissions that start a flow: webhook, router, one HTTP post to the sink. What the same
    /// submissions cost without a flow is measured first, and taken off.
    async fn flow(&self, engine: &str, report: &mut Report) -> Result<()> {
        let sink = Sink::start().await?;
        let server = Server::start(&self.server, engine, &sink.address).await?;
        let alone = self.load(&server, self.events, None);
        load::run(&self.load(&server, 1000, None)).await?;
        let before = all_cpu(&server);
        load::run(&alone).await?;
        let intake_us = (all_cpu(&server) - before) * 1e6 / self.events as f64;
        server
            .add_flow(&flow::posting_to(&format!("http://{}/flow", sink.address)))
            .await?;
        self.post(&server, &sink, "/flow", 1000, None).await?;
        let measured = self
            .post(&server, &sink, "/flow", self.events, None)
            .await?;
        report.flow(
            engine,
            &FlowRuns {
                per_s: measured.delivered_per_s,
                lost: self.events - measured.delivered,
                repeated: measured.arrivals.repeated,
                cpu_us: measured.server_us + measured.database_us - intake_us,
                intake_us,
            },
        );
        Ok(())
    }

    /// Ten endpoints; then the same with one of them never answering.
    async fn hanging(&self, engine: &str, report: &mut Report) -> Result<()> {
        let mut rates = Vec::new();
        for tenth in ["/hook10", "/hang"] {
            let sink = Sink::start().await?;
            let server = Server::start(&self.server, engine, &sink.address).await?;
            for number in 1..10 {
                let url = format!("http://{}/hook{number}", sink.address);
                server.add_endpoint(&url).await?;
            }
            server
                .add_endpoint(&format!("http://{}{tenth}", sink.address))
                .await?;
            let events = self.events / 10;
            let load = self.load(&server, events, None);
            let posted = load::run(&load).await?;
            let mut last_ns = 0;
            for number in 1..10 {
                let path = format!("/hook{number}");
                sink.wait_for(&path, events).await;
                last_ns = last_ns.max(sink.at(&path).last_ns);
            }
            let seconds = last_ns.saturating_sub(posted.started_ns) as f64 / 1e9;
            rates.push(events as f64 * 9.0 / seconds);
        }
        report.hanging(engine, rates[0], rates[1]);
        Ok(())
    }

    async fn post(
        &self,
        server: &Server,
        sink: &Sink,
        path: &str,
        events: u64,
        rate: Option<f64>,
    ) -> Result<Measured> {
        sink.forget();
        let (cpu, database) = (process::cpu_seconds(server.pid()), database_cpu(server));
        let posted = load::run(&self.load(server, events, rate)).await?;
        let delivered = sink.wait_for(path, events).await;
        let arrivals = sink.at(path);
        let seconds = arrivals.last_ns.saturating_sub(posted.started_ns) as f64 / 1e9;
        let per_event = 1e6 / delivered.max(1) as f64;
        Ok(Measured {
            accepted_per_s: events as f64 / posted.seconds,
            delivered_per_s: delivered as f64 / seconds,
            delivered,
            server_us: (process::cpu_seconds(server.pid()) - cpu) * per_event,
            database_us: (database_cpu(server) - database) * per_event,
            loaded_mib: process::memory_mib(server.pid()),
            arrivals,
        })
    }

    fn load(&self, server: &Server, events: u64, rate: Option<f64>) -> Load {
        Load {
            host: server.host.clone(),
            path: "/api/v1/submissions".to_owned(),
            api_key: Some(server.api_key.clone()),
            body: BODY
                .replace("{template}", &server.template)
                .replace("{mail}", "bench@example.com"),
            events,
            concurrency: self.concurrency,
            rate,
        }
    }
}

struct Measured {
    accepted_per_s: f64,
    delivered_per_s: f64,
    delivered: u64,
    server_us: f64,
    database_us: f64,
    loaded_mib: f64,
    arrivals: Arrivals,
}

fn all_cpu(server: &Server) -> f64 {
    process::cpu_seconds(server.pid()) + database_cpu(server)
}

fn database_cpu(server: &Server) -> f64 {
    server.database_pid().map_or(0.0, process::cpu_seconds)
}
