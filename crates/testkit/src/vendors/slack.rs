//! A workspace of Slack's: its messages, one incoming webhook, and files. Written after Slack's
//! reference of the methods and of incoming webhooks.

mod files;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_domain::{Clock, Timestamp};

use super::Schema;
use crate::receiver::Received;
use crate::{Answer, ManualClock, TestReceiver};

/// A message that Slack has taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    pub channel: String,
    /// When, by the clock that the test moves.
    pub at: Timestamp,
    /// As it was sent.
    pub body: Value,
}

/// A workspace of Slack's. Tokens are good until they are [revoked](Self::refuse_token); every channel
/// is there until it is [closed](Self::close_channel). Once it is told [the time](Self::keep_time), it
/// takes one message a second for each channel.
#[derive(Debug)]
pub struct SlackStandIn {
    receiver: TestReceiver,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    schema: Schema,
    clock: Mutex<Option<Arc<ManualClock>>>,
    workspace: Mutex<Workspace>,
}

#[derive(Debug, Default)]
struct Workspace {
    posted: Vec<Posted>,
    /// What each token and each channel is answered, instead of being served.
    refusals: HashMap<String, String>,
    /// Answers to the next calls, before anything is looked at.
    next: Vec<Answer>,
    holds_next: bool,
    uploads: files::Uploads,
}

const POST: &str = "/api/chat.postMessage";
const HISTORY: &str = "/api/conversations.history";
const REPLIES: &str = "/api/conversations.replies";
const TEST: &str = "/api/auth.test";
/// The path of the workspace's one webhook, which posts to the channel `CHOOK`.
pub const HOOK: &str = "/services/T0000/B0000/s3cret";

impl SlackStandIn {
    pub fn start() -> SlackStandIn {
        let state = Arc::new(State {
            schema: Schema::of(include_str!("slack.schema.json")),
            clock: Mutex::default(),
            workspace: Mutex::default(),
        });
        let receiver = TestReceiver::start();
        let files = [files::ADDRESS, files::UPLOAD, files::COMPLETE];
        for path in [POST, HISTORY, REPLIES, TEST, HOOK]
            .into_iter()
            .chain(files)
        {
            let state = Arc::clone(&state);
            receiver.answer_with(path, move |request| state.answer(request));
        }
        SlackStandIn { receiver, state }
    }

    /// What takes the place of `https://slack.com`.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    /// The addresses of an installation whose Slack this is.
    pub fn vendors(&self) -> VendorAddresses {
        VendorAddresses {
            slack: self.address(),
            ..VendorAddresses::default()
        }
    }

    /// The address of the webhook, as Slack shows it.
    pub fn webhook(&self) -> String {
        self.receiver.url(HOOK)
    }

    /// From now on it counts the messages of a second by this clock.
    pub fn keep_time(&self, clock: &Arc<ManualClock>) {
        *lock(&self.state.clock) = Some(clock.clone());
    }

    /// Calls with this token, or the webhook of this path, get this word from now on.
    pub fn refuse_token(&self, token: &str, word: &str) {
        self.refuse(token, word);
    }

    /// Messages to this channel get this word from now on.
    pub fn close_channel(&self, channel: &str, word: &str) {
        self.refuse(channel, word);
    }

    /// The channel takes messages again.
    pub fn open_channel(&self, channel: &str) {
        lock(&self.state.workspace).refusals.remove(channel);
    }

    /// The next message is taken, but its answer does not come.
    pub fn hold_next(&self) {
        lock(&self.state.workspace).holds_next = true;
    }

    /// No file may be sent; this word says why.
    pub fn refuse_files(&self, word: &str) {
        self.refuse(files::ADDRESS, word);
    }

    /// Files are to be sent to this address.
    pub fn take_files_at(&self, address: &str) {
        lock(&self.state.workspace).uploads.address = Some(address.to_owned());
    }

    /// What is in the file of a message.
    pub fn file(&self, posted: &Posted) -> Option<Bytes> {
        let id = posted.body["files"][0]["id"].as_str()?;
        lock(&self.state.workspace).uploads.shared(id)
    }

    /// Waits until a file was shared.
    pub async fn wait_for_file(&self) {
        self.receiver.wait_for_at(files::COMPLETE, 1).await;
    }

    /// Waits until a message was posted.
    pub async fn wait_for_message(&self) {
        self.receiver.wait_for_at(POST, 1).await;
    }

    /// Waits until the first call has come.
    pub async fn wait_for_call(&self) {
        self.receiver.wait_for(1).await;
    }

    fn refuse(&self, what: &str, word: &str) {
        let mut workspace = lock(&self.state.workspace);
        workspace.refusals.insert(what.to_owned(), word.to_owned());
    }

    /// The next calls get these answers.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        lock(&self.state.workspace).next.extend(answers);
    }

    /// The messages so far.
    pub fn posted(&self) -> Vec<Posted> {
        lock(&self.state.workspace).posted.clone()
    }

    /// Their texts.
    pub fn texts(&self) -> Vec<String> {
        let text = |posted: &Posted| posted.body["text"].as_str().unwrap_or_default().to_owned();
        lock(&self.state.workspace)
            .posted
            .iter()
            .map(text)
            .collect()
    }

    /// All calls so far, in the order of their arrival.
    pub fn calls(&self) -> Vec<Arc<Received>> {
        self.receiver.requests()
    }
}

