//! The language of a page that somebody sees who is not signed in.
//!
//! Whoever follows the language switch (`?lang=de`) says it plainly, and it is remembered in a
//! cookie; otherwise the browser says it in `Accept-Language`; otherwise the page decides, by the
//! organization it belongs to.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, Uri, header, request::Parts},
};
use url::form_urlencoded;
use winfactor_domain::Locale;

use crate::{AppState, cookies};

const COOKIE: &str = "winfactor_language";
const PARAMETER: &str = "lang";
const YEAR_SECONDS: u64 = 365 * 24 * 60 * 60;

/// What a request says about the language that its sender reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Language {
    /// Said in the address.
    pub(crate) chosen: Option<Locale>,
    /// Chosen at an earlier visit, or asked for by the browser.
    pub(crate) usual: Option<Locale>,
}

impl Language {
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let query = uri.query().unwrap_or_default().as_bytes();
        let chosen = form_urlencoded::parse(query)
            .find(|(name, _)| name == PARAMETER)
            .and_then(|(_, value)| value.parse().ok());
        let remembered = cookies::value(headers, COOKIE).and_then(|code| code.parse().ok());
        let asked_for = headers.get(header::ACCEPT_LANGUAGE);
        let asked_for = asked_for.and_then(|value| Locale::negotiate(value.to_str().ok()?));
        Language {
            chosen,
            usual: remembered.or(asked_for),
        }
    }

    pub(crate) fn or(self, default: Locale) -> Locale {
        self.chosen.or(self.usual).unwrap_or(default)
    }

    /// Remembers a choice that was made in the address.
    pub(crate) fn cookie(self, state: &AppState) -> Option<HeaderValue> {
        let code = self.chosen?.code();
        Some(cookies::set(state, COOKIE, code, YEAR_SECONDS))
    }
}

impl FromRequestParts<AppState> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        Ok(Language::of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(uri: &'static str, headers: &[(header::HeaderName, &'static str)]) -> Language {
        let headers = headers.iter().cloned();
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        Language::of(&Uri::from_static(uri), &headers.collect())
    }

    #[test]
    fn the_address_comes_before_the_cookie_and_the_cookie_before_the_browser() {
        let cookie = (header::COOKIE, "a=b; winfactor_language=de");
        let browser = (header::ACCEPT_LANGUAGE, "nl-NL,nl;q=0.9");
        let both = [cookie, browser.clone()];
        assert_eq!(of("/q/x?lang=en", &both).or(Locale::Nl), Locale::En);
        assert_eq!(of("/q/x?lang=fr", &both).or(Locale::En), Locale::De);
        assert_eq!(of("/q/x", &[browser]).or(Locale::En), Locale::Nl);
        assert_eq!(of("/q/x", &[]).or(Locale::De), Locale::De);
    }
}
