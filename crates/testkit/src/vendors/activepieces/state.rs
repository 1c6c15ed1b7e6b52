use std::collections::HashMap;

use serde_json::{Value, json};

use super::account::Account;
use super::connections::Connection;
use super::flows::Flow;
use super::pieces::{Piece, usual_pieces};
use super::runs::Run;
use crate::Answer;
use crate::receiver::Received;
use crate::vendors::query::Query;

/// Everything that the server knows.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) account: Account,
    pub(super) flows: Vec<Flow>,
    pub(super) connections: Vec<Connection>,
    pub(super) pieces: Vec<Piece>,
    pub(super) runs: Vec<Run>,
    /// Steps whose runs fail, and why.
    pub(super) failing_steps: HashMap<String, String>,
    pub(super) next_trigger_fails: bool,
    ids: usize,
}

impl State {
    pub(super) fn with_usual_pieces() -> State {
        State {
            pieces: usual_pieces(),
            ..State::default()
        }
    }

    /// An id as the server makes them: 21 letters and digits.
    pub(super) fn new_id(&mut self, kind: &str) -> String {
        self.ids += 1;
        let digits = 21 - kind.len();
        format!("{kind}{:0digits$}", self.ids)
    }
}

/// A part of a list, as the query asks for it.
pub(super) fn page(request: &Received, records: &[Value]) -> Answer {
    let query = Query::of(request);
    let limit = query
        .get("limit")
        .and_then(|it| it.parse().ok())
        .unwrap_or(10);
    let from: usize = query
        .get("cursor")
        .and_then(|it| it.parse().ok())
        .unwrap_or(0);
    let part: Vec<_> = records.iter().skip(from).take(limit).collect();
    let next = (from + part.len() < records.len()).then(|| (from + part.len()).to_string());
    Answer::json(200, &json!({"data": part, "next": next, "previous": null}))
}

/// A refusal as the server words it.
pub(super) fn refusal(status: u16, code: &str) -> Answer {
    Answer::json(status, &json!({"code": code, "params": {}}))
}

pub(super) fn invalid(what: &str) -> Answer {
    Answer::json(
        400,
        &json!({"code": "VALIDATION", "params": {"message": what}}),
    )
}

/// A member of a body, and whether a value is one of its type.
pub(super) type Member<'a> = (&'a str, fn(&Value) -> bool);

/// The body, when it is an object with these members and no others, each of its type. A member that may
/// be left out has a name that ends in `?`.
pub(super) fn body(request: &Received, members: &[Member<'_>]) -> Result<Value, Answer> {
    if !request
        .header("content-type")
        .is_some_and(|it| it.starts_with("application/json"))
    {
        return Err(Answer::status(415));
    }
    let body: Value = serde_json::from_slice(&request.body).map_err(|_| invalid("no JSON"))?;
    shape(&body, members)?;
    Ok(body)
}

pub(super) fn shape(body: &Value, members: &[Member<'_>]) -> Result<(), Answer> {
    let object = body.as_object().ok_or_else(|| invalid("no object"))?;
    for (name, is_right) in members {
        let required = name.trim_end_matches('?');
        match object.get(required) {
            Some(value) if is_right(value) => {}
            None if *name != required => {}
            _ => return Err(invalid(required)),
        }
    }
    let known = |key: &String| {
        members
            .iter()
            .any(|(name, _)| name.trim_end_matches('?') == key)
    };
    match object.keys().find(|key| !known(key)) {
        Some(stray) => Err(invalid(&format!("unrecognized key {stray}"))),
        None => Ok(()),
    }
}

pub(super) fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}
