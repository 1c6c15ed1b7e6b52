use std::collections::HashMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use url::form_urlencoded;

use crate::{
    AppState,
    page_error::PageError,
    view::{Problem, form::FORM_TOKEN},
};

/// The largest form, in bytes. The longest field, a message of 5,000 characters, takes up to 60,000
/// when each of them has to be escaped.
const MAX_FORM: usize = 256 * 1024;
/// The largest form that holds a file's text, in bytes.
pub(crate) const MAX_UPLOAD: usize = 6 << 20;
/// Fields of one form; a quote may have some hundreds of lines with four fields each.
const MAX_FIELDS: usize = 10_000;

/// The fields of a form as a browser sends them (`application/x-www-form-urlencoded`), at most `MAX`
/// bytes of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormBody<const MAX: usize = MAX_FORM> {
    fields: HashMap<String, Vec<String>>,
}

impl<const MAX: usize> FormBody<MAX> {
    pub(crate) fn parse(body: &[u8]) -> Self {
        let mut fields: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in form_urlencoded::parse(body).take(MAX_FIELDS) {
            fields
                .entry(name.into_owned())
                .or_default()
                .push(value.into_owned());
        }
        FormBody { fields }
    }

    /// What was typed into a field; empty when the form has none of that name.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// The same as a text of its own.
    pub(crate) fn owned(&self, name: &str) -> String {
        self.text(name).to_owned()
    }

    /// What was typed into all fields of one name, in the order of the page.
    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box was ticked: browsers leave out those that were not.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// The hidden token that ties the form to its page.
    pub(crate) fn token(&self) -> &str {
        self.text(FORM_TOKEN)
    }
}

impl<const MAX: usize> FromRequest<AppState> for FormBody<MAX> {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, PageError> {
        if !is_form(request.headers()) {
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(PageError::new(status, Problem::BadRequest));
        }
        Ok(FormBody::parse(&read(request, MAX).await?))
    }
}

async fn read(request: Request, max: usize) -> Result<Bytes, PageError> {
    match Limited::new(request.into_body(), max).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            Err(PageError::new(status, Problem::BadRequest))
        }
        Err(_broken) => Err(Problem::BadRequest.into()),
    }
}

/// Whether the body is a form, with whatever parameters.
fn is_form(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    let media_type = media_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_they_were_typed() {
        let body = b"name=J%C3%BCrgen+Kr%C3%B6ger&note=a%0D%0Ab&box=yes&line=1&line=2";
        let form: FormBody = FormBody::parse(body);
        assert_eq!(form.text("name"), "Jürgen Kröger");
        assert_eq!(form.text("note"), "a\r\nb");
        assert_eq!(form.all("line"), ["1", "2"]);
        assert_eq!((form.text("none"), form.all("none").len()), ("", 0));
        assert!(form.ticked("box") && !form.ticked("other"));
    }

    #[test]
    fn only_forms_are_taken_for_forms() {
        let is_form = |media_type: &'static str| {
            let media_type = header::HeaderValue::from_static(media_type);
            super::is_form(&HeaderMap::from_iter([(header::CONTENT_TYPE, media_type)]))
        };
        assert!(is_form("application/x-www-form-urlencoded"));
        assert!(is_form("Application/X-WWW-Form-Urlencoded; charset=UTF-8"));
        assert!(!is_form("text/plain"));
        assert!(!is_form("multipart/form-data; boundary=x"));
        assert!(!super::is_form(&HeaderMap::new()));
    }
}
