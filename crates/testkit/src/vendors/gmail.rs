use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::{Engine, prelude::BASE64_URL_SAFE};
use serde_json::{Value, json};

use super::{google_account::Account, query::Query, script::Planned};
use crate::{
    Answer, TestReceiver,
    mail_server::{self, ReceivedMail},
    receiver::Received,
};

/// A mailbox at Gmail, with the log-in of a service account that acts for its owner. Written after
/// Google's discovery document `gmail:v1` and "Resolve errors" of the Gmail API.
#[derive(Debug)]
pub struct GmailStandIn {
    receiver: TestReceiver,
    inside: Arc<Inside>,
}

/// A mail or a draft in the mailbox.
#[derive(Clone, Debug)]
pub struct KeptMail {
    pub id: String,
    pub thread_id: String,
    pub is_draft: bool,
    /// As it came.
    pub content: Vec<u8>,
}

#[derive(Debug)]
struct Inside {
    account: Account,
    planned: Planned,
    mailbox: Mutex<Mailbox>,
}

#[derive(Debug)]
struct Mailbox {
    kept: Vec<KeptMail>,
    may_be_read: bool,
    loses_answer: bool,
    /// What the service account may do with the token that it has.
    scope: Option<String>,
}

/// Whose mailbox it is.
pub const OWNER: &str = "desk@windows.example";
/// The token of a connected account, which may send and keep drafts.
pub const TOKEN: &str = "ya29.connected";
const TOKEN_OF_ACCOUNT: &str = "ya29.logged-in";
const SEND: &str = "https://www.googleapis.com/auth/gmail.send";
const COMPOSE: &str = "https://www.googleapis.com/auth/gmail.compose";

impl GmailStandIn {
    pub fn start() -> GmailStandIn {
        let inside = Arc::new(Inside {
            account: Account::make(),
            planned: Planned::default(),
            mailbox: Mutex::new(Mailbox {
                kept: Vec::new(),
                may_be_read: true,
                loses_answer: false,
                scope: None,
            }),
        });
        let receiver = TestReceiver::start();
        let shared = inside.clone();
        receiver.answer_all_with(move |request| shared.answer(request));
        GmailStandIn { receiver, inside }
    }

    /// The base address, of the log-in too.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    pub fn receiver(&self) -> &TestReceiver {
        &self.receiver
    }

    /// The text of the service account's key file.
    pub fn key_file(&self) -> String {
        self.inside.account.key_file()
    }

    /// Connections may send, and read nothing.
    pub fn forbid_reading(&self) {
        self.inside.mailbox().may_be_read = false;
    }

    /// The next request of this method whose path begins so is answered like this, and changes
    /// nothing.
    pub fn answer_next(&self, method: &'static str, path: &str, answer: Answer) {
        self.inside.planned.add(method, path, answer);
    }

    /// The next mail is taken, and its answer is lost.
    pub fn lose_next_answer(&self) {
        self.inside.mailbox().loses_answer = true;
    }

    pub fn kept(&self) -> Vec<KeptMail> {
        self.inside.mailbox().kept.clone()
    }
}

impl KeptMail {
    /// As Python reads it.
    pub fn read(&self) -> ReceivedMail {
        mail_server::read(&self.content)
    }
}

/// An error in Google's form.
pub fn refusal(status: u16, reason: &str, message: &str) -> Answer {
    let error = json!({"domain": "global", "reason": reason, "message": message});
    let body = json!({"error": {"code": status, "message": message, "errors": [error]}});
    Answer::json(status, &body)
}

