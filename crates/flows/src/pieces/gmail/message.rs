use serde_json::{Map, Value};

use super::{
    ATTACHMENTS, BCC, BODY, BODY_TYPE, CC, DRAFT, FROM, HTML, IN_REPLY_TO, RECEIVER, REPLY_TO,
    SENDER_NAME, SUBJECT,
};
use crate::pieces::mail::{Attachment, MailInputError, address, addresses, attachments, one_line};
use crate::pieces::text_of_html::text_of_html;

/// A mail as it is to go out. No text of it but the bodies has a line break.
#[derive(Clone, PartialEq)]
pub struct GmailMessage {
    /// One of the account's own addresses; its main one when there is none.
    pub from: Option<String>,
    pub sender_name: Option<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub bcc: Vec<String>,
    pub reply_to: Vec<String>,
    /// The `Message-ID` of the mail that it answers, in its brackets.
    pub in_reply_to: Option<String>,
    pub subject: String,
    /// What readers without HTML see.
    pub text: String,
    pub html: Option<String>,
    pub attachments: Vec<Attachment>,
    /// Kept in the mailbox instead of being sent.
    pub is_draft: bool,
}

impl GmailMessage {
    /// Reads the resolved and converted input of the step.
    pub fn from_input(input: &Map<String, Value>) -> Result<Self, MailInputError> {
        let text_of = |key: &str| input.get(key).and_then(Value::as_str).unwrap_or_default();
        let line_of = |field: &str, key: &str| {
            let line = one_line(field, text_of(key).trim())?;
            Ok(Some(line).filter(|line| !line.is_empty()))
        };
        let to = addresses("the recipients", input.get(RECEIVER))?;
        let cc = addresses("CC", input.get(CC))?;
        let bcc = addresses("BCC", input.get(BCC))?;
        if to.is_empty() && cc.is_empty() && bcc.is_empty() {
            return Err(MailInputError::NoRecipient);
        }
        let body = text_of(BODY);
        let is_html = text_of(BODY_TYPE) == HTML;
        Ok(Self {
            from: address("the sender", text_of(FROM).trim())?,
            sender_name: line_of("the sender's name", SENDER_NAME)?,
            to,
            cc,
            bcc,
            reply_to: addresses("Reply-To", input.get(REPLY_TO))?,
            in_reply_to: line_of("In reply to", IN_REPLY_TO)?
                .as_deref()
                .map(message_id)
                .transpose()?,
            subject: line_of("the subject", SUBJECT)?.ok_or(MailInputError::NoSubject)?,
            text: match is_html {
                true => text_of_html(body),
                false => body.to_owned(),
            },
            html: is_html.then(|| body.to_owned()),
            attachments: attachments(input.get(ATTACHMENTS))?,
            is_draft: input.get(DRAFT) == Some(&Value::Bool(true)),
        })
    }

    /// Everybody who gets it.
    pub fn recipients(&self) -> impl Iterator<Item = &str> {
        let all = self.to.iter().chain(&self.cc).chain(&self.bcc);
        all.map(String::as_str)
    }
}

/// `<5f1d@x.example>`, with or without its brackets.
fn message_id(text: &str) -> Result<String, MailInputError> {
    let bare = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'));
    let bare = bare.unwrap_or(text);
    let fits = |byte: u8| byte.is_ascii_graphic() && !b"<>\"\\(),;".contains(&byte);
    let is_id = bare
        .split_once('@')
        .is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    match is_id && bare.bytes().all(fits) {
        true => Ok(format!("<{bare}>")),
        false => Err(MailInputError::MessageId {
            id: text.to_owned(),
        }),
    }
}

/// Mails hold personal data.
impl std::fmt::Debug for GmailMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GmailMessage")
            .field("recipients", &self.recipients().count())
            .finish_non_exhaustive()
    }
}
