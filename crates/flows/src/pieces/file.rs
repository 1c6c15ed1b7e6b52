//! Files as values of a step's input.
//!
//! A file is written in a flow as a data URI or as the address of a file. Both become a JSON object:
//! the first with its content, the second with the address only, since nothing is fetched here.
//! Before an action is performed, its piece names the addresses that it needs (such as
//! [`super::http::SendRequest::files_to_fetch`]); the driver of the run fetches them through its
//! guarded client, makes [`FileValue::fetched`] of them, and hands them to the piece.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use url::Url;

use super::media_type::extension_of;

/// The value of a FILE input after conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileValue {
    /// `{filename, extension, base64}`.
    Embedded {
        filename: String,
        extension: Option<String>,
        content: Vec<u8>,
    },
    /// `{url}`: an http or https address whose content is still to be fetched.
    Remote { url: Url },
}

/// What the driver has of a file that it fetched.
#[derive(Debug, Clone, Copy)]
pub struct FetchedFile<'a> {
    pub url: &'a Url,
    pub content_type: Option<&'a str>,
    pub content_disposition: Option<&'a str>,
    pub content: &'a [u8],
}

impl FileValue {
    /// Reads what people write: `data:image/png;base64,…` or a web address.
    pub fn from_text(text: &str) -> Option<Self> {
        if let Some(data) = text.strip_prefix("data:") {
            let (media_type, base64) = data.split_once(";base64,")?;
            let extension = extension_of(media_type).unwrap_or("bin");
            return Some(Self::Embedded {
                filename: format!("unknown.{extension}"),
                extension: Some(extension.to_owned()),
                content: BASE64_STANDARD.decode(base64.trim()).ok()?,
            });
        }
        let url = Url::parse(text).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(Self::Remote { url })
    }

    /// A fetched file under the name that its sender gives it, or that its address ends in.
    pub fn fetched(file: FetchedFile<'_>) -> Self {
        let named = match file.content_disposition {
            Some(disposition) => name_in_disposition(disposition),
            None => name_in_address(file.url),
        };
        let filename = named.unwrap_or_else(|| {
            let extension = file.content_type.and_then(extension_of).unwrap_or("bin");
            format!("unknown.{extension}")
        });
        let extension = filename
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_owned())
            .filter(|extension| !extension.is_empty());
        Self::Embedded {
            filename,
            extension,
            content: file.content.to_vec(),
        }
    }

    /// The file that an input holds after conversion.
    pub fn from_value(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        if let Some(url) = text("url") {
            return Some(Self::Remote {
                url: Url::parse(url).ok()?,
            });
        }
        Some(Self::Embedded {
            filename: text("filename")?.to_owned(),
            extension: text("extension").map(ToOwned::to_owned),
            content: BASE64_STANDARD.decode(text("base64")?).ok()?,
        })
    }

    pub fn to_value(&self) -> Value {
        match self {
            Self::Embedded {
                filename,
                extension,
                content,
            } => json!({
                "filename": filename,
                "extension": extension,
                "base64": BASE64_STANDARD.encode(content),
            }),
            Self::Remote { url } => json!({"url": url.as_str()}),
        }
    }
}

/// `attachment; filename="quote.pdf"`.
fn name_in_disposition(disposition: &str) -> Option<String> {
    let parameters = disposition.split(';').skip(1);
    let mut named = parameters.filter_map(|parameter| {
        let (key, value) = parameter.trim().split_once('=')?;
        key.eq_ignore_ascii_case("filename")
            .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    named.next().filter(|name| !name.is_empty())
}

/// The last part of the path, if it looks like a file's name.
fn name_in_address(url: &Url) -> Option<String> {
    let last = url.path_segments()?.next_back()?;
    last.contains('.').then(|| last.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fetched(url: &str, content_type: Option<&str>, disposition: Option<&str>) -> Value {
        let url = Url::parse(url).unwrap();
        let file = FetchedFile {
            url: &url,
            content_type,
            content_disposition: disposition,
            content: b"hi",
        };
        FileValue::fetched(file).to_value()
    }

    #[test]
    fn texts_are_files_or_not() {
        let table = [
            (
                "data:image/png;base64,aGk=",
                Some(json!({"filename": "unknown.png", "extension": "png", "base64": "aGk="})),
            ),
            (
                "data:x/y;base64,aGk=",
                Some(json!({"filename": "unknown.bin", "extension": "bin", "base64": "aGk="})),
            ),
            (
                "https://files.example/a.pdf?x=1",
                Some(json!({"url": "https://files.example/a.pdf?x=1"})),
            ),
            ("aGk=", None),
            ("data:image/png;base64,%%%", None),
            ("file:///etc/passwd", None),
            ("a.pdf", None),
            ("", None),
        ];
        for (text, expected) in table {
            let file = FileValue::from_text(text);
            assert_eq!(file.as_ref().map(FileValue::to_value), expected, "{text}");
            let read_back = expected.as_ref().and_then(FileValue::from_value);
            assert_eq!(read_back, file, "{text}");
        }
    }

    #[test]
    fn fetched_files_have_a_name() {
        let table = [
            (
                fetched("https://x.example/a/quote.pdf?t=1", None, None),
                "quote.pdf",
                json!("pdf"),
            ),
            (
                fetched("https://x.example/a", Some("text/csv; charset=utf-8"), None),
                "unknown.csv",
                json!("csv"),
            ),
            (
                fetched("https://x.example/", None, None),
                "unknown.bin",
                json!("bin"),
            ),
            (
                fetched(
                    "https://x.example/a.pdf",
                    None,
                    Some("attachment; filename=\"Offer 7.docx\""),
                ),
                "Offer 7.docx",
                json!("docx"),
            ),
            (
                fetched("https://x.example/a.pdf", Some("image/png"), Some("inline")),
                "unknown.png",
                json!("png"),
            ),
            (
                fetched("https://x.example/a", None, Some("inline; FILENAME=README")),
                "README",
                json!(null),
            ),
        ];
        for (file, name, extension) in table {
            assert_eq!(
                file,
                json!({"filename": name, "extension": extension, "base64": "aGk="})
            );
        }
    }
}
