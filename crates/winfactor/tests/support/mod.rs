//! A server as a process of its own: what an operator starts, and what can be killed.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "each test file uses a part of it"
)]

pub(crate) mod flow_desk;

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use winfactor_testkit::Client;

/// An installation in a folder of its own: the database, its key, and one organization.
pub(crate) struct Installation {
    folder: TempDir,
    pub(crate) database: String,
    pub(crate) api_key: String,
    pub(crate) organization: String,
}

impl Installation {
    pub(crate) fn sqlite() -> Installation {
        let folder = TempDir::new().unwrap();
        let database = format!("sqlite://{}", folder.path().join("test.db").display());
        Installation::set_up(folder, database)
    }

    pub(crate) fn postgres() -> Installation {
        let database = winfactor_testkit::postgres::Cluster::shared().create_database();
        Installation::set_up(TempDir::new().unwrap(), database)
    }

    fn set_up(folder: TempDir, database: String) -> Installation {
        let mut installation = Installation {
            folder,
            database,
            api_key: String::new(),
            organization: String::new(),
        };
        let output = installation.init("window-door-solutions");
        assert!(output.status.success(), "{}", text(&output.stderr));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        installation.api_key = answer["apiKey"].as_str().unwrap().to_owned();
        installation.organization = answer["organizationId"].as_str().unwrap().to_owned();
        installation
    }

    /// `winfactor init` for an organization with that slug.
    pub(crate) fn init(&self, slug: &str) -> Output {
        let mut command = self.command("init");
        command
            .args(["--organization", "Window & Door Solutions", "--slug", slug])
            .args([
                "--email",
                &format!("eva@{slug}.example"),
                "--password-stdin",
            ])
            .args([
                "--locale",
                "nl",
                "--time-zone",
                "Europe/Amsterdam",
                "--currency",
                "EUR",
            ])
            .arg("--json");
        run(command, "a long password\n")
    }

    /// The binary with this installation's database.
    pub(crate) fn command(&self, command: &str) -> Command {
        let mut binary = Command::new(env!("CARGO_BIN_EXE_winfactor"));
        binary
            .arg(command)
            .args(["--database", &self.database])
            .arg("--key-file")
            .arg(self.key_file())
            .env("WINFACTOR_LOG_FORMAT", "text")
            .env_remove("WINFACTOR_LOG");
        binary
    }

    fn key_file(&self) -> PathBuf {
        self.folder.path().join("test.key")
    }

    /// Starts a server that may send webhooks to this machine, and waits until it answers.
    pub(crate) async fn serve(&self) -> Server {
        self.serve_with(&[]).await
    }

    /// The same with these variables in its environment.
    pub(crate) async fn serve_with(&self, environment: &[(&str, &str)]) -> Server {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut command = self.command("serve");
        command
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(["--allow-host", "127.0.0.1", "--rate-limit", "off"])
            .envs(environment.iter().copied())
            .stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let log = read_aside(process.stderr.take().unwrap());
        let server = Server {
            process,
            url: format!("http://127.0.0.1:{port}"),
            api_key: self.api_key.clone(),
            client: Client::new(),
            log: Some(log),
        };
        server.wait_until_up().await
    }
}

/// A running server. Killed when it is dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) url: String,
    api_key: String,
    client: Client,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Server {
    async fn wait_until_up(mut self) -> Server {
        loop {
            if self
                .client
                .get(&format!("{}/readyz", self.url))
                .await
                .is_ok()
            {
                return self;
            }
            if let Some(status) = self.process.try_wait().unwrap() {
                panic!("the server ended ({status}): {}", self.logged());
            }
            tokio::task::yield_now().await;
        }
    }

    /// Asks the API; nothing when the server is gone before it answered.
    pub(crate) async fn try_post(&self, path: &str, body: &Value) -> Option<(u16, Value)> {
        let headers = [
            ("authorization", format!("Bearer {}", self.api_key)),
            ("content-type", "application/json".to_owned()),
        ];
        let headers: Vec<_> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let url = format!("{}/api/v1{path}", self.url);
        let method = http::Method::POST;
        let reply = self
            .client
            .send(method, &url, &headers, body.to_string())
            .await
            .ok()?;
        Some((
            reply.status.as_u16(),
            serde_json::from_slice(&reply.body).ok()?,
        ))
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.try_post(path, body).await.expect("the server answers");
        assert!((200..300).contains(&status), "{path}: {status}: {answer}");
        answer
    }

    pub(crate) async fn add_template(&self) -> String {
        let template = json!({
            "name": "Modern Glass Panel", "slug": "modern-glass", "components": ["fixed"],
            "minWidth": 500, "maxWidth": 6000, "minHeight": 500, "maxHeight": 3200,
        });
        self.post("/templates", &template).await["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// SIGKILL: no warning, no cleaning up.
    pub(crate) fn kill(self) {
        self.kill_now();
    }

    /// The same while others still use it.
    pub(crate) fn kill_now(&self) {
        self.signal("-KILL");
    }

    fn logged(&mut self) -> String {
        let log = self.log.take().expect("the log is read once");
        log.join().unwrap()
    }

    fn signal(&self, signal: &str) {
        let pid = self.process.id().to_string();
        let told = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(told.success());
    }

    /// SIGTERM, as an operator stops it; what it logged.
    pub(crate) fn stop(mut self) -> (std::process::ExitStatus, String) {
        self.signal("-TERM");
        let status = self.process.wait().unwrap();
        (status, self.logged())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A submission that a server accepts.
pub(crate) fn submission(template: &str, name: &str) -> Value {
    json!({
        "templateId": template, "locale": "en",
        "customer": {"name": name, "email": "john.smith@example.com"},
        "configuration": {"width": 2400, "height": 1500, "componentCount": 3},
    })
}

/// Runs a command to its end with that standard input.
pub(crate) fn run(mut command: Command, input: &str) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    // A command that does not read its input may have ended already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    process.wait_with_output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn read_aside(stderr: std::process::ChildStderr) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let lines = BufReader::new(stderr).lines().map_while(Result::ok);
        lines.collect::<Vec<_>>().join("\n")
    })
}
