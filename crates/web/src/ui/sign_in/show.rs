use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use winfactor_domain::Locale;
use winfactor_service::forms::{self, FormOwner};

use super::FORM_PURPOSE;
use crate::{
    AppState,
    language::Language,
    page_error::PageError,
    session::{self, StaffSession, is_way_back},
    ui::{
        answer::{page_as, see},
        desk,
        list::ListQuery,
    },
    view::{
        Notice,
        app::{SignInPage, SignInProblem, sign_in_page},
        routes,
    },
};

/// The sign-in page, or the way on for somebody who is signed in already.
pub(super) async fn show(
    State(state): State<AppState>,
    session: Option<StaffSession>,
    language: Language,
    query: ListQuery,
    uri: axum::http::Uri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let next = query.text("next").filter(|next| is_way_back(next));
    if session.is_some() {
        return Ok(see(next.unwrap_or(routes::HOME)));
    }
    // The browser still shows a session, and it has ended.
    let expired = session::token(&headers).is_some();
    let sheet = Sheet {
        status: StatusCode::OK,
        language,
        email: "",
        problem: expired.then_some(SignInProblem::SessionExpired),
        next,
        notice: desk::notice(&uri),
    };
    let mut response = sheet.render(&state);
    if expired {
        response
            .headers_mut()
            .append(header::SET_COOKIE, session::end(&state));
    }
    Ok(response)
}

/// The sign-in page with what was typed and what came of it.
pub(super) struct Sheet<'a> {
    pub(super) status: StatusCode,
    pub(super) language: Language,
    pub(super) email: &'a str,
    pub(super) problem: Option<SignInProblem>,
    pub(super) next: Option<&'a str>,
    pub(super) notice: Option<Notice>,
}

impl Sheet<'_> {
    pub(super) fn render(&self, state: &AppState) -> Response {
        let form_token = forms::issue(state.service(), FormOwner::Anyone, FORM_PURPOSE);
        let markup = sign_in_page(&SignInPage {
            locale: self.language.or(Locale::default()),
            email: self.email,
            problem: self.problem,
            next: self.next,
            form_token: &form_token,
            notice: self.notice,
        });
        let mut response = page_as(self.status, markup);
        if let Some(cookie) = self.language.cookie(state) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}
