use std::time::Duration;

use http::Method;
use serde_json::Value;

use super::failure::failure;
use super::send::Kept;
use crate::channels::google::{GoogleAccess, GoogleApi, LogIn, Logins};
use crate::channels::path::path;
use crate::channels::{ApiAnswer, ChannelFailure, VendorAddresses, Verdict};
use crate::http::HttpClient;

/// What accounts ask to do: to send, and no more than that.
const SENDING: &str = "https://www.googleapis.com/auth/gmail.send";
/// Drafts need more.
const DRAFTING: &str = "https://www.googleapis.com/auth/gmail.compose";
/// The mailbox of whoever the token is for.
pub(super) const OWN: [&str; 4] = ["gmail", "v1", "users", "me"];

/// What the steps of all flows share: who is logged in.
#[derive(Debug)]
pub struct Gmail {
    sending: Logins,
    drafting: Logins,
}

/// What one step goes to Gmail with.
#[derive(Clone, Debug)]
pub struct GmailCall<'a> {
    pub client: &'a HttpClient,
    pub vendors: &'a VendorAddresses,
    pub access: GoogleAccess,
    /// Whether the mail is only to be kept.
    pub is_draft: bool,
    /// For each request.
    pub time: Duration,
    /// In Unix seconds.
    pub now: i64,
}

impl GmailCall<'_> {
    fn log_in(&self) -> LogIn<'_> {
        LogIn {
            client: self.client,
            vendors: self.vendors,
            access: &self.access,
            time: self.time,
            now: self.now,
        }
    }
}

impl Default for Gmail {
    fn default() -> Self {
        Self {
            sending: Logins::with_scope(SENDING),
            drafting: Logins::with_scope(DRAFTING),
        }
    }
}

impl Gmail {
    /// The address of the mailbox; nothing when the connection may not read it.
    ///
    /// # Errors
    /// See [`ChannelFailure::who`].
    pub async fn address(&self, call: &GmailCall<'_>) -> Result<Option<String>, ChannelFailure> {
        match &call.access {
            GoogleAccess::ServiceAccount { subject, .. } => {
                let subject = subject.clone().ok_or_else(|| {
                    ChannelFailure::broken(
                        "Gmail: a service account has no mailbox; enter the address of the person \
                         for whom it sends (userEmail)",
                    )
                })?;
                Ok(Some(subject))
            }
            GoogleAccess::Token(_) => {
                let profile = self.read(call, &["profile"], &[]).await?;
                Ok(profile.and_then(|it| it["emailAddress"].as_str().map(str::to_owned)))
            }
        }
    }

    /// Logs in, and asks whose the mailbox is.
    ///
    /// # Errors
    /// See [`ChannelFailure::who`].
    pub async fn test(&self, call: &GmailCall<'_>) -> Result<Verdict, ChannelFailure> {
        let address = self.address(call).await?;
        if let GoogleAccess::ServiceAccount { .. } = &call.access {
            let log_in = call.log_in();
            // A login from before says nothing about today.
            self.sending.forget(&call.access);
            self.sending.token(&log_in).await?;
        }
        Ok(match address {
            Some(address) => Verdict::Works(format!("Gmail takes mail from {address}.")),
            None => Verdict::Unsure(
                "Gmail takes the access, which may not look at the mailbox: send a mail to try it."
                    .to_owned(),
            ),
        })
    }

    /// The mail in the mailbox that has this `Message-ID`. Nothing when there is none, or when the
    /// connection may not look.
    ///
    /// # Errors
    /// See [`ChannelFailure::who`].
    pub async fn find(
        &self,
        call: &GmailCall<'_>,
        message_id: &str,
    ) -> Result<Option<Kept>, ChannelFailure> {
        let id = message_id.trim_matches(['<', '>']);
        let query = format!("rfc822msgid:{id}");
        let found = self.read(call, &["messages"], &[("q", &query)]).await?;
        let found = found.unwrap_or_default();
        let text = |key: &str| found["messages"][0][key].as_str().map(str::to_owned);
        Ok(text("id")
            .zip(text("threadId"))
            .map(|(id, thread_id)| Kept { id, thread_id }))
    }

    /// What stands there; nothing when the connection may not read it.
    async fn read(
        &self,
        call: &GmailCall<'_>,
        segments: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Option<Value>, ChannelFailure> {
        let path = path(&[&OWN[..], segments].concat(), query);
        let answer = self.ask(call, Method::GET, &path, None).await;
        let answer = answer.map_err(ChannelFailure::before_any_effect)?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            403 if !super::failure::is_limit(&answer) => Ok(None),
            _ => Err(failure(&answer).before_any_effect()),
        }
    }

    pub(super) async fn ask(
        &self,
        call: &GmailCall<'_>,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<ApiAnswer, ChannelFailure> {
        let logins = match call.is_draft {
            true => &self.drafting,
            false => &self.sending,
        };
        let api = GoogleApi {
            base: &call.vendors.gmail,
            logins,
            log_in: call.log_in(),
        };
        api.send(method, path, body).await
    }
}