impl State {
    fn answer(&self, request: &Received) -> Answer {
        let mut workspace = lock(&self.workspace);
        if !workspace.next.is_empty() {
            return workspace.next.remove(0);
        }
        if request.path == HOOK {
            return self.hook(&mut workspace, request);
        }
        if request.path == files::UPLOAD {
            return files::upload(&mut workspace, request);
        }
        let token = request.header("authorization").unwrap_or_default();
        let Some(token) = token.strip_prefix("Bearer ") else {
            return refusal("not_authed");
        };
        if let Some(word) = workspace.refusals.get(token) {
            return refusal(word);
        }
        if !token.starts_with("xox") {
            return refusal("invalid_auth");
        }
        if let Some(word) = workspace.refusals.get(&request.path) {
            return refusal(word);
        }
        match request.path.as_str() {
            files::ADDRESS => files::address(&mut workspace, request),
            files::COMPLETE => self.complete(&mut workspace, request),
            TEST => Answer::json(
                200,
                &json!({"ok": true, "team": "Windows", "user": "winbot"}),
            ),
            POST => self.post(&mut workspace, request),
            _ => read(&workspace, request),
        }
    }

    fn post(&self, workspace: &mut Workspace, request: &Received) -> Answer {
        if request.header("content-type") != Some("application/json; charset=utf-8") {
            return refusal("invalid_arguments");
        }
        let body: Value = request.json();
        let Some(channel) = body["channel"].as_str().map(str::to_owned) else {
            return refusal("channel_not_found");
        };
        match self.take(workspace, &channel, body) {
            Ok(_) if std::mem::take(&mut workspace.holds_next) => Answer::hang(),
            Ok(ts) => {
                let posted = &workspace.posted[workspace.posted.len() - 1].body;
                let message = json!({
                    "type": "message", "ts": ts, "text": posted["text"],
                    "blocks": posted["blocks"],
                });
                let answer = json!({"ok": true, "channel": channel, "ts": ts, "message": message});
                Answer::json(200, &answer)
            }
            Err(word) if word == "ratelimited" => {
                Answer::json(429, &json!({"ok": false, "error": word})).header("retry-after", "1")
            }
            Err(word) => refusal(&word),
        }
    }

    fn hook(&self, workspace: &mut Workspace, request: &Received) -> Answer {
        if let Some(word) = workspace.refusals.get(HOOK) {
            let status = match word.as_str() {
                "no_service" | "channel_not_found" => 404,
                "channel_is_archived" => 410,
                "action_prohibited" => 403,
                _ => 400,
            };
            return Answer::status(status).body(word.clone());
        }
        let body: Value = request.json();
        if body.get("channel").is_some() {
            return Answer::status(400).body("invalid_payload");
        }
        match self.take(workspace, "CHOOK", body) {
            Ok(_) => Answer::status(200).body("ok"),
            Err(word) if word == "ratelimited" => Answer::status(429)
                .header("retry-after", "1")
                .body("rate_limited"),
            Err(word) => Answer::status(400).body(word),
        }
    }

    /// Takes a message, or says why not.
    fn take(
        &self,
        workspace: &mut Workspace,
        channel: &str,
        body: Value,
    ) -> Result<String, String> {
        if let Some(word) = workspace.refusals.get(channel) {
            return Err(word.clone());
        }
        let errors = self.schema.errors(&body);
        if let Some(first) = errors.first() {
            let is_of_blocks = first.starts_with("/blocks");
            let word = if is_of_blocks {
                "invalid_blocks"
            } else {
                "invalid_arguments"
            };
            return Err(word.to_owned());
        }
        let clock = lock(&self.clock).clone();
        let at = clock.as_ref().map_or(Timestamp(0), |clock| clock.now());
        let mut before = workspace.posted.iter().rev();
        let last = before.find(|posted| posted.channel == channel);
        if clock.is_some() && last.is_some_and(|last| at.0 - last.at.0 < 1000) {
            return Err("ratelimited".to_owned());
        }
        let ts = format!("1772438400.{:06}", workspace.posted.len() + 1);
        let channel = channel.to_owned();
        workspace.posted.push(Posted { channel, at, body });
        Ok(ts)
    }
}

/// The messages of a channel or of a thread, the latest first.
fn read(workspace: &Workspace, request: &Received) -> Answer {
    let query = request.query.as_deref().unwrap_or_default();
    let query: HashMap<_, _> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let of_channel =
        |posted: &&Posted| query.get("channel").is_some_and(|it| *it == posted.channel);
    let messages = workspace
        .posted
        .iter()
        .filter(of_channel)
        .rev()
        .map(|posted| {
            json!({
                "type": "message", "ts": "1772438400.000001", "text": posted.body["text"],
                "metadata": posted.body["metadata"], "blocks": posted.body["blocks"],
                "files": posted.body["files"],
            })
        });
    let messages: Vec<Value> = messages.collect();
    Answer::json(
        200,
        &json!({"ok": true, "messages": messages, "has_more": false}),
    )
}

fn refusal(word: &str) -> Answer {
    Answer::json(200, &json!({"ok": false, "error": word}))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
