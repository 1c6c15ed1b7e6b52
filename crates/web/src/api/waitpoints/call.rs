use axum::{
    extract::{Path, Request, State},
    http::{Method, header},
    response::{IntoResponse, Response},
};
use winfactor_domain::FlowRunId;
use winfactor_service::runs::{self, Resumed};

use super::{
    answer::{Caller, answer, refusal, unusable},
    payload::{asks_for, payload},
};
use crate::{
    AppState, ClientAddress,
    view::{WaitpointPage, waitpoint_page},
};

/// Goes on with the run, and answers at once.
pub(super) async fn call(
    State(state): State<AppState>,
    Path((run, waitpoint)): Path<(String, String)>,
    request: Request,
) -> Response {
    respond(&state, &run, waitpoint, request, false).await
}

/// Goes on with the run, for a caller who would wait for what the run answers.
pub(super) async fn call_and_wait(
    State(state): State<AppState>,
    Path((run, waitpoint)): Path<(String, String)>,
    request: Request,
) -> Response {
    respond(&state, &run, waitpoint, request, true).await
}

async fn respond(
    state: &AppState,
    run: &str,
    waitpoint: String,
    request: Request,
    waits: bool,
) -> Response {
    let caller = Caller::of(request.uri(), request.headers());
    let (parts, body) = request.into_parts();
    let ClientAddress(address) = ClientAddress::of(&parts, state);
    if let Err(limited) = state.limits().address(address) {
        return refusal(caller, limited);
    }
    // What is no id names nothing, and the database is not asked.
    let run = run.parse::<FlowRunId>().ok();
    let Some(run) = run.filter(|_| could_be_made(&waitpoint)) else {
        return answer(caller, Resumed::NotFound, waits);
    };
    let service = state.service();
    let asks_first = matches!(
        (&parts.method, caller),
        (&Method::HEAD | &Method::OPTIONS, _) | (&Method::GET, Caller::Browser(_))
    );
    let resumed = if asks_first {
        runs::look_at_waitpoint(service, run, waitpoint).await
    } else {
        let payload = match payload(Request::from_parts(parts.clone(), body)).await {
            Ok(payload) => payload,
            Err(error) => return unusable(caller, error),
        };
        runs::resume_waitpoint(service, run, waitpoint, payload).await
    };
    match (resumed, caller) {
        (Err(error), _) => refusal(caller, error),
        (Ok(Resumed::GoesOn), Caller::Browser(locale)) if asks_first => {
            waitpoint_page(WaitpointPage::Asks(asks_for(&parts.uri)), locale).into_response()
        }
        (Ok(Resumed::GoesOn), Caller::Program) if asks_first => {
            [(header::ALLOW, "GET, POST, PUT, PATCH, DELETE")].into_response()
        }
        (Ok(resumed), _) => answer(caller, resumed, waits),
    }
}

/// Ids of waitpoints are written in base64's alphabet for addresses.
fn could_be_made(waitpoint: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    waitpoint.bytes().all(is_letter)
}
