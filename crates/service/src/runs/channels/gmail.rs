use serde_json::{Value, json};
use winfactor_connectors::channels::gmail::{Gmail, GmailCall, GmailMail, GoogleAccess, Mail};
use winfactor_flows::pieces::gmail::GmailMessage;

use super::{
    Attempt, ChannelFailure, Sent,
    mail::{mail_files, mail_id},
};
use crate::Result;

pub(super) async fn send(attempt: &Attempt<'_>) -> Result<Sent> {
    let message = match GmailMessage::from_input(&attempt.request.input) {
        Ok(message) => message,
        Err(error) => return Ok(Err(author(&error.to_string()))),
    };
    let known = Known {
        subject: attempt.origin.subject().await?,
        organization_email: attempt.origin.organization_email().await?,
    };
    Ok(deliver(attempt, message, known).await)
}

/// What a mail says of whom and what it comes from.
struct Known {
    subject: Option<String>,
    organization_email: Option<String>,
}

async fn deliver(attempt: &Attempt<'_>, message: GmailMessage, known: Known) -> Sent {
    let outside = attempt.outside;
    let call = GmailCall {
        client: outside.http(),
        vendors: outside.vendors(),
        access: GoogleAccess::of_connection(attempt.connection())?,
        is_draft: message.is_draft,
        time: attempt.request.time_left,
        now: attempt.now(),
    };
    let gmail = outside.gmail();
    let from = sender(gmail, &call, &message).await?;
    let files = mail_files(attempt, &message.attachments).await;
    let id = mail_id(attempt, message.recipients());
    let own_domain = || format!("flows@{}", outside.host_name());
    let mail = Mail {
        // Without the sender's address, that of the organization makes the mail's id.
        from: from
            .clone()
            .or(known.organization_email)
            .unwrap_or_else(own_domain),
        sender_name: message.sender_name,
        to: message.to,
        cc: message.cc,
        bcc: message.bcc,
        reply_to: message.reply_to,
        in_reply_to: message.in_reply_to.clone(),
        subject: message.subject,
        text: message.text,
        html: message.html,
        headers: Vec::new(),
        files: files.map_err(|why| author(&why))?,
        id,
        thread: known.subject,
        sent_at_ms: outside.now().0,
    };
    if attempt.may_be_a_repeat()
        && let Some(kept) = gmail.find(&call, &mail.message_id()).await?
    {
        let kept = json!({"id": kept.id, "threadId": kept.thread_id});
        return Ok(output(match call.is_draft {
            true => json!({"message": kept}),
            false => kept,
        }));
    }
    let answered = match &message.in_reply_to {
        Some(id) => gmail.find(&call, id).await?,
        None => None,
    };
    let mail = GmailMail {
        mail: &mail,
        says_from: from.is_some(),
        thread_id: answered.map(|kept| kept.thread_id),
    };
    Ok(output(gmail.send(&call, &mail).await?))
}

/// Whose mail it is; nothing where Gmail alone knows.
async fn sender(
    gmail: &Gmail,
    call: &GmailCall<'_>,
    message: &GmailMessage,
) -> std::result::Result<Option<String>, ChannelFailure> {
    // Whether there is a mailbox at all.
    if message.from.is_some() && matches!(call.access, GoogleAccess::Token(_)) {
        return Ok(message.from.clone());
    }
    let own = gmail.address(call).await?;
    match message.from.clone().or(own) {
        None if message.sender_name.is_some() => Err(author(
            "a sender's name needs the sender's address beside it, which this connection does not \
             tell; fill in Sender Email",
        )),
        from => Ok(from),
    }
}

/// As Google's client gives an answer.
fn output(data: Value) -> Value {
    json!({"status": 200, "statusText": "OK", "data": data})
}

fn author(why: &str) -> ChannelFailure {
    ChannelFailure::author(format!("Gmail: {why}"))
}
