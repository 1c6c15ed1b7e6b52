//! Who is signed in.
//!
//! A page for the organization's people takes a [`StaffSession`]: without one its handler is not
//! reached, and the browser is sent to the sign-in page, from which it comes back. The session is a
//! cookie that no script can read; when a visit extends the session, the cookie goes out again with
//! its new end.

mod cookie;
#[cfg(test)]
mod tests;
mod way_back;

pub(crate) use cookie::{begin, end, token};
pub(crate) use way_back::{is_way_back, sign_in_address};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use winfactor_service::{
    accounts::{self, Staff},
    forms::{self, FormOwner, FormUse},
};

use crate::{
    AppState, form_body::FormBody, page_error::PageError, page_layer::PageContext, view::routes,
};

/// A member of staff who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct StaffSession {
    pub(crate) staff: Staff,
}

impl StaffSession {
    /// A token for a form of this session. `purpose` names the form and what it is about, such as
    /// `quote-send:quote_01…`.
    pub(crate) fn form_token(&self, state: &AppState, purpose: &str) -> String {
        forms::issue(
            state.service(),
            FormOwner::Session(&self.staff.session),
            purpose,
        )
    }

    /// Checks that a form was made for this session and purpose.
    pub(crate) fn verify<const MAX: usize>(
        &self,
        state: &AppState,
        purpose: &str,
        form: &FormBody<MAX>,
    ) -> Result<FormUse, PageError> {
        let owner = FormOwner::Session(&self.staff.session);
        Ok(forms::verify(
            state.service(),
            owner,
            purpose,
            form.token(),
        )?)
    }

    async fn of(parts: &Parts, state: &AppState) -> Result<Option<Self>, PageError> {
        let Some(token) = cookie::token(&parts.headers) else {
            return Ok(None);
        };
        let Some(staff) = accounts::session(state.service(), token).await? else {
            return Ok(None);
        };
        if staff.extended
            && let Some(context) = parts.extensions.get::<PageContext>()
        {
            context.send_cookie(cookie::set(state, token, staff.expires_at));
        }
        Ok(Some(StaffSession { staff }))
    }
}

impl FromRequestParts<AppState> for StaffSession {
    type Rejection = SignInFirst;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, SignInFirst> {
        let session = StaffSession::of(parts, state).await?;
        let session = session.ok_or_else(|| SignInFirst::to_come_back(parts))?;
        if let Some(context) = parts.extensions.get::<PageContext>() {
            context.learn(session.staff.locale, routes::HOME.to_owned());
        }
        Ok(session)
    }
}

impl OptionalFromRequestParts<AppState> for StaffSession {
    type Rejection = PageError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Option<Self>, PageError> {
        StaffSession::of(parts, state).await
    }
}

/// Why a page of the organization is not shown.
#[derive(Debug)]
pub(crate) enum SignInFirst {
    /// At this address one comes back afterwards.
    At(String),
    /// For what is no page: an event stream.
    NoPage,
    Error(PageError),
}

impl SignInFirst {
    fn to_come_back(parts: &Parts) -> Self {
        let accepts = parts.headers.get(header::ACCEPT);
        if accepts.is_some_and(|accepts| accepts.as_bytes().starts_with(b"text/event-stream")) {
            return SignInFirst::NoPage;
        }
        // A form cannot be posted again by following a link.
        let shown = matches!(parts.method, Method::GET | Method::HEAD);
        let next = parts.uri.path_and_query().filter(|_| shown);
        SignInFirst::At(sign_in_address(
            next.map_or(routes::HOME, |next| next.as_str()),
        ))
    }
}

impl From<PageError> for SignInFirst {
    fn from(error: PageError) -> Self {
        SignInFirst::Error(error)
    }
}

impl IntoResponse for SignInFirst {
    fn into_response(self) -> Response {
        match self {
            SignInFirst::At(address) => Redirect::to(&address).into_response(),
            SignInFirst::NoPage => StatusCode::UNAUTHORIZED.into_response(),
            SignInFirst::Error(error) => error.into_response(),
        }
    }
}
