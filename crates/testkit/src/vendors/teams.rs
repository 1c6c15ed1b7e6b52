use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use winfactor_domain::{Clock, Timestamp};

use super::{Schema, query::Query};
use crate::receiver::Received;
use crate::{Answer, ManualClock, TestReceiver};

/// Graph with one channel, and a Workflows webhook for it. What arrives is checked against Graph's
/// `chatMessage` and the schema of Adaptive Cards.
#[derive(Debug)]
pub struct TeamsStandIn {
    receiver: TestReceiver,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    card: Schema,
    message: Schema,
    posts: Mutex<Posts>,
}

#[derive(Debug, Default)]
struct Posts {
    clock: Option<Arc<ManualClock>>,
    taken: Vec<(Timestamp, Value)>,
    next: Vec<Answer>,
    /// What the list of members is answered instead of being given.
    no_members: Option<Answer>,
}

const CHANNEL: &str = "/v1.0/teams/t1/channels/19%3Ac%40thread.tacv2/messages";
const MEMBERS: &str = "/v1.0/teams/t1/members";
/// Who is in the team: name and user's id. A second answer gives the last one.
const IN_TEAM: [(&str, &str); 3] = [
    ("Eva de Vries", "user-eva"),
    ("Sam O'Neil", "user-sam"),
    ("Zoë", "user-zoe"),
];
const FIRST_ANSWER: usize = 2;
const ME: &str = "/v1.0/me";
const HOOK: &str = "/workflows/a1/triggers/manual/paths/invoke";
/// As Workflows writes it: a query in which nothing may change.
const SIGNATURE: &str = "api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a-B_%7e~x";
/// What Teams takes, in bytes.
const LIMIT: usize = 28 * 1024;
/// The token that Graph knows.
pub const TOKEN: &str = "eyJ0-graph";

impl TeamsStandIn {
    pub fn start() -> TeamsStandIn {
        let state = Arc::new(State {
            card: Schema::of(include_str!("adaptive_card.schema.json")),
            message: Schema::of(include_str!("chat_message.schema.json")),
            posts: Mutex::default(),
        });
        let receiver = TestReceiver::start();
        for path in [CHANNEL, MEMBERS, ME, HOOK] {
            let state = Arc::clone(&state);
            receiver.answer_with(path, move |request| state.answer(request));
        }
        TeamsStandIn { receiver, state }
    }

    /// What takes the place of `https://graph.microsoft.com`.
    pub fn address(&self) -> String {
        self.receiver.url("")
    }

    pub fn webhook(&self) -> String {
        format!("{}?{SIGNATURE}", self.receiver.url(HOOK))
    }

    /// From now on it counts the messages of a second by this clock.
    pub fn keep_time(&self, clock: &Arc<ManualClock>) {
        self.state.posts().clock = Some(clock.clone());
    }

    /// The next calls get these answers.
    pub fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state.posts().next.extend(answers);
    }

    /// The members of the team are not given: this is answered.
    pub fn keep_members_back(&self, answer: Answer) {
        self.state.posts().no_members = Some(answer);
    }

    /// They are given again.
    pub fn give_members(&self) {
        self.state.posts().no_members = None;
    }

    /// The messages and cards that were taken, with their times.
    pub fn taken(&self) -> Vec<(Timestamp, Value)> {
        self.state.posts().taken.clone()
    }

    pub fn calls(&self) -> Vec<Arc<Received>> {
        self.receiver.requests()
    }
}

impl State {
    fn posts(&self) -> std::sync::MutexGuard<'_, Posts> {
        self.posts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Received) -> Answer {
        let mut posts = self.posts();
        if request.path == MEMBERS {
            let is_let_in = request.header("authorization") == Some(&format!("Bearer {TOKEN}"));
            return match &posts.no_members {
                Some(answer) => answer.clone(),
                None if is_let_in => members(request),
                None => Answer::status(401),
            };
        }
        if !posts.next.is_empty() {
            return posts.next.remove(0);
        }
        let at = posts
            .clock
            .as_ref()
            .map_or(Timestamp(0), |clock| clock.now());
        let in_second = posts.taken.iter().filter(|(then, _)| at.0 - then.0 < 1000);
        if posts.clock.is_some() && in_second.count() >= 4 {
            return Answer::status(429).header("retry-after", "2");
        }
        if request.body.len() > LIMIT {
            return Answer::status(413);
        }
        if request.path == ME {
            return me(request);
        }
        let body: Value = request.json();
        let answer = match request.path.as_str() {
            HOOK => self.hook(request, &body),
            _ => self.channel(request, &body),
        };
        answer.unwrap_or_else(|good| {
            posts.taken.push((at, body));
            good
        })
    }

    /// `Err` is the answer to what was taken.
    fn hook(&self, request: &Received, body: &Value) -> Result<Answer, Answer> {
        if request.query.as_deref() != Some(SIGNATURE) {
            return Ok(Answer::status(401));
        }
        match self.card.errors(body).first() {
            Some(error) => Ok(Answer::status(400).body(error.clone())),
            None => Err(Answer::status(202)),
        }
    }

    fn channel(&self, request: &Received, body: &Value) -> Result<Answer, Answer> {
        let error = |status, code: &str| {
            Ok(Answer::json(
                status,
                &json!({"error": {"code": code, "message": code}}),
            ))
        };
        if request.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
            return error(401, "InvalidAuthenticationToken");
        }
        match self.message.errors(body).first() {
            Some(_) => error(400, "BadRequest"),
            None if !are_marked(body) => error(400, "BadRequest"),
            None => Err(Answer::json(
                201,
                &json!({
                    "id": "1772438400000", "messageType": "message", "body": body["body"],
                    "mentions": body["mentions"],
                }),
            )),
        }
    }
}

/// The team's members, in two answers. Graph names itself in the address of the second one.
fn members(request: &Received) -> Answer {
    let query = Query::of(request);
    let is_second = query.get("$skiptoken").is_some();
    let member = |(name, id): &(&str, &str)| {
        json!({
            "@odata.type": "#microsoft.graph.aadUserConversationMember", "roles": [],
            "displayName": name, "userId": id, "email": format!("{id}@windows.example"),
        })
    };
    let (first, rest) = IN_TEAM.split_at(FIRST_ANSWER);
    let shown = if is_second { rest } else { first };
    let mut answer = json!({"value": shown.iter().map(member).collect::<Vec<_>>()});
    if !is_second {
        let next = format!("https://graph.microsoft.com{MEMBERS}?$skiptoken=2");
        answer["@odata.nextLink"] = next.into();
    }
    Answer::json(200, &answer)
}

/// Each mention has its mark in the content, and each mark its mention.
fn are_marked(body: &Value) -> bool {
    let content = body["body"]["content"].as_str().unwrap_or_default();
    let mentions = body["mentions"].as_array().map_or(&[][..], Vec::as_slice);
    let has_mark = |mention: &Value| content.contains(&format!("<at id=\"{}\">", mention["id"]));
    content.matches("<at ").count() == mentions.len() && mentions.iter().all(has_mark)
}

/// Whose the token is.
fn me(request: &Received) -> Answer {
    match request.header("authorization") == Some(&format!("Bearer {TOKEN}")) {
        true => Answer::json(
            200,
            &json!({"displayName": "Eva de Vries", "userPrincipalName": "eva@w.example"}),
        ),
        false => {
            let error = json!({"code": "InvalidAuthenticationToken", "message": "expired"});
            Answer::json(401, &json!({"error": error}))
        }
    }
}
