//! How an endpoint's owner lets the receiver check deliveries without our signatures: the three
//! ways that ActivePieces' Catch Webhook, and most simple receivers, offer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::custom_headers::{CustomHeaders, HeaderProblem, parse_name, parse_value};
use crate::secret::SecretText;
use crate::signing::BodyHmac;

/// What a request carries beside the signatures. `Debug` shows no secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebhookAuth(Kind);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    None,
    /// Basic authentication is a fixed header too.
    Fixed(HeaderName, HeaderValue),
    BodyHmac(HeaderName, BodyHmac),
}

impl WebhookAuth {
    /// Nothing but the signatures.
    #[must_use]
    pub fn none() -> Self {
        Self(Kind::None)
    }

    /// Basic authentication (RFC 7617), in UTF-8.
    ///
    /// # Errors
    /// A user name with a colon, or a control character in either part.
    pub fn basic(user_name: &str, password: &SecretText) -> Result<Self, HeaderProblem> {
        if user_name.contains(':') || user_name.chars().any(char::is_control) {
            return Err(HeaderProblem::UserName);
        }
        let password = password.expose();
        if password.chars().any(char::is_control) {
            return Err(HeaderProblem::Password);
        }
        let credentials = STANDARD.encode(format!("{user_name}:{password}"));
        let value = parse_value(&AUTHORIZATION, &format!("Basic {credentials}"))?;
        Ok(Self(Kind::Fixed(AUTHORIZATION, value)))
    }

    /// A header with a secret value.
    ///
    /// # Errors
    /// A name or a value that cannot be used, and why.
    pub fn header(name: &str, value: &SecretText) -> Result<Self, HeaderProblem> {
        let name = parse_name(name)?;
        let value = parse_value(&name, value.expose())?;
        Ok(Self(Kind::Fixed(name, value)))
    }

    /// An HMAC of the plain body in a header of the owner's choice.
    ///
    /// # Errors
    /// A name or a prefix that cannot be used, and why.
    pub fn body_hmac(name: &str, hmac: BodyHmac) -> Result<Self, HeaderProblem> {
        let name = parse_name(name)?;
        parse_value(&name, &hmac.prefix)?;
        Ok(Self(Kind::BodyHmac(name, hmac)))
    }

    /// Refuses custom headers that would take the place of this one.
    ///
    /// # Errors
    /// [`HeaderProblem::Twice`].
    pub fn check_beside(&self, custom: &CustomHeaders) -> Result<(), HeaderProblem> {
        match &self.0 {
            Kind::Fixed(name, _) | Kind::BodyHmac(name, _) if custom.contains(name) => {
                Err(HeaderProblem::Twice {
                    name: name.to_string(),
                })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn apply(&self, headers: &mut HeaderMap, body: &[u8]) {
        match &self.0 {
            Kind::None => {}
            Kind::Fixed(name, value) => {
                headers.insert(name.clone(), value.clone());
            }
            Kind::BodyHmac(name, hmac) => {
                let value = HeaderValue::try_from(hmac.sign(body))
                    .expect("the prefix was checked, hex and base64 are ASCII");
                headers.insert(name.clone(), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::signing::{HmacAlgorithm, HmacEncoding};

    fn applied(auth: &WebhookAuth, name: &str) -> String {
        let mut headers = HeaderMap::new();
        auth.apply(&mut headers, b"{}");
        headers[name].to_str().unwrap().to_owned()
    }

    fn hmac(prefix: &str) -> BodyHmac {
        BodyHmac {
            algorithm: HmacAlgorithm::Sha256,
            encoding: HmacEncoding::Hex,
            prefix: prefix.to_owned(),
            secret: SecretText::new("key"),
        }
    }

    #[test]
    fn each_kind_sets_the_header_that_receivers_check() {
        let basic = WebhookAuth::basic("Aladdin", &SecretText::new("open sesame")).unwrap();
        // The example of RFC 7617.
        assert_eq!(
            applied(&basic, "authorization"),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
        let header = WebhookAuth::header("X-Token", &SecretText::new("t0ken")).unwrap();
        assert_eq!(applied(&header, "x-token"), "t0ken");
        let signed = WebhookAuth::body_hmac("X-Hub-Signature-256", hmac("sha256=")).unwrap();
        let value = applied(&signed, "x-hub-signature-256");
        assert_eq!(value, hmac("sha256=").sign(b"{}"));
        assert!(value.starts_with("sha256="));
    }

    #[test]
    fn settings_that_cannot_be_sent_are_refused() {
        let secret = SecretText::new("x");
        let error = |auth: Result<WebhookAuth, HeaderProblem>| auth.unwrap_err().code();
        assert_eq!(error(WebhookAuth::basic("a:b", &secret)), "auth_user_name");
        let broken = SecretText::new("a\nb");
        assert_eq!(error(WebhookAuth::basic("a", &broken)), "auth_password");
        assert_eq!(
            error(WebhookAuth::header("Host", &secret)),
            "header_reserved"
        );
        assert_eq!(
            error(WebhookAuth::header("X-A", &broken)),
            "header_line_break"
        );
        let name = "X-WinFactor-Signature";
        assert_eq!(
            error(WebhookAuth::body_hmac(name, hmac(""))),
            "header_reserved"
        );
        assert_eq!(
            error(WebhookAuth::body_hmac("X-A", hmac("a\r\n"))),
            "header_line_break"
        );
    }

    #[test]
    fn a_custom_header_cannot_stand_in_for_the_authentication() {
        let custom = CustomHeaders::parse([("authorization", "Bearer x")]).unwrap();
        let basic = WebhookAuth::basic("a", &SecretText::new("b")).unwrap();
        assert_eq!(
            basic.check_beside(&custom).unwrap_err().code(),
            "header_twice"
        );
        assert!(WebhookAuth::none().check_beside(&custom).is_ok());
    }

    #[test]
    fn debug_shows_no_secret() {
        let basic = WebhookAuth::basic("a", &SecretText::new("b")).unwrap();
        let shown = format!("{basic:?} {:?}", WebhookAuth::body_hmac("X-A", hmac("")));
        assert!(!shown.contains("YTpi") && !shown.contains("key"), "{shown}");
    }
}
