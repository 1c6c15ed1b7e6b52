use serde_json::{Map, Value, json};

use crate::javascript::display;

use super::error::WhatsAppInputError;
use super::media::{Described, Media};
use super::{
    CAPTION, FIELDS, FILE_NAME, FROM, MEDIA, MEDIA_TYPE, SEND_MEDIA, SEND_TEMPLATE, TEMPLATE, TEXT,
    TO,
};

/// The longest text of a message.
const MOST_TEXT: usize = 4096;

/// A message as it is to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct WhatsAppMessage {
    /// The id of the sender's number.
    pub from: String,
    /// In E.164.
    pub to: String,
    content: Content,
}

#[derive(Clone, PartialEq, Eq)]
enum Content {
    Text(String),
    Media(Media),
    Template {
        id: String,
        header: Vec<String>,
        body: Vec<String>,
        buttons: Vec<String>,
    },
}

/// What WhatsApp knows a template by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub name: String,
    /// Such as `de` or `en_US`.
    pub language: String,
}

impl WhatsAppMessage {
    /// Reads the resolved and converted input of one of the actions.
    pub fn from_input(
        action_name: &str,
        input: &Map<String, Value>,
    ) -> Result<Self, WhatsAppInputError> {
        let text_of = |key: &str| {
            let text = input.get(key).filter(|value| !value.is_null()).map(display);
            let text = text.map(|text| text.trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let content = match action_name {
            SEND_TEMPLATE => {
                let fields = input.get(FIELDS).and_then(Value::as_object);
                Content::Template {
                    id: text_of(TEMPLATE).ok_or(WhatsAppInputError::NoTemplate)?,
                    header: parameters(fields, "header")?,
                    body: parameters(fields, "body")?,
                    buttons: parameters(fields, "button")?,
                }
            }
            SEND_MEDIA => Content::Media(Media::of(Described {
                kind: text_of(MEDIA_TYPE),
                address: text_of(MEDIA),
                caption: text_of(CAPTION),
                file_name: text_of(FILE_NAME),
            })?),
            _ => {
                let text = text_of(TEXT).ok_or(WhatsAppInputError::Empty)?;
                if text.chars().count() > MOST_TEXT {
                    return Err(WhatsAppInputError::TooLong { most: MOST_TEXT });
                }
                Content::Text(text)
            }
        };
        Ok(Self {
            from: text_of(FROM).ok_or(WhatsAppInputError::NoSender)?,
            to: e164(&text_of(TO).unwrap_or_default())?,
            content,
        })
    }

    /// The id of the template whose name and language [`Self::body`] needs.
    pub fn template_id(&self) -> Option<&str> {
        match &self.content {
            Content::Text(_) | Content::Media(_) => None,
            Content::Template { id, .. } => Some(id),
        }
    }

    /// The body of the request.
    pub fn body(&self, template: Option<&Template>) -> Value {
        let mut body = json!({
            "messaging_product": "whatsapp", "recipient_type": "individual", "to": self.to,
        });
        match (&self.content, template) {
            (Content::Text(text), _) => {
                body["type"] = "text".into();
                body["text"] = json!({"body": text});
            }
            (Content::Media(media), _) => {
                body["type"] = media.kind().into();
                body[media.kind()] = media.object();
            }
            (
                Content::Template {
                    header,
                    body: texts,
                    buttons,
                    ..
                },
                template,
            ) => {
                let mut components = Vec::new();
                for (kind, texts) in [("header", header), ("body", texts)] {
                    if !texts.is_empty() {
                        components.push(json!({"type": kind, "parameters": as_texts(texts)}));
                    }
                }
                for (index, text) in buttons.iter().enumerate() {
                    components.push(json!({
                        "type": "button", "sub_type": "url", "index": index.to_string(),
                        "parameters": as_texts(std::slice::from_ref(text)),
                    }));
                }
                body["type"] = "template".into();
                body["template"] = json!({
                    "name": template.map(|it| &it.name),
                    "language": {"code": template.map(|it| &it.language)},
                    "components": components,
                });
            }
        }
        body
    }
}

fn as_texts(texts: &[String]) -> Vec<Value> {
    let text = |text: &String| json!({"type": "text", "text": text});
    texts.iter().map(text).collect()
}

/// The fields `body_{{1}}`, `body_{{2}}`, … in their order. WhatsApp refuses line breaks, tabs and
/// more than four blanks in a row, so each run of white space becomes one blank.
fn parameters(
    fields: Option<&Map<String, Value>>,
    kind: &str,
) -> Result<Vec<String>, WhatsAppInputError> {
    let mut numbered = Vec::new();
    for (key, value) in fields.into_iter().flatten() {
        let number = key
            .strip_prefix(kind)
            .and_then(|rest| rest.strip_prefix("_{{"));
        let number = number.and_then(|rest| rest.strip_suffix("}}"));
        let Some(number) = number.and_then(|number| number.parse::<u32>().ok()) else {
            continue;
        };
        let words = display(value);
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || value.is_null() {
            return Err(WhatsAppInputError::EmptyField { field: key.clone() });
        }
        numbered.push((number, text));
    }
    numbered.sort();
    Ok(numbered.into_iter().map(|(_, text)| text).collect())
}

/// A number with its country: `+` and 7 to 15 digits, as people write it with blanks and signs.
fn e164(text: &str) -> Result<String, WhatsAppInputError> {
    let wrong = || WhatsAppInputError::Number {
        number: text.to_owned(),
    };
    let written: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"-./()".contains(*c))
        .collect();
    let digits = written
        .strip_prefix('+')
        .or_else(|| written.strip_prefix("00"));
    let digits = digits.ok_or_else(wrong)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    match is_number && (7..=15).contains(&digits.len()) && !digits.starts_with('0') {
        true => Ok(format!("+{digits}")),
        false => Err(wrong()),
    }
}

/// Messages hold personal data.
impl std::fmt::Debug for WhatsAppMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WhatsAppMessage").finish_non_exhaustive()
    }
}
