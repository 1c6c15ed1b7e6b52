//! What mails have in common, whoever carries them.

use sha2::{Digest, Sha256};
use winfactor_connectors::channels::smtp::MailFile;
use winfactor_flows::pieces::smtp::Attachment;

use super::{
    Attempt,
    files::{MOST_FILES, open},
    hex,
};

/// The same for each attempt, and for each run of the same event: a receiver recognizes a repeat.
pub(super) fn mail_id<'a>(
    attempt: &Attempt<'_>,
    recipients: impl Iterator<Item = &'a str>,
) -> String {
    let mut recipients: Vec<&str> = recipients.collect();
    recipients.sort_unstable();
    let (event, flow) = (attempt.origin.event(), attempt.origin.flow());
    let (path, recipients) = (&attempt.request.path, recipients.join(","));
    let text = format!("{event}/{flow}/{path}/{recipients}");
    hex(&Sha256::digest(text.as_bytes())[..16])
}

/// The attachments with their contents. An error says why not.
pub(super) async fn mail_files(
    attempt: &Attempt<'_>,
    attachments: &[Attachment],
) -> Result<Vec<MailFile>, String> {
    let mut files = Vec::new();
    let mut bytes = 0;
    for Attachment { name, file } in attachments {
        let opened = open(attempt, file).await;
        let opened = opened.map_err(|why| format!("an attachment {why}"))?;
        bytes += opened.content.len();
        if bytes > MOST_FILES {
            let most = MOST_FILES >> 20;
            return Err(format!("the attachments are larger than {most} MB"));
        }
        files.push(MailFile {
            name: name.clone().unwrap_or(opened.name),
            content: opened.content,
        });
    }
    Ok(files)
}
