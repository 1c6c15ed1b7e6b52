use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tempfile::TempDir;
use winfactor_testkit::postgres::{Cluster, Durability};

use crate::{client::Client, marks};

/// A server under measurement, with an organization and a template.
pub(crate) struct Server {
    process: Child,
    cluster: Option<Cluster>,
    _data: TempDir,
    pub(crate) host: String,
    pub(crate) api_key: String,
    pub(crate) template: String,
    /// From starting the process to its first answer, in milliseconds.
    pub(crate) start_ms: f64,
}

impl Server {
    /// Starts the binary on a fresh database.
    pub(crate) async fn start(binary: &Path, engine: &str, sink: &str) -> Result<Self> {
        let data = TempDir::new()?;
        let cluster = match engine {
            "postgres" => Some(Cluster::start(Durability::Synced)?),
            _ => None,
        };
        let database = match &cluster {
            Some(cluster) => cluster.create_database(),
            None => format!("sqlite://{}", data.path().join("bench.db").display()),
        };
        let key_file = data.path().join("bench.key");
        let answer = init(binary, &database, &key_file)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let started = marks::instant();
        let process = Command::new(binary)
            .args(["serve", "--listen", &host, "--rate-limit", "off"])
            .args(["--allow-host", sink, "--database", &database])
            .arg("--key-file")
            .arg(&key_file)
            .env("WINFACTOR_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .context("the server does not start")?;
        let mut server = Server {
            process,
            cluster,
            _data: data,
            host,
            api_key: text(&answer, "apiKey")?,
            template: String::new(),
            start_ms: 0.0,
        };
        server.wait_until_up().await?;
        server.start_ms = started.elapsed().as_secs_f64() * 1000.0;
        let template = json!({
            "name": "Bench", "slug": "bench", "components": ["fixed"],
            "minWidth": 100, "maxWidth": 9000, "minHeight": 100, "maxHeight": 9000,
        });
        let template = server.post("/api/v1/templates", &template).await?;
        server.template = text(&template, "id")?;
        Ok(server)
    }

    pub(crate) async fn add_endpoint(&self, url: &str) -> Result<()> {
        let endpoint = json!({"url": url, "description": "bench", "maxInFlight": 32});
        self.post("/api/v1/webhook-endpoints", &endpoint).await?;
        Ok(())
    }

    /// Adds a flow and switches it on.
    pub(crate) async fn add_flow(&self, template: &Value) -> Result<()> {
        let flow = self.post("/api/v1/flows?ownerName=Bench", template).await?;
        let enable = format!("/api/v1/flows/{}/enable", text(&flow, "id")?);
        self.post(&enable, &json!({})).await?;
        Ok(())
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// The process of the database server, if there is one.
    pub(crate) fn database_pid(&self) -> Option<u32> {
        self.cluster.as_ref().and_then(Cluster::pid)
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let mut client = Client::connect(&self.host, Some(&self.api_key)).await?;
        let (status, answer) = client.post(path, body.to_string()).await?;
        if !status.is_success() {
            bail!("{path}: {status}: {}", String::from_utf8_lossy(&answer));
        }
        Ok(serde_json::from_slice(&answer)?)
    }

    async fn wait_until_up(&mut self) -> Result<()> {
        loop {
            if let Ok(mut client) = Client::connect(&self.host, None).await
                && client.get("/readyz").await.is_ok()
            {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("the server ended at once: {status}");
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that is gone already needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn init(binary: &Path, database: &str, key_file: &Path) -> Result<Value> {
    let mut process = Command::new(binary)
        .args(["init", "--organization", "Bench", "--slug", "bench"])
        .args(["--email", "bench@example.com", "--password-stdin", "--json"])
        .args(["--database", database])
        .arg("--key-file")
        .arg(key_file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the server's binary does not start")?;
    if let Some(mut stdin) = process.stdin.take() {
        std::io::Write::write_all(&mut stdin, b"a long password\n")?;
    }
    let output = process.wait_with_output()?;
    if !output.status.success() {
        bail!("init failed: {}", output.status);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn text(value: &Value, key: &str) -> Result<String> {
    let text = value[key].as_str();
    Ok(text
        .with_context(|| format!("{key} is missing"))?
        .to_owned())
}
