//! Cookies: only this server reads them, and only requests that come from its own pages or from a
//! followed link carry them.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::AppState;

/// The value of a cookie that a request carries.
pub(crate) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(each, value)| (each == name).then_some(value))
}

/// A `Set-Cookie` for the whole site. With 0 seconds the browser forgets it. `value` must be made of
/// letters, digits, `-` and `_`.
pub(crate) fn set(state: &AppState, name: &str, value: &str, seconds: u64) -> HeaderValue {
    let encrypted = state.service().links().base().starts_with("https://");
    let secure = if encrypted { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::try_from(text).expect("names, tokens and codes are plain ASCII");
    cookie.set_sensitive(true);
    cookie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; bb=2;c=3=4"));
        headers.append(header::COOKIE, HeaderValue::from_static("d=5"));
        let found = ["a", "bb", "b", "c", "d"].map(|name| value(&headers, name));
        assert_eq!(found, [Some("1"), Some("2"), None, Some("3=4"), Some("5")]);
    }
}
