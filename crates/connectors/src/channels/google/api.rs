use http::Method;
use serde_json::Value;

use super::logins::{LogIn, Logins};
use crate::channels::{ApiAnswer, Call, ChannelFailure};

/// One of Google's services, for the length of one step.
#[derive(Clone, Copy, Debug)]
pub(in crate::channels) struct GoogleApi<'a> {
    /// Without a slash at the end.
    pub(in crate::channels) base: &'a str,
    pub(in crate::channels) logins: &'a Logins,
    pub(in crate::channels) log_in: LogIn<'a>,
}

impl GoogleApi<'_> {
    /// Sends one request to a path with its query, both encoded. A token of a service account that
    /// has ended early is replaced once.
    pub(in crate::channels) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<ApiAnswer, ChannelFailure> {
        let log_in = &self.log_in;
        let mut may_log_in_again = true;
        loop {
            let token = self.logins.token(log_in).await?;
            let call = Call::new(method.clone(), format!("{}{path}", self.base));
            let call = call.bearer(&token).lasting(log_in.time);
            let call = match body {
                Some(body) => call.json(body),
                None => call,
            };
            let answer = ApiAnswer::of(call.send(log_in.client).await?, log_in.now);
            let again = answer.status == 401 && may_log_in_again;
            if !(again && self.logins.forget(log_in.access)) {
                return Ok(answer);
            }
            may_log_in_again = false;
        }
    }
}
