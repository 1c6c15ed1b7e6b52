use std::time::{Duration, SystemTime};

use bytes::Bytes;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::encoded_words::{phrase, subject};
use crate::channels::ChannelFailure;

/// A mail to send. Headers must be single lines.
#[derive(Clone)]
pub struct Mail {
    pub from: String,
    pub sender_name: Option<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub bcc: Vec<String>,
    pub reply_to: Vec<String>,
    /// The `Message-ID` of the mail that it answers.
    pub in_reply_to: Option<String>,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub headers: Vec<(String, String)>,
    pub files: Vec<MailFile>,
    /// The part of the `Message-ID` before the `@`: the same for each attempt.
    pub id: String,
    /// What the mail belongs to; mails about it stand together.
    pub thread: Option<String>,
    /// Milliseconds since 1970.
    pub sent_at_ms: i64,
}

/// What of a mail is written into it, and what is left to whoever carries it.
#[derive(Clone, Copy, Debug)]
pub(in crate::channels) struct Written {
    /// Otherwise the carrier knows whose mail it is.
    pub(in crate::channels) from: bool,
    /// For a carrier that reads the recipients from the mail, and takes these out.
    pub(in crate::channels) bcc: bool,
}

#[derive(Clone)]
pub struct MailFile {
    pub name: String,
    pub content: Bytes,
}

impl Mail {
    /// The `Message-ID`.
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("<{}@{}>", self.id, self.domain())
    }

    fn domain(&self) -> &str {
        self.from
            .rsplit_once('@')
            .map_or("invalid", |(_, domain)| domain)
    }

    pub(in crate::channels) fn recipients(&self) -> Result<Vec<Address>, ChannelFailure> {
        let all = self.to.iter().chain(&self.cc).chain(&self.bcc);
        all.map(|text| address(text)).collect()
    }

    /// The mail as it travels.
    pub(in crate::channels) fn compose(&self, written: Written) -> Result<Vec<u8>, ChannelFailure> {
        for (field, text) in [
            ("the subject", Some(&self.subject)),
            ("the name", self.sender_name.as_ref()),
        ] {
            if text.is_some_and(|text| text.contains(['\r', '\n'])) {
                return Err(refused(&format!("{field} must not contain a line break")));
            }
        }
        let from = address(&self.from)?;
        let envelope = Envelope::new(Some(from.clone()), self.recipients()?);
        let envelope = envelope.map_err(|_| refused("there is nobody to send to"))?;
        let millis = u64::try_from(self.sent_at_ms).unwrap_or_default();
        let mut builder = Message::builder()
            .envelope(envelope)
            .from(Mailbox::new(None, from))
            .subject(self.subject.clone())
            .date(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
            .message_id(Some(self.message_id()));
        for to in &self.to {
            builder = builder.to(Mailbox::new(None, address(to)?));
        }
        for cc in &self.cc {
            builder = builder.cc(Mailbox::new(None, address(cc)?));
        }
        for reply_to in &self.reply_to {
            builder = builder.reply_to(Mailbox::new(None, address(reply_to)?));
        }
        let own_thread = self.thread.as_ref();
        let own_thread = own_thread.map(|thread| format!("<{thread}@{}>", self.domain()));
        let references: Vec<String> = own_thread
            .into_iter()
            .chain(self.in_reply_to.clone())
            .collect();
        if !references.is_empty() {
            builder = raw(builder, "References", &references.join(" "))?;
        }
        if let Some(in_reply_to) = &self.in_reply_to {
            builder = raw(builder, "In-Reply-To", in_reply_to)?;
        }
        builder = raw(builder, "Auto-Submitted", "auto-generated")?;
        for (name, value) in &self.headers {
            builder = raw(builder, name, value)?;
        }
        let message = match (self.files.is_empty(), &self.html) {
            (true, None) => builder.singlepart(SinglePart::plain(self.text.clone())),
            (true, Some(_)) => builder.multipart(self.alternatives()),
            (false, _) => {
                let mut mixed = MultiPart::mixed().boundary(self.boundary("mixed")).build();
                mixed = match &self.html {
                    None => mixed.singlepart(SinglePart::plain(self.text.clone())),
                    Some(_) => mixed.multipart(self.alternatives()),
                };
                for file in &self.files {
                    let content = file.content.to_vec();
                    let attachment = Attachment::new(file.name.clone());
                    mixed = mixed.singlepart(attachment.body(content, content_type(&file.name)));
                }
                builder.multipart(mixed)
            }
        };
        let mut message = message.map_err(|error| refused(&error.to_string()))?;
        let headers = message.headers_mut();
        headers.insert_raw(encoded_header("Subject", subject(&self.subject))?);
        if written.bcc && !self.bcc.is_empty() {
            headers.insert_raw(encoded_header("Bcc", self.bcc.join(", "))?);
        }
        if !written.from {
            headers.remove_raw("From");
        } else if let Some(name) = &self.sender_name {
            let from = format!("{} <{}>", phrase(name), self.from);
            headers.insert_raw(encoded_header("From", from)?);
        }
        Ok(message.formatted())
    }

    fn alternatives(&self) -> MultiPart {
        let html = self.html.clone().unwrap_or_default();
        MultiPart::alternative()
            .boundary(self.boundary("alternative"))
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(html))
    }

    /// The parts are encoded so that none has a line like it.
    fn boundary(&self, what: &str) -> String {
        format!("=_{what}_{}", self.id)
    }
}

/// Mails hold personal data.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for MailFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailFile")
            .field("length", &self.content.len())
            .finish_non_exhaustive()
    }
}

fn address(text: &str) -> Result<Address, ChannelFailure> {
    text.parse()
        .map_err(|_| refused(&format!("{text:?} is not an e-mail address")))
}

fn raw(builder: MessageBuilder, name: &str, value: &str) -> Result<MessageBuilder, ChannelFailure> {
    if value.contains(['\r', '\n']) {
        return Err(refused(&format!(
            "the header {name} must not contain a line break"
        )));
    }
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|_| refused(&format!("{name:?} is no header's name")))?;
    Ok(builder.raw_header(HeaderValue::new(name, value.to_owned())))
}

/// A header whose value is encoded already.
fn encoded_header(name: &'static str, value: String) -> Result<HeaderValue, ChannelFailure> {
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|_| refused(&format!("{name:?} is no header's name")))?;
    let raw = value.replace("\r\n ", " ");
    Ok(HeaderValue::dangerous_new_pre_encoded(name, raw, value))
}

fn refused(why: &str) -> ChannelFailure {
    ChannelFailure::author(format!("E-mail: {why}"))
}

fn content_type(name: &str) -> ContentType {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let media_type = match extension.as_deref() {
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    ContentType::parse(media_type).unwrap_or(ContentType::TEXT_PLAIN)
}
