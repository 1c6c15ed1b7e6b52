use std::time::Duration;

use http::Method;
use serde_json::Value;

use super::PipedriveAccess;
use super::failure::of_question;
use crate::channels::path::path;
use crate::channels::{ApiAnswer, Call, ChannelFailure};
use crate::http::{DEFAULT_TIMEOUT, HttpClient};

/// An account at Pipedrive, for the length of one step.
#[derive(Debug, Clone, Copy)]
pub struct Pipedrive<'a> {
    pub client: &'a HttpClient,
    pub access: &'a PipedriveAccess,
    /// For each request.
    pub time: Duration,
    /// In Unix seconds.
    pub now: i64,
}

impl Pipedrive<'_> {
    /// Asks something, which changes nothing.
    pub(super) async fn ask(&self, path: &str) -> Result<Value, ChannelFailure> {
        let answer = self.question(path).await?;
        self.success(answer).map_err(of_question)
    }

    /// The same; none when it is about something that is gone.
    pub(super) async fn ask_for(&self, path: &str) -> Result<Option<Value>, ChannelFailure> {
        let answer = self.question(path).await?;
        match answer.status {
            404 | 410 => Ok(None),
            _ => self.success(answer).map(Some).map_err(of_question),
        }
    }

    async fn question(&self, path: &str) -> Result<ApiAnswer, ChannelFailure> {
        self.send(Method::GET, path, None)
            .await
            .map_err(of_question)
    }

    /// Writes something.
    pub(super) async fn tell(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, ChannelFailure> {
        let answer = self.send(method, path, Some(body)).await?;
        self.success(answer)
    }

    fn success(&self, answer: ApiAnswer) -> Result<Value, ChannelFailure> {
        match answer.is_success() && answer.body["success"] != false {
            true => Ok(answer.body),
            false => Err(self.failure(&answer)),
        }
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<ApiAnswer, ChannelFailure> {
        let call = Call::new(method, format!("{}{path}", self.access.base()));
        let call = self.access.authorize(call).within(self.time);
        let call = match body {
            Some(body) => call.json(body),
            None => call,
        };
        Ok(ApiAnswer::of(call.send(self.client).await?, self.now))
    }
}

/// Asks Pipedrive whether a connection is good; says for which company and whom.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn test(
    client: &HttpClient,
    access: &PipedriveAccess,
    now: i64,
) -> Result<String, ChannelFailure> {
    let pipedrive = Pipedrive {
        client,
        access,
        time: DEFAULT_TIMEOUT,
        now,
    };
    let me = pipedrive
        .ask(&path(&["api", "v1", "users", "me"], &[]))
        .await?;
    let text = |key: &str| me["data"][key].as_str().unwrap_or("?").to_owned();
    Ok(format!(
        "Pipedrive of {}, as {}.",
        text("company_name"),
        text("name")
    ))
}
