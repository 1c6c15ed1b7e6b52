//! A message with a file: Slack gives an address, the file is uploaded there, and then shared with
//! the message beside it. Until it is shared nobody sees anything of it, and Slack throws away what
//! is not.

use bytes::Bytes;
use http::Method;
use serde_json::{Map, Value, json};

use super::errors::file_failure;
use super::post::{Post, REFUSED_BLOCKS, Refusal, read};
use super::upload_address::upload_address;
use crate::channels::{Call, ChannelFailure, Reply, VendorAddresses};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// A file to send along.
#[derive(Clone)]
pub struct SlackFile {
    pub name: String,
    pub content: Bytes,
}

/// Files hold personal data.
impl std::fmt::Debug for SlackFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SlackFile")
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

/// Shares a file with a message, and once more with its plain text when Slack does not take its
/// blocks. `post` is what `files.completeUploadExternal` is to say beside the file; `now` is in Unix
/// seconds. Gives what Slack's own client gives: `{"ok": true, "files": [answer]}`.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn share_file(
    client: &HttpClient,
    vendors: &VendorAddresses,
    token: &SecretText,
    file: &SlackFile,
    post: &Post,
    now: i64,
) -> Result<Value, ChannelFailure> {
    if file.content.is_empty() {
        let message = "Slack: the file is empty, which Slack does not take";
        return Err(ChannelFailure::author(message));
    }
    let slack = Slack {
        client,
        base: &vendors.slack,
        token,
        now,
    };
    let id = slack
        .upload(file)
        .await
        .map_err(ChannelFailure::before_any_effect)?;
    let answer = match slack.complete(&id, file, &post.body).await? {
        Err(refusal) if REFUSED_BLOCKS.contains(&refusal.word.as_str()) => {
            slack.complete(&id, file, &post.plain).await?
        }
        other => other,
    };
    let answer = answer.map_err(refused)?;
    Ok(json!({"ok": true, "files": [answer]}))
}

fn refused(refusal: Refusal) -> ChannelFailure {
    file_failure(&refusal.word, refusal.retry_after)
}

struct Slack<'a> {
    client: &'a HttpClient,
    base: &'a str,
    token: &'a SecretText,
    now: i64,
}

impl Slack<'_> {
    /// Gives the file's id.
    async fn upload(&self, file: &SlackFile) -> Result<String, ChannelFailure> {
        let length = file.content.len().to_string();
        let fields = [("filename", file.name.as_str()), ("length", &length)];
        let answer = self.call("files.getUploadURLExternal", &fields).await?;
        let answer = answer.map_err(refused)?;
        let text = |key: &str| answer[key].as_str().unwrap_or_default();
        let address = upload_address(text("upload_url"), self.base)?;
        // The address itself is the permission: the token stays with Slack's interface.
        let call = Call::new(Method::POST, address).file(file.content.clone());
        let reply = call.send(self.client).await?;
        match reply.status {
            200 => Ok(text("file_id").to_owned()),
            _ => Err(self.not_uploaded(&reply)),
        }
    }

    async fn complete(
        &self,
        id: &str,
        file: &SlackFile,
        body: &Map<String, Value>,
    ) -> Result<Result<Value, Refusal>, ChannelFailure> {
        let files = json!([{"id": id, "title": file.name}]);
        let body = body.iter().map(|(key, value)| {
            let value = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            (key.as_str(), value)
        });
        let fields: Vec<(&str, String)> = body.chain([("files", files.to_string())]).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(key, it)| (*key, &**it)).collect();
        self.call("files.completeUploadExternal", &fields).await
    }

    /// The methods for files take forms; lists in them are JSON.
    async fn call(
        &self,
        method: &str,
        fields: &[(&str, &str)],
    ) -> Result<Result<Value, Refusal>, ChannelFailure> {
        let url = format!("{}/api/{method}", self.base);
        let call = Call::new(Method::POST, url).bearer(self.token).form(fields);
        read(&call.send(self.client).await?, self.now)
    }

    fn not_uploaded(&self, reply: &Reply) -> ChannelFailure {
        let said = |what: &str| format!("Slack: {what} ({})", reply.shown());
        let wait = reply.retry_after(self.now);
        match reply.status {
            413 => ChannelFailure::author(said("the file is too large for Slack")),
            429 | 500..=599 => ChannelFailure::busy(wait, said("it takes no files for now")),
            _ => ChannelFailure::for_good(said("the file was not taken")),
        }
    }
}
