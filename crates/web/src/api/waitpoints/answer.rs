use axum::{
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use winfactor_domain::Locale;
use winfactor_service::runs::Resumed;

use crate::{
    api::{error::ApiError, reply},
    language::Language,
    page_error::PageError,
    view::{Problem, WaitpointPage, waitpoint_page},
};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// It reads pages, in this language.
    Browser(Locale),
    Program,
}

impl Caller {
    pub(super) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let accepts = headers.get_all(header::ACCEPT).iter();
        let mut accepts = accepts.filter_map(|value| value.to_str().ok());
        match accepts.any(|types| types.to_ascii_lowercase().contains("text/html")) {
            true => Caller::Browser(Language::of(uri, headers).or(Locale::default())),
            false => Caller::Program,
        }
    }
}

/// A refusal, as whoever calls understands it.
pub(super) fn refusal<E>(caller: Caller, error: E) -> Response
where
    E: Into<ApiError> + Into<PageError>,
{
    match caller {
        Caller::Browser(_) => Into::<PageError>::into(error).into_response(),
        Caller::Program => Into::<ApiError>::into(error).into_response(),
    }
}

/// A body that cannot be used.
pub(super) fn unusable(caller: Caller, error: ApiError) -> Response {
    match caller {
        Caller::Browser(_) => PageError::from(Problem::BadRequest).into_response(),
        Caller::Program => error.into_response(),
    }
}

/// What came of the call; `waits` of one at `…/sync`.
pub(super) fn answer(caller: Caller, resumed: Resumed, waits: bool) -> Response {
    if resumed == Resumed::NotFound {
        return match caller {
            Caller::Browser(_) => PageError::not_found().into_response(),
            Caller::Program => {
                let message = "there is no such waitpoint; check that the address is complete";
                ApiError::not_found(message).into_response()
            }
        };
    }
    match caller {
        Caller::Browser(locale) => {
            let page = match resumed {
                Resumed::GoesOn => WaitpointPage::Done,
                Resumed::UsedBefore => WaitpointPage::UsedBefore,
                Resumed::RunIsOver | Resumed::NotFound => WaitpointPage::RunIsOver,
            };
            (page_status(resumed, waits), waitpoint_page(page, locale)).into_response()
        }
        Caller::Program => for_program(resumed, waits),
    }
}

fn page_status(resumed: Resumed, waits: bool) -> StatusCode {
    match resumed {
        Resumed::UsedBefore if waits => StatusCode::GONE,
        Resumed::RunIsOver if waits => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    }
}

fn for_program(resumed: Resumed, waits: bool) -> Response {
    let (code, message) = match resumed {
        Resumed::GoesOn if waits => return StatusCode::NO_CONTENT.into_response(),
        Resumed::GoesOn => ("goes_on", "the run goes on"),
        Resumed::UsedBefore => (
            "used_before",
            "this link has expired: it was used before; nothing was changed",
        ),
        Resumed::RunIsOver | Resumed::NotFound => (
            "run_over",
            "this link has expired: the run is over; nothing was changed",
        ),
    };
    match page_status(resumed, waits) {
        StatusCode::OK => reply::json(StatusCode::OK, &json!({"message": message})),
        refused => ApiError::new(refused, code, message).into_response(),
    }
}
