//! An authorization server that gives new access tokens, as RFC 6749 says: client authentication
//! (section 2.3.1), client credentials (4.4), answers and errors (5.1, 5.2), refreshing (6). Each
//! refresh token is good for one use.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::query::Query;
use crate::receiver::Received;
use crate::{Answer, TestReceiver};

/// The only client that is known.
pub const CLIENT: &str = "winfactor & co";
pub const CLIENT_SECRET: &str = "cl1ent:s3cret";
/// How long an access token lives, in seconds.
pub const LIFE: i64 = 3600;

#[derive(Debug)]
pub struct TokenGiver {
    receiver: TestReceiver,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// How many tokens were given.
    given: usize,
    is_over: bool,
    next: Vec<Answer>,
}

const TOKEN: &str = "/oauth/token";

impl TokenGiver {
    pub fn start() -> TokenGiver {
        let state = Arc::new(Mutex::new(State::default()));
        let receiver = TestReceiver::start();
        let shared = Arc::clone(&state);
        receiver.answer_with(TOKEN, move |request| lock(&shared).answer(request));
        TokenGiver { receiver, state }
    }

    /// The value of a connection with the first access token, `xoxb-0`, which was given out at
    /// `claimed_at`, in Unix seconds. It authenticates in the body.
    pub fn value(&self, claimed_at: Option<i64>) -> Value {
        json!({
            "type": "OAUTH2", "access_token": "xoxb-0", "refresh_token": "refresh-0",
            "token_url": self.receiver.url(TOKEN), "client_id": CLIENT,
            "client_secret": CLIENT_SECRET, "expires_in": LIFE, "claimed_at": claimed_at,
            "scope": "chat:write", "authorization_method": "BODY",
            "grant_type": "authorization_code", "data": {"team": {"id": "T1"}},
        })
    }

    /// Somebody withdraws what was granted: no refresh token is good any more.
    pub fn withdraw(&self) {
        lock(&self.state).is_over = true;
    }

    /// The next requests get these answers.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        lock(&self.state).next.extend(answers);
    }

    /// How often a token was asked for.
    pub fn asked(&self) -> usize {
        self.receiver.requests().len()
    }
}

impl State {
    fn answer(&mut self, request: &Received) -> Answer {
        if !self.next.is_empty() {
            return self.next.remove(0);
        }
        let content_type = request.header("content-type");
        let form = Query::parse(&request.body);
        if request.method.as_str() != "POST"
            || content_type != Some("application/x-www-form-urlencoded")
        {
            return error(400, "invalid_request", "the parameters are sent as a form");
        }
        if let Err(refused) = authenticate(request, &form) {
            return refused;
        }
        let mut answer = json!({"token_type": "Bearer", "expires_in": LIFE, "instance": "i1"});
        match form.get("grant_type") {
            Some("refresh_token") => {
                let current = format!("refresh-{}", self.given);
                let given = form.get("refresh_token").unwrap_or_default();
                if self.is_over || given != current {
                    // Some servers repeat what they got.
                    return error(400, "invalid_grant", &format!("{given} was withdrawn"));
                }
                self.given += 1;
                answer["refresh_token"] = format!("refresh-{}", self.given).into();
            }
            Some("client_credentials") => {
                self.given += 1;
                answer["scope"] = form.get("scope").unwrap_or_default().into();
            }
            _ => return error(400, "unsupported_grant_type", "it is not known"),
        }
        answer["access_token"] = format!("xoxb-{}", self.given).into();
        Answer::json(200, &answer).header("cache-control", "no-store")
    }
}

/// A client authenticates in one way only.
fn authenticate(request: &Received, form: &Query) -> Result<(), Answer> {
    let in_body = (form.get("client_id"), form.get("client_secret"));
    let header = request.header("authorization");
    let is_known = match (in_body, header) {
        ((Some(client), Some(secret)), None) => (client, secret) == (CLIENT, CLIENT_SECRET),
        ((None, None), Some(header)) => header == basic(),
        _ => {
            let why = "the client authenticates in one way";
            return Err(error(400, "invalid_request", why));
        }
    };
    match is_known {
        true => Ok(()),
        false => Err(error(401, "invalid_client", "the client is not known")
            .header("www-authenticate", "Basic")),
    }
}

fn basic() -> String {
    let encoded =
        |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let both = format!("{}:{}", encoded(CLIENT), encoded(CLIENT_SECRET));
    format!("Basic {}", BASE64_STANDARD.encode(both))
}

fn error(status: u16, word: &str, description: &str) -> Answer {
    Answer::json(
        status,
        &json!({"error": word, "error_description": description}),
    )
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
