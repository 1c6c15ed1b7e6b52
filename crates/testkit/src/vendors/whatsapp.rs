use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;

use super::Schema;
use crate::receiver::Received;
use crate::{Answer, TestReceiver};

/// A business account with the number `106540352242922`, and the approved template `7701` and the
/// rejected one `7702`.
#[derive(Debug)]
pub struct WhatsAppStandIn {
    receiver: TestReceiver,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    schema: Schema,
    messages: Mutex<Messages>,
}

#[derive(Debug, Default)]
struct Messages {
    taken: Vec<Value>,
    next: Vec<Answer>,
}

pub const NUMBER: &str = "106540352242922";
pub const TOKEN: &str = "EAAG-token";
/// The business account.
pub const ACCOUNT: &str = "102290129340398";
const ACCOUNT_PATH: &str = "/v17.0/102290129340398";
const MESSAGES: &str = "/v17.0/106540352242922/messages";

impl WhatsAppStandIn {
    pub fn start() -> WhatsAppStandIn {
        let state = Arc::new(State {
            schema: Schema::of(include_str!("whatsapp.schema.json")),
            messages: Mutex::default(),
        });
        let receiver = TestReceiver::start();
        for path in [MESSAGES, "/v17.0/7701", "/v17.0/7702", ACCOUNT_PATH] {
            let state = Arc::clone(&state);
            receiver.answer_with(path, move |request| state.answer(request));
        }
        // Another account's id.
        receiver.answer_with("/v17.0/1", |_| error(400, 100));
        WhatsAppStandIn { receiver, state }
    }

    /// What takes the place of `https://graph.facebook.com`.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    /// Every vendor at its own address but this one.
    pub fn vendors(&self) -> VendorAddresses {
        VendorAddresses {
            whatsapp: self.address(),
            ..VendorAddresses::default()
        }
    }

    /// The next messages get this error.
    pub fn refuse_next(&self, status: u16, code: i64) {
        self.state.messages().next.push(error(status, code));
    }

    /// The messages that were accepted.
    pub fn taken(&self) -> Vec<Value> {
        self.state.messages().taken.clone()
    }
}

impl State {
    fn messages(&self) -> MutexGuard<'_, Messages> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Received) -> Answer {
        if request.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
            return error(401, 190);
        }
        if request.path == ACCOUNT_PATH {
            return Answer::json(200, &json!({"id": ACCOUNT, "name": "Windows & Doors"}));
        }
        if request.path != MESSAGES {
            let is_approved = request.path.ends_with("7701");
            let status = if is_approved { "APPROVED" } else { "REJECTED" };
            return Answer::json(
                200,
                &json!({"id": "7701", "name": "new_lead", "language": "nl", "status": status}),
            );
        }
        let mut messages = self.messages();
        if !messages.next.is_empty() {
            return messages.next.remove(0);
        }
        let body: Value = request.json();
        let kind = body["type"].as_str().unwrap_or_default();
        if !self.schema.errors(&body).is_empty() || !body[kind].is_object() {
            return error(400, 100);
        }
        let to = body["to"].as_str().unwrap_or_default();
        let answer = json!({
            "messaging_product": "whatsapp",
            "contacts": [{"input": to, "wa_id": to.trim_start_matches('+')}],
            "messages": [{"id": "wamid.1", "message_status": "accepted"}],
        });
        messages.taken.push(body);
        Answer::json(200, &answer)
    }
}

fn error(status: u16, code: i64) -> Answer {
    let error = json!({"message": "no", "type": "OAuthException", "code": code, "fbtrace_id": "x"});
    Answer::json(status, &json!({"error": error}))
}
