use std::collections::HashMap;

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Answer, Received, State, Workspace, refusal};
use crate::vendors::query::Query;

pub(super) const ADDRESS: &str = "/api/files.getUploadURLExternal";
pub(super) const UPLOAD: &str = "/upload/v1/file";
pub(super) const COMPLETE: &str = "/api/files.completeUploadExternal";
const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// Files on their way, by id.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    files: HashMap<String, Upload>,
    /// What is given as the address of uploads instead of the own one.
    pub(super) address: Option<String>,
}

#[derive(Debug)]
struct Upload {
    name: String,
    length: usize,
    content: Option<Bytes>,
    is_shared: bool,
}

impl Uploads {
    /// The content of the file that was shared under this id.
    pub(super) fn shared(&self, id: &str) -> Option<Bytes> {
        let upload = self.files.get(id).filter(|upload| upload.is_shared)?;
        upload.content.clone()
    }
}

/// `files.getUploadURLExternal`.
pub(super) fn address(workspace: &mut Workspace, request: &Received) -> Answer {
    if request.header("content-type") != FORM {
        return refusal("invalid_arguments");
    }
    let form = Query::parse(&request.body);
    let length = form.get("length").and_then(|length| length.parse().ok());
    let (Some(name), Some(length @ 1..)) = (form.get("filename"), length) else {
        return refusal("invalid_arguments");
    };
    let uploads = &mut workspace.uploads;
    let id = format!("F{:04}", uploads.files.len() + 1);
    let upload = Upload {
        name: name.to_owned(),
        length,
        content: None,
        is_shared: false,
    };
    uploads.files.insert(id.clone(), upload);
    let host = request.header("host").unwrap_or_default();
    let own = format!("http://{host}{UPLOAD}?id={id}");
    let url = uploads.address.clone().unwrap_or(own);
    Answer::json(200, &json!({"ok": true, "upload_url": url, "file_id": id}))
}

/// The upload itself. Its address is all the permission that it needs.
pub(super) fn upload(workspace: &mut Workspace, request: &Received) -> Answer {
    let query = Query::of(request);
    let id = query.get("id").unwrap_or_default();
    match workspace.uploads.files.get_mut(id) {
        Some(upload) if request.header("authorization").is_none() => {
            upload.content = Some(request.body.clone());
            Answer::status(200).body(format!("OK - {}", request.body.len()))
        }
        _ => Answer::status(403),
    }
}

impl State {
    /// `files.completeUploadExternal` with one file.
    pub(super) fn complete(&self, workspace: &mut Workspace, request: &Received) -> Answer {
        if request.header("content-type") != FORM {
            return refusal("invalid_arguments");
        }
        let form = Query::parse(&request.body);
        let json = |key: &str| {
            let text = form.get(key)?;
            serde_json::from_str::<Value>(text).ok()
        };
        let files = json("files").unwrap_or_default();
        let id = files[0]["id"].as_str().unwrap_or_default().to_owned();
        let Some(channel) = form.get("channel_id") else {
            return refusal("invalid_arguments");
        };
        let whole = |upload: &&Upload| {
            let sent = upload.content.as_ref().map(Bytes::len);
            sent == Some(upload.length) && !upload.is_shared
        };
        let Some(upload) = workspace.uploads.files.get(&id).filter(whole) else {
            return refusal("file_not_found");
        };
        let file = json!({
            "id": id, "name": upload.name, "title": files[0]["title"], "size": upload.length,
        });
        // A comment takes the place of the blocks.
        let mut message = json!({"channel": channel, "text": "…"});
        match form.get("initial_comment") {
            Some(comment) => message["text"] = comment.into(),
            None => message["blocks"] = json("blocks").unwrap_or_else(|| json!([])),
        }
        if let Some(thread_ts) = form.get("thread_ts") {
            message["thread_ts"] = thread_ts.into();
        }
        match self.take(workspace, channel, message) {
            Ok(_) => {
                if let Some(posted) = workspace.posted.last_mut() {
                    posted.body["files"] = json!([file]);
                }
                if let Some(upload) = workspace.uploads.files.get_mut(&id) {
                    upload.is_shared = true;
                }
                if std::mem::take(&mut workspace.holds_next) {
                    return Answer::hang();
                }
                let file = json!({"id": id, "title": files[0]["title"]});
                Answer::json(200, &json!({"ok": true, "files": [file]}))
            }
            Err(word) => refusal(&word),
        }
    }
}
