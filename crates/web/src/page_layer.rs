//! What every page passes on its way out: problems become pages in the language of whoever asked,
//! and cookies that were decided on along the way are sent.
//!
//! While a request is handled, its [`PageContext`] collects what is learnt about the reader: a
//! member of staff has a language of their own, a page of an organization leads back to it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use winfactor_domain::Locale;

use crate::{
    api::public_forms::{self, is_json},
    edge::{Asked, Trouble},
    language::Language,
    page_error::{PageError, page},
    view::Problem,
};

/// What was learnt about a request's reader. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageContext(Arc<Learnt>);

#[derive(Debug, Default)]
struct Learnt {
    reader: OnceLock<(Locale, String)>,
    cookies: Mutex<Vec<HeaderValue>>,
}

impl PageContext {
    /// The language of the pages, and where a page of a problem leads back to. The first word counts.
    pub(crate) fn learn(&self, locale: Locale, home: String) {
        // Somebody who is known already stays who they are.
        let _ = self.0.reader.set((locale, home));
    }

    /// Sends a cookie with the answer.
    pub(crate) fn send_cookie(&self, cookie: HeaderValue) {
        // Nothing in there can be half done.
        let cookies = self.0.cookies.lock();
        cookies.unwrap_or_else(PoisonError::into_inner).push(cookie);
    }
}

pub(crate) async fn page_layer(mut request: Request, next: Next) -> Response {
    let language = Language::of(request.uri(), request.headers());
    let of_a_program = is_json(request.headers());
    let context = PageContext::default();
    request.extensions_mut().insert(context.clone());
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>();
    if let Some(problem) = problem.filter(|_| of_a_program) {
        *response.body_mut() = public_forms::problem(problem);
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
    } else if let Some(problem) = problem {
        let reader = context.0.reader.get();
        let locale = reader.map_or_else(|| language.or(Locale::default()), |reader| reader.0);
        let home = reader.map(|reader| reader.1.as_str());
        let html = page(locale, problem, None, home);
        *response.body_mut() = Body::from(html.into_string());
    }
    let mut cookies = context
        .0
        .cookies
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    for cookie in cookies.drain(..) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// What a page says when something went wrong here.
pub(crate) fn apologize(trouble: Trouble, asked: &Asked<'_>) -> Response {
    if is_json(asked.headers) {
        return public_forms::apology(trouble, asked);
    }
    let locale = Language::of(asked.uri, asked.headers).or(Locale::default());
    let problem = match trouble {
        Trouble::Unexpected => Problem::Internal,
        Trouble::TooSlow => Problem::Unavailable,
    };
    let reference = asked.id.to_string();
    let html = page(locale, problem, Some(&reference), None);
    let mut response = PageError::from(problem).head();
    *response.body_mut() = Body::from(html.into_string());
    response
}
