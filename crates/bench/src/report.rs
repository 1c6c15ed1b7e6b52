use std::fmt;

/// Everything measured, as a table for people.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<(String, String, &'static str)>,
}

/// One engine's figures.
#[derive(Debug)]
pub(crate) struct Throughput {
    pub(crate) accepted_per_s: f64,
    pub(crate) delivered_per_s: f64,
    pub(crate) of_limit: f64,
    pub(crate) lost: u64,
    pub(crate) repeated: u64,
    pub(crate) server_us: f64,
    pub(crate) database_us: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) idle_mib: f64,
    pub(crate) loaded_mib: f64,
    pub(crate) start_ms: f64,
}

/// What runs of a flow did and cost.
#[derive(Debug)]
pub(crate) struct FlowRuns {
    pub(crate) per_s: f64,
    pub(crate) lost: u64,
    pub(crate) repeated: u64,
    /// Of server and database, without what the submission cost.
    pub(crate) cpu_us: f64,
    pub(crate) intake_us: f64,
}

impl Report {
    pub(crate) fn limit(&mut self, per_s: &f64) {
        self.row(
            "the machine's limit: client straight to sink",
            format!("{per_s:.0}/s"),
            "",
        );
    }

    pub(crate) fn engine(&mut self, engine: &str, t: &Throughput) {
        let (limit, cpu) = match engine {
            "sqlite" => ("at least 10 %", "at most 150 µs"),
            _ => ("at least 4 %", "at most 400 µs in all"),
        };
        let mut row = |what: &str, figure: String, target| {
            self.row(&format!("{engine}: {what}"), figure, target);
        };
        row(
            "submissions accepted durably",
            format!("{:.0}/s", t.accepted_per_s),
            "",
        );
        row(
            "events delivered",
            format!("{:.0}/s", t.delivered_per_s),
            "",
        );
        row(
            "delivered, of the limit",
            format!("{:.1} %", t.of_limit * 100.0),
            limit,
        );
        row(
            "lost / sent twice",
            format!("{} / {}", t.lost, t.repeated),
            "0 / 0",
        );
        row(
            "server CPU a delivered event",
            format!("{:.0} µs", t.server_us),
            cpu,
        );
        if t.database_us > 0.0 {
            row(
                "database CPU a delivered event",
                format!("{:.0} µs", t.database_us),
                "",
            );
        }
        row(
            "latency at 50/s, p50",
            format!("{:.2} ms", t.p50_ms),
            "at most 1.5 ms",
        );
        row(
            "latency at 50/s, p99",
            format!("{:.2} ms", t.p99_ms),
            "at most 6 ms",
        );
        row(
            "memory idle",
            format!("{:.0} MiB", t.idle_mib),
            "at most 40 MiB",
        );
        row(
            "memory after the load",
            format!("{:.0} MiB", t.loaded_mib),
            "at most 120 MiB",
        );
        row(
            "start to first answer",
            format!("{:.0} ms", t.start_ms),
            "at most 200 ms",
        );
    }

    pub(crate) fn hanging(&mut self, engine: &str, well: f64, hanging: f64) {
        let figure = format!(
            "{:.0}/s, {:.0}/s ({:+.1} %)",
            well,
            hanging,
            (hanging / well - 1.0) * 100.0
        );
        let what = format!("{engine}: deliveries to nine, the tenth well or hanging");
        self.row(&what, figure, "within 10 %");
    }

    pub(crate) fn flow(&mut self, engine: &str, runs: &FlowRuns) {
        let (rate, cpu) = match engine {
            "sqlite" => ("at least 2000/s", "at most 400 µs"),
            _ => ("", ""),
        };
        let mut row = |what: &str, figure: String, target| {
            self.row(&format!("{engine}: {what}"), figure, target);
        };
        row(
            "flow runs (webhook, router, HTTP post), each with its submission",
            format!("{:.0}/s", runs.per_s),
            rate,
        );
        row(
            "flow runs lost / posted twice",
            format!("{} / {}", runs.lost, runs.repeated),
            "0 / 0",
        );
        row("CPU a flow run", format!("{:.0} µs", runs.cpu_us), cpu);
        row(
            "CPU of the submission that started it",
            format!("{:.0} µs", runs.intake_us),
            "",
        );
    }

    fn row(&mut self, what: &str, figure: String, target: &'static str) {
        self.rows.push((what.to_owned(), figure, target));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | measured | target |\n| --- | --- | --- |")?;
        for (what, figure, target) in &self.rows {
            writeln!(f, "| {what} | {figure} | {target} |")?;
        }
        Ok(())
    }
}
