use serde_json::Value;
use url::form_urlencoded;

/// What stands in place of a secret.
pub(super) const REDACTED: &str = "**REDACTED**";

/// Replacing a text that is shorter would spoil more than it hides.
const SHORTEST: usize = 4;

/// Members of a connection that say what it is.
const NOT_SECRET: [&str; 2] = ["type", "status"];

/// The texts of connections, which no output may show.
#[derive(Clone, Default)]
pub(super) struct Secrets {
    /// As they are, as they stand in an address, and as they stand in JSON.
    texts: Vec<String>,
}

impl Secrets {
    /// Takes every text of a connection.
    pub(super) fn add(&mut self, connection: &Value) {
        match connection {
            Value::String(text) if text.len() >= SHORTEST => self.add_text(text),
            Value::Array(items) => items.iter().for_each(|item| self.add(item)),
            Value::Object(members) => members
                .iter()
                .filter(|(key, _)| !NOT_SECRET.contains(&key.as_str()))
                .for_each(|(_, member)| self.add(member)),
            _ => {}
        }
        // A secret may be a part of another one.
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    }

    fn add_text(&mut self, text: &str) {
        let in_address: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let in_json = Value::from(text).to_string();
        let in_json = in_json[1..in_json.len() - 1].to_owned();
        for form in [text.to_owned(), in_address, in_json] {
            if !self.texts.contains(&form) {
                self.texts.push(form);
            }
        }
    }

    /// The text without the secrets.
    pub(super) fn hide(&self, text: &str) -> String {
        self.texts.iter().fold(text.to_owned(), |hidden, secret| {
            hidden.replace(secret.as_str(), REDACTED)
        })
    }
}
