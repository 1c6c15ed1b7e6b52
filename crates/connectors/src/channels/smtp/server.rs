use serde_json::Value;

use crate::channels::ChannelFailure;
use crate::secret::SecretText;

/// TLS from the first byte.
const TLS_PORT: u16 = 465;

/// A mail server and how to sign in there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    /// The user's name, mostly an address, and the password.
    pub login: Option<(String, SecretText)>,
    /// Nothing is sent unencrypted.
    pub requires_tls: bool,
}

impl MailServer {
    /// Reads a connection of the type CUSTOM_AUTH: `host`, `port`, `email`, `password`, `TLS`.
    ///
    /// # Errors
    /// When the host or the port is missing, or only half of the login is there.
    pub fn of_connection(connection: &Value) -> Result<Self, ChannelFailure> {
        let props = &connection["props"];
        let text = |key: &str| props[key].as_str().map(str::trim).unwrap_or_default();
        let host = text("host").to_ascii_lowercase();
        if host.is_empty() {
            let advice = "E-mail: choose a connection with the host and the port of a mail server";
            return Err(ChannelFailure::author(advice));
        }
        let port = match &props["port"] {
            Value::Number(number) => number.as_u64().and_then(|port| u16::try_from(port).ok()),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let port = port.filter(|port| *port > 0).ok_or_else(|| {
            ChannelFailure::broken("E-mail: the port must be a number, mostly 587 or 465")
        })?;
        let password = props["password"].as_str().unwrap_or_default();
        let login = match (text("email"), password) {
            ("", "") => None,
            (user, password) if !user.is_empty() && !password.is_empty() => {
                Some((user.to_owned(), SecretText::new(password)))
            }
            _ => {
                let advice = "E-mail: the connection needs both a user and a password, or neither";
                return Err(ChannelFailure::broken(advice));
            }
        };
        Ok(Self {
            host,
            port,
            login,
            requires_tls: props["TLS"] == true,
        })
    }

    /// Whether the connection is encrypted before anything is said.
    pub(super) fn speaks_tls_at_once(&self) -> bool {
        self.port == TLS_PORT
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_connection_gives_the_server_and_the_login() {
        let server = |props: Value| {
            MailServer::of_connection(&json!({"type": "CUSTOM_AUTH", "props": props}))
        };
        let full = json!({
            "host": " Mail.Example ", "port": "587", "email": "a@x.example", "password": "p", "TLS": true,
        });
        let full = server(full).unwrap();
        assert_eq!((full.host.as_str(), full.port), ("mail.example", 587));
        assert!(full.requires_tls && full.login.is_some());
        let open = server(json!({"host": "mail.example", "port": 25})).unwrap();
        assert_eq!((open.login, open.requires_tls), (None, false));
        for wrong in [
            json!({}),
            json!({"host": "mail.example"}),
            json!({"host": "mail.example", "port": 0}),
            json!({"host": "mail.example", "port": 70_000}),
            json!({"host": "mail.example", "port": 25, "email": "a@x.example"}),
        ] {
            assert!(server(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
