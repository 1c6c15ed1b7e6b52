use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail as MailCommand, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use tokio::time::{Instant, timeout_at};

use super::greeted::Greeted;
use super::preamble::{self, Preamble};
use super::problem::{
    NAMING_A_RECIPIENT, NAMING_THE_SENDER, SENDING, SIGNING_IN, of_client, of_connection, refused,
};
use super::{Mail, MailServer};
use crate::channels::ChannelFailure;
use crate::channels::mail::Written;
use crate::http::{HttpClient, MAX_TIMEOUT};
use crate::monotonic;

/// For saying goodbye.
const PARTING: Duration = Duration::from_secs(2);

/// Who gets a mail, and what the server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub accepted: Vec<String>,
    /// The server does not take mail for these.
    pub rejected: Vec<String>,
    pub response: String,
}

/// Sends a mail, once: to those recipients that the server takes. `hello` is the host that this
/// installation calls itself.
///
/// # Errors
/// When nobody gets it; see [`ChannelFailure::who`].
pub async fn send(
    client: &HttpClient,
    server: &MailServer,
    mail: &Mail,
    hello: &str,
) -> Result<Accepted, ChannelFailure> {
    let written = Written {
        from: true,
        bcc: false,
    };
    let content = mail.compose(written)?;
    let deadline = monotonic::now() + MAX_TIMEOUT;
    let mut connection = in_time(deadline, sign_in(client, server, hello)).await?;
    let prepared = in_time(deadline, prepare(&mut connection, mail, &content)).await;
    let (accepted, rejected) = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => {
            part(connection).await;
            return Err(failure);
        }
    };
    let sent = timeout_at(deadline, connection.message(&content)).await;
    let response = match sent {
        Ok(Ok(response)) => {
            let code = u16::from(response.code());
            format!("{code} {}", response.first_line().unwrap_or_default())
        }
        Ok(Err(error)) => return Err(of_client(&error, SENDING)),
        Err(_) => {
            return Err(ChannelFailure::uncertain(
                "E-mail: the server did not say in time whether it took the mail",
            ));
        }
    };
    part(connection).await;
    Ok(Accepted {
        accepted,
        rejected,
        response,
    })
}

/// Signs in and sends nothing: whether the settings are right.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn test(
    client: &HttpClient,
    server: &MailServer,
    hello: &str,
) -> Result<String, ChannelFailure> {
    let deadline = monotonic::now() + MAX_TIMEOUT;
    let connection = in_time(deadline, sign_in(client, server, hello)).await?;
    part(connection).await;
    Ok(format!("{} takes mail from here.", server.host))
}

async fn in_time<T>(
    deadline: Instant,
    work: impl Future<Output = Result<T, ChannelFailure>>,
) -> Result<T, ChannelFailure> {
    let too_slow = |_| ChannelFailure::busy(None, "E-mail: the mail server took too long");
    timeout_at(deadline, work).await.map_err(too_slow)?
}

async fn sign_in(
    client: &HttpClient,
    server: &MailServer,
    hello: &str,
) -> Result<AsyncSmtpConnection, ChannelFailure> {
    let tls_at_once = server.speaks_tls_at_once();
    let stream = client.connect(&server.host, server.port, tls_at_once).await;
    let stream = stream.map_err(|error| of_connection(error, server))?;
    let is_private = stream.is_private();
    let (stream, is_encrypted) = match tls_at_once {
        true => (Greeted::not_yet(stream), true),
        false => {
            let spoken = preamble::speak(stream, hello).await.map_err(|error| {
                let message = format!("E-mail: {} broke off: {error}", server.host);
                ChannelFailure::busy(None, message)
            })?;
            match spoken {
                Preamble::StartsTls(stream) => {
                    let encrypted = client.encrypt(stream, &server.host).await;
                    let encrypted = encrypted.map_err(|error| of_connection(error, server))?;
                    (Greeted::already(encrypted), true)
                }
                Preamble::Plain(_) if server.requires_tls => {
                    return Err(ChannelFailure::broken(format!(
                        "E-mail: {} offers no encryption on port {}; try port 465",
                        server.host, server.port
                    )));
                }
                Preamble::Plain(stream) => (Greeted::already(stream), false),
                Preamble::Refused(code, words) => return Err(refused(code, &words, "greeting")),
            }
        }
    };
    let hello = ClientId::Domain(hello.to_owned());
    let connected = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await;
    let mut connection = connected.map_err(|error| of_client(&error, "greeting"))?;
    if let Some((user, password)) = &server.login {
        if !is_encrypted && !is_private {
            return Err(ChannelFailure::broken(format!(
                "E-mail: {} offers no encryption, so the password is not sent; use port 587 or 465",
                server.host
            )));
        }
        let credentials = Credentials::new(user.clone(), password.expose().to_owned());
        let ways = [Mechanism::Plain, Mechanism::Login];
        let signed_in = connection.auth(&ways, &credentials).await;
        signed_in.map_err(|error| of_client(&error, SIGNING_IN))?;
    }
    Ok(connection)
}

/// Names the sender and the recipients: those who are taken, and those who are not.
async fn prepare(
    connection: &mut AsyncSmtpConnection,
    mail: &Mail,
    content: &[u8],
) -> Result<(Vec<String>, Vec<String>), ChannelFailure> {
    let from = mail.from.parse().map_err(|_| {
        ChannelFailure::author(format!("E-mail: {:?} is not an e-mail address", mail.from))
    })?;
    let recipients = mail.recipients()?;
    let mut parameters = Vec::new();
    let needs_unicode =
        !mail.from.is_ascii() || recipients.iter().any(|it| !it.to_string().is_ascii());
    if needs_unicode {
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let is_eight_bit = !content.is_ascii();
    if is_eight_bit
        && connection
            .server_info()
            .supports_feature(Extension::EightBitMime)
    {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let sender = connection
        .command(MailCommand::new(Some(from), parameters))
        .await;
    sender.map_err(|error| of_client(&error, NAMING_THE_SENDER))?;
    let (mut accepted, mut rejected, mut refusal) = (Vec::new(), Vec::new(), None);
    for recipient in recipients {
        let text = recipient.to_string();
        match connection.command(Rcpt::new(recipient, Vec::new())).await {
            Ok(_) => accepted.push(text),
            Err(error) if error.status().is_some() => {
                rejected.push(text);
                refusal.get_or_insert(of_client(&error, NAMING_A_RECIPIENT));
            }
            Err(error) => return Err(of_client(&error, NAMING_A_RECIPIENT)),
        }
    }
    if let (true, Some(refusal)) = (accepted.is_empty(), refusal) {
        return Err(refusal);
    }
    let data = connection.command(Data).await;
    data.map_err(|error| of_client(&error, "announcing the mail"))?;
    Ok((accepted, rejected))
}

/// The mail is on its way; a goodbye that is not answered changes nothing.
async fn part(mut connection: AsyncSmtpConnection) {
    let _ = timeout_at(monotonic::now() + PARTING, connection.quit()).await;
}
