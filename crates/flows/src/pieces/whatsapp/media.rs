use serde_json::{Map, Value, json};
use url::Url;

use super::error::WhatsAppInputError;

/// The longest caption, in characters.
const MOST_CAPTION: usize = 1024;
/// The kinds of files that WhatsApp shows, and whether they have captions.
const KINDS: [(&str, bool); 5] = [
    ("image", true),
    ("audio", false),
    ("document", true),
    ("sticker", false),
    ("video", true),
];

/// A file that WhatsApp fetches from its address.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Media {
    kind: &'static str,
    address: String,
    caption: Option<String>,
    /// What a document is called where it arrives.
    file_name: Option<String>,
}

/// What a step says of a file, each trimmed and not empty.
#[derive(Default)]
pub(super) struct Described {
    pub(super) kind: Option<String>,
    pub(super) address: Option<String>,
    pub(super) caption: Option<String>,
    pub(super) file_name: Option<String>,
}

impl Media {
    /// Captions and names where WhatsApp has none are left out, as ActivePieces leaves them out.
    pub(super) fn of(described: Described) -> Result<Self, WhatsAppInputError> {
        let kind = described.kind.unwrap_or_default();
        let known = KINDS.iter().find(|(known, _)| *known == kind);
        let (kind, has_caption) = *known.ok_or(WhatsAppInputError::MediaType { kind })?;
        let address = described.address.ok_or(WhatsAppInputError::NoMedia)?;
        let caption = described.caption.filter(|_| has_caption);
        if caption
            .as_ref()
            .is_some_and(|it| it.chars().count() > MOST_CAPTION)
        {
            return Err(WhatsAppInputError::CaptionTooLong { most: MOST_CAPTION });
        }
        Ok(Self {
            kind,
            address: web_address(address)?,
            caption,
            file_name: described.file_name.filter(|_| kind == "document"),
        })
    }

    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }

    /// The member of the request that is named like its kind.
    pub(super) fn object(&self) -> Value {
        let mut object = Map::new();
        object.insert("link".to_owned(), json!(self.address));
        for (key, text) in [("caption", &self.caption), ("filename", &self.file_name)] {
            if let Some(text) = text {
                object.insert(key.to_owned(), json!(text));
            }
        }
        Value::Object(object)
    }
}

fn web_address(text: String) -> Result<String, WhatsAppInputError> {
    let is_web = |url: Url| matches!(url.scheme(), "http" | "https");
    match Url::parse(&text).is_ok_and(is_web) {
        true => Ok(text),
        false => Err(WhatsAppInputError::MediaAddress { address: text }),
    }
}
