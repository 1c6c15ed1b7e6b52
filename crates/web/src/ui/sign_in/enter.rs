use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use winfactor_service::{
    accounts::{self, SignIn, SignInAttempt},
    forms::{self, FormOwner},
};

use super::{FORM_PURPOSE, show::Sheet};
use crate::{
    AppState, ClientAddress,
    form_body::FormBody,
    language::Language,
    page_error::PageError,
    session::{self, is_way_back},
    ui::answer::see,
    view::{Problem, app::SignInProblem, routes},
};

/// Begins a session and leads to where somebody wanted to go.
pub(super) async fn enter(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    language: Language,
    headers: HeaderMap,
    form: FormBody,
) -> Result<Response, PageError> {
    if is_from_elsewhere(&headers) {
        return Err(Problem::FormExpired.into());
    }
    forms::verify(
        state.service(),
        FormOwner::Anyone,
        FORM_PURPOSE,
        form.token(),
    )?;
    let attempt = SignInAttempt {
        email: form.text("email").trim().to_owned(),
        password: form.owned("password").into(),
        address,
    };
    let next = Some(form.text("next")).filter(|next| is_way_back(next));
    let (status, problem) = match accounts::sign_in(state.service(), attempt).await? {
        SignIn::Done(signed_in) => {
            let mut response = see(next.unwrap_or(routes::HOME));
            let cookie = session::begin(&state, &signed_in);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return Ok(response);
        }
        SignIn::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            SignInProblem::WrongCredentials,
        ),
        SignIn::TooManyFailures { retry_after } => {
            let problem = SignInProblem::TooManyAttempts { retry_after };
            (StatusCode::TOO_MANY_REQUESTS, problem)
        }
    };
    let sheet = Sheet {
        status,
        language,
        email: form.text("email"),
        problem: Some(problem),
        next,
        notice: None,
    };
    let mut response = sheet.render(&state);
    if let SignInProblem::TooManyAttempts { retry_after } = problem {
        let seconds = HeaderValue::from(retry_after.as_secs().max(1));
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response)
}

/// Whether the browser says that another site sent the form. One that says nothing is old, and
/// protected by the form's token alone.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    site.is_some_and(|site| site == "cross-site" || site == "same-site")
}
