use serde_json::{Map, Value, json};

use crate::javascript::display;
use crate::pieces::mail::{Attachment, MailInputError, address, addresses, attachments, one_line};
use crate::pieces::text_of_html::text_of_html;

use super::{
    ATTACHMENTS, BCC, BODY, BODY_TYPE, CC, FROM, HEADERS, HTML, REPLY_TO, SENDER_NAME, SUBJECT, TO,
};

/// A mail as it is to go out. No text of it but the bodies has a line break.
#[derive(Clone, PartialEq)]
pub struct OutgoingMail {
    pub from: String,
    pub sender_name: Option<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub bcc: Vec<String>,
    pub reply_to: Option<String>,
    pub subject: String,
    /// What readers without HTML see.
    pub text: String,
    pub html: Option<String>,
    pub headers: Vec<(String, String)>,
    pub attachments: Vec<Attachment>,
}

/// Headers that the mail itself makes; another one of these names would contradict it.
const OWN_HEADERS: [&str; 14] = [
    "auto-submitted",
    "bcc",
    "cc",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
];

impl OutgoingMail {
    /// Reads the resolved and converted input of the step.
    pub fn from_input(input: &Map<String, Value>) -> Result<Self, MailInputError> {
        let text_of = |key: &str| input.get(key).and_then(Value::as_str).unwrap_or_default();
        let from = address("the sender", text_of(FROM).trim())?.ok_or(MailInputError::NoSender)?;
        let to = addresses("the recipients", input.get(TO))?;
        let cc = addresses("CC", input.get(CC))?;
        let bcc = addresses("BCC", input.get(BCC))?;
        if to.is_empty() && cc.is_empty() && bcc.is_empty() {
            return Err(MailInputError::NoRecipient);
        }
        let subject = one_line("the subject", text_of(SUBJECT).trim())?;
        if subject.is_empty() {
            return Err(MailInputError::NoSubject);
        }
        let sender_name = one_line("the sender's name", text_of(SENDER_NAME).trim())?;
        let body = text_of(BODY);
        let is_html = input.get(BODY_TYPE).and_then(Value::as_str) == Some(HTML);
        Ok(Self {
            from,
            sender_name: Some(sender_name).filter(|name| !name.is_empty()),
            to,
            cc,
            bcc,
            reply_to: address("Reply To", text_of(REPLY_TO).trim())?,
            subject,
            text: match is_html {
                true => text_of_html(body),
                false => body.to_owned(),
            },
            html: is_html.then(|| body.to_owned()),
            headers: headers(input.get(HEADERS))?,
            attachments: attachments(input.get(ATTACHMENTS))?,
        })
    }

    /// Everybody who gets it.
    pub fn recipients(&self) -> impl Iterator<Item = &str> {
        let all = self.to.iter().chain(&self.cc).chain(&self.bcc);
        all.map(String::as_str)
    }

    /// The output of the step, as ActivePieces' mailer tells it.
    pub fn output(
        &self,
        message_id: &str,
        accepted: &[String],
        rejected: &[String],
        response: &str,
    ) -> Value {
        json!({
            "accepted": accepted,
            "rejected": rejected,
            "response": response,
            "envelope": {"from": self.from, "to": self.recipients().collect::<Vec<_>>()},
            "messageId": message_id,
        })
    }
}

fn headers(value: Option<&Value>) -> Result<Vec<(String, String)>, MailInputError> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members
        .map(|(name, value)| {
            let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            let is_name = !name.is_empty() && name.len() <= 64 && name.bytes().all(fits);
            let lower = name.to_ascii_lowercase();
            let is_own = OWN_HEADERS.contains(&&*lower) || lower.starts_with("content-");
            if !is_name || is_own {
                return Err(MailInputError::Header { name: name.clone() });
            }
            let value = one_line(&format!("the header {name}"), display(value).trim())?;
            Ok((name.clone(), value))
        })
        .collect()
}

/// Mails hold personal data.
impl std::fmt::Debug for OutgoingMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutgoingMail")
            .field("recipients", &self.recipients().count())
            .finish_non_exhaustive()
    }
}
