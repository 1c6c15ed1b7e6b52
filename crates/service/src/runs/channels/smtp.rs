use winfactor_connectors::channels::smtp::{self as connector, Mail, MailServer};
use winfactor_flows::pieces::smtp::OutgoingMail;

use super::{
    Attempt, ChannelFailure, Sent,
    mail::{mail_files, mail_id},
};
use crate::Result;

pub(super) async fn send(attempt: &Attempt<'_>) -> Result<Sent> {
    let mail = match OutgoingMail::from_input(&attempt.request.input) {
        Ok(mail) => mail,
        Err(error) => return Ok(Err(author(&error.to_string()))),
    };
    let server = match MailServer::of_connection(attempt.connection()) {
        Ok(server) => server,
        Err(failure) => return Ok(Err(failure)),
    };
    if let Err(failure) = check_sender(attempt, &mail, &server).await? {
        return Ok(Err(failure));
    }
    let files = match mail_files(attempt, &mail.attachments).await {
        Ok(files) => files,
        Err(why) => return Ok(Err(author(&why))),
    };
    let composed = Mail {
        from: mail.from.clone(),
        sender_name: mail.sender_name.clone(),
        to: mail.to.clone(),
        cc: mail.cc.clone(),
        bcc: mail.bcc.clone(),
        reply_to: mail.reply_to.clone().into_iter().collect(),
        in_reply_to: None,
        subject: mail.subject.clone(),
        text: mail.text.clone(),
        html: mail.html.clone(),
        headers: mail.headers.clone(),
        files,
        id: mail_id(attempt, mail.recipients()),
        thread: attempt.origin.subject().await?,
        sent_at_ms: attempt.outside.now().0,
    };
    let outside = attempt.outside;
    let hello = outside.host_name();
    let sent = connector::send(outside.http(), &server, &composed, hello).await;
    Ok(sent.map(|it| {
        mail.output(
            &composed.message_id(),
            &it.accepted,
            &it.rejected,
            &it.response,
        )
    }))
}

fn author(why: &str) -> ChannelFailure {
    ChannelFailure::author(format!("E-mail: {why}"))
}

/// Mail comes from the organization's own domain: that of its address, or of the mailbox. Another
/// one, such as the customer's, would be taken for a forgery by whoever receives it.
async fn check_sender(
    attempt: &Attempt<'_>,
    mail: &OutgoingMail,
    server: &MailServer,
) -> Result<std::result::Result<(), ChannelFailure>> {
    let organization = attempt.origin.organization_email().await?;
    let mailbox = server.login.as_ref().map(|(user, _)| user.as_str());
    let own = [organization.as_deref(), mailbox];
    let domain = |address: &str| {
        let (_, domain) = address.rsplit_once('@')?;
        Some(domain.to_ascii_lowercase())
    };
    let own: Vec<String> = own.into_iter().flatten().filter_map(domain).collect();
    Ok(match domain(&mail.from) {
        // Without a server, nothing may be known of whose mail it is.
        _ if own.is_empty() => Ok(()),
        Some(domain) if own.contains(&domain) => Ok(()),
        _ => Err(author(&format!(
            "the sender must be an address at {}; put {} into Reply To",
            own.join(" or "),
            mail.from
        ))),
    })
}
