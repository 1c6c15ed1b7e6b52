use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE;
use http::Method;
use serde_json::{Value, json};

use super::failure::failure;
use super::mailbox::{Gmail, GmailCall, OWN};
use crate::channels::ChannelFailure;
use crate::channels::mail::{Mail, Written};
use crate::channels::path::path;

/// What is sent or kept as a draft.
#[derive(Debug)]
pub struct GmailMail<'a> {
    pub mail: &'a Mail,
    /// Whether the mail says whose it is; otherwise Gmail says so.
    pub says_from: bool,
    /// The conversation that it belongs to.
    pub thread_id: Option<String>,
}

/// A mail in the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: String,
    pub thread_id: String,
}

impl Gmail {
    /// Sends a mail, or keeps it as a draft. Gives Gmail's answer: a message, or a draft with its
    /// message.
    ///
    /// # Errors
    /// See [`ChannelFailure::who`].
    pub async fn send(
        &self,
        call: &GmailCall<'_>,
        mail: &GmailMail<'_>,
    ) -> Result<Value, ChannelFailure> {
        let written = Written {
            from: mail.says_from,
            bcc: true,
        };
        let content = mail.mail.compose(written)?;
        let mut message = json!({"raw": BASE64_URL_SAFE.encode(content)});
        if let Some(thread_id) = &mail.thread_id {
            message["threadId"] = thread_id.as_str().into();
        }
        let (segments, body): (&[&str], Value) = match call.is_draft {
            true => (&["drafts"], json!({"message": message})),
            false => (&["messages", "send"], message),
        };
        let path = path(&[&OWN[..], segments].concat(), &[]);
        let answer = self.ask(call, Method::POST, &path, Some(&body)).await?;
        match answer.is_success() {
            true => Ok(answer.body),
            false => Err(failure(&answer)),
        }
    }
}
