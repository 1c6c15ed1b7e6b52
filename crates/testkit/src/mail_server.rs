//! A real mail server: Python's aiosmtpd, in a process of its own, which reads the mails that it gets
//! with Python's own mail library. `cargo xtask provision` installs it.

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::python;

/// What the server answers, and how it is reached.
#[derive(Clone, Debug, Default)]
pub struct MailServerOptions {
    pub encryption: Encryption,
    /// User and password; without them anybody may send.
    pub login: Option<(String, String)>,
    /// Addresses, as sender or recipient, that get another answer than 250.
    pub answers: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default)]
pub enum Encryption {
    #[default]
    None,
    /// Files with the certificate and its key, in PEM.
    StartTls(PathBuf, PathBuf),
    Tls(PathBuf, PathBuf),
}

/// A mail as Python reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct ReceivedMail {
    pub sender: String,
    pub recipients: Vec<String>,
    /// Whether it came after STARTTLS.
    pub encrypted: bool,
    /// Who had signed in.
    pub user: Option<String>,
    /// Names and decoded values, in their order.
    pub headers: Vec<(String, String)>,
    /// The names beside the addresses in From.
    pub names: Vec<String>,
    pub parts: Vec<Part>,
    /// What Python finds wrong with the form of the mail.
    pub defects: Vec<String>,
}

/// A part of a mail that has no parts of its own.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    #[serde(rename = "type")]
    pub media_type: String,
    pub name: Option<String>,
    pub text: Option<String>,
    pub bytes: Vec<u8>,
}

impl ReceivedMail {
    /// All values of a header.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let headers = self.headers.iter();
        headers
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

/// A running server. Dropping it ends its process.
#[derive(Debug)]
pub struct MailServer {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    port: u16,
}

impl MailServer {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// When the server is not installed.
    pub fn start(options: &MailServerOptions) -> MailServer {
        let (process, input, output) = start_script(&options.as_json());
        let mut server = MailServer {
            process,
            input: Some(input),
            output,
            port: 0,
        };
        let listening = server.next_line();
        let port = listening["port"]
            .as_u64()
            .expect("it says where it listens");
        server.port = port.try_into().expect("a port is a small number");
        server
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the next mail.
    pub fn next_mail(&mut self) -> ReceivedMail {
        serde_json::from_value(self.next_line()).expect("a mail has all that the script tells")
    }

    fn next_line(&mut self) -> Value {
        let mut line = String::new();
        self.output
            .read_line(&mut line)
            .expect("its output can be read");
        serde_json::from_str(&line).expect("the mail server ended; see its error above")
    }
}

/// A mail that came another way, as Python reads it: without sender and recipients of its journey.
///
/// # Panics
/// When Python's mail library is not installed.
pub fn read(content: &[u8]) -> ReceivedMail {
    let (mut process, input, mut output) =
        start_script(&json!({"read": BASE64_STANDARD.encode(content)}));
    let mut line = String::new();
    output.read_line(&mut line).expect("its output can be read");
    drop(input);
    let _ = process.wait();
    serde_json::from_str(&line).expect("a mail has all that the script tells")
}

/// The script, with its settings.
fn start_script(settings: &Value) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut process = python::script("mail_server.py")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python can be started");
    let mut input = process.stdin.take().expect("its input is a pipe");
    let output = process.stdout.take().expect("its output is a pipe");
    writeln!(input, "{settings}").expect("it reads its settings");
    (process, input, BufReader::new(output))
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It ends with its input.
        drop(self.input.take());
        let _ = self.process.wait();
    }
}

impl MailServerOptions {
    fn as_json(&self) -> Value {
        let (encryption, files) = match &self.encryption {
            Encryption::None => ("none", None),
            Encryption::StartTls(certificate, key) => ("starttls", Some((certificate, key))),
            Encryption::Tls(certificate, key) => ("tls", Some((certificate, key))),
        };
        let answers = self.answers.iter();
        json!({
            "encryption": encryption,
            "certificate": files.map(|(certificate, _)| certificate),
            "key": files.map(|(_, key)| key),
            "login": self.login.as_ref().map(|(user, password)| [user, password]),
            "answers": answers.cloned().collect::<std::collections::HashMap<_, _>>(),
        })
    }
}
