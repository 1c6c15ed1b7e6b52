use bytes::Bytes;
use winfactor_flows::pieces::FileValue;

use super::Attempt;
use crate::runs::http;

/// Files of one message, all in all, in bytes: more than this many receivers do not take.
pub(super) const MOST_FILES: usize = http::MOST_OF_A_FILE;

/// A file with its content.
pub(super) struct OpenedFile {
    pub(super) name: String,
    pub(super) content: Bytes,
}

/// Gets the content of a file, from its address if it has one. An error says why not, as the end of
/// a sentence about the file.
pub(super) async fn open(attempt: &Attempt<'_>, file: &FileValue) -> Result<OpenedFile, String> {
    let opened = match file {
        FileValue::Remote { url } => {
            let (client, time_left) = (attempt.outside.http(), attempt.request.time_left);
            let fetched = http::fetch(client, url, time_left).await;
            let host = url.host_str().unwrap_or_default();
            fetched.map_err(|reason| format!("could not be fetched from {host}: {reason}"))?
        }
        embedded @ FileValue::Embedded { .. } => embedded.clone(),
    };
    match opened {
        FileValue::Embedded {
            filename, content, ..
        } => Ok(OpenedFile {
            name: filename,
            content: Bytes::from(content),
        }),
        FileValue::Remote { .. } => Err("could not be read".to_owned()),
    }
}