impl Inside {
    fn mailbox(&self) -> MutexGuard<'_, Mailbox> {
        self.mailbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Received) -> Answer {
        if let Some(planned) = self.planned.take(request) {
            return planned;
        }
        if request.path == "/token" {
            return self.log_in(request);
        }
        let mut mailbox = self.mailbox();
        let token = request.header("authorization").unwrap_or_default();
        let scope = match token.strip_prefix("Bearer ") {
            Some(TOKEN) => COMPOSE.to_owned(),
            Some(TOKEN_OF_ACCOUNT) => mailbox.scope.clone().unwrap_or_default(),
            _ => return refusal(401, "authError", "Invalid Credentials"),
        };
        let forbidden = || {
            let message = "Request had insufficient authentication scopes.";
            refusal(403, "insufficientPermissions", message)
        };
        let Some(path) = request.path.strip_prefix("/gmail/v1/users/me/") else {
            return refusal(404, "notFound", "Not Found");
        };
        match (request.method.as_str(), path) {
            ("GET", _) if !mailbox.may_be_read || token.ends_with(TOKEN_OF_ACCOUNT) => forbidden(),
            ("GET", "profile") => {
                Answer::json(200, &json!({"emailAddress": OWNER, "messagesTotal": 1}))
            }
            ("GET", "messages") => mailbox.search(request),
            ("POST", "messages/send") => mailbox.keep(&request.json(), false),
            ("POST", "drafts") if scope != COMPOSE => forbidden(),
            ("POST", "drafts") => {
                let body: Value = request.json();
                mailbox.keep(&body["message"], true)
            }
            _ => refusal(404, "notFound", "Not Found"),
        }
    }

    /// `POST /token`.
    fn log_in(&self, request: &Received) -> Answer {
        let claims = self.account.claims(request, &[SEND, COMPOSE]);
        match claims {
            Ok(claims) if claims["sub"] == OWNER => {
                self.mailbox().scope = claims["scope"].as_str().map(str::to_owned);
                let body = json!({
                    "access_token": TOKEN_OF_ACCOUNT, "expires_in": 3599, "token_type": "Bearer",
                });
                Answer::json(200, &body)
            }
            Ok(_) => Answer::json(401, &json!({"error": "unauthorized_client"})),
            Err(why) => {
                let body = json!({"error": "invalid_grant", "error_description": why});
                Answer::json(400, &body)
            }
        }
    }
}

impl Mailbox {
    fn keep(&mut self, message: &Value, is_draft: bool) -> Answer {
        let invalid = |what: &str| refusal(400, "invalidArgument", what);
        let raw = message["raw"].as_str().unwrap_or_default();
        let Ok(content) = BASE64_URL_SAFE.decode(raw) else {
            return invalid("Invalid value for ByteString");
        };
        let head = head(&content);
        if !["to", "cc", "bcc"]
            .iter()
            .any(|name| !values(&head, name).is_empty())
        {
            return invalid("Recipient address required");
        }
        let id = format!("18f0{:04}", self.kept.len() + 1);
        let thread_id = message["threadId"].as_str().unwrap_or(&id).to_owned();
        self.kept.push(KeptMail {
            id: id.clone(),
            thread_id: thread_id.clone(),
            is_draft,
            content,
        });
        if std::mem::take(&mut self.loses_answer) {
            return Answer::close();
        }
        let label = if is_draft { "DRAFT" } else { "SENT" };
        let kept = json!({"id": id, "threadId": thread_id, "labelIds": [label]});
        match is_draft {
            true => Answer::json(200, &json!({"id": "r1", "message": kept})),
            false => Answer::json(200, &kept),
        }
    }

    /// `messages.list`, with the one operator that is asked for.
    fn search(&self, request: &Received) -> Answer {
        let query = Query::of(request);
        let wanted = query.get("q").unwrap_or_default();
        let Some(id) = wanted.strip_prefix("rfc822msgid:") else {
            return refusal(400, "invalidArgument", "Invalid query");
        };
        let has_id =
            |kept: &&KeptMail| values(&head(&kept.content), "message-id") == [format!("<{id}>")];
        let found = self.kept.iter().filter(has_id);
        let found: Vec<Value> = found
            .map(|kept| json!({"id": kept.id, "threadId": kept.thread_id}))
            .collect();
        match found.is_empty() {
            true => Answer::json(200, &json!({"resultSizeEstimate": 0})),
            false => Answer::json(200, &json!({"messages": found})),
        }
    }
}

/// The headers, in lines of their own.
fn head(content: &[u8]) -> String {
    let text = String::from_utf8_lossy(content);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    head.replace("\r\n ", " ")
}

fn values(head: &str, name: &str) -> Vec<String> {
    let of_name = head.lines().filter_map(|line| {
        let (own, value) = line.split_once(':')?;
        own.eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    });
    of_name.collect()
}
