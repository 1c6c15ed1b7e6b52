//! How pages say no: a page in the reader's language that tells whose turn it is.
//!
//! A handler returns a [`PageError`], which every refusal of a use case turns into; the page itself
//! is written by the layer around the handlers, which knows the language. What a form can be told
//! (wrong fields, an offer that has expired) is not for here: its handler shows the form again.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::Markup;
use winfactor_domain::Locale;
use winfactor_service::{ServiceError, StoreError, forms::FormTokenError};

use crate::{
    RateLimited,
    edge::Failure,
    view::{Problem, ProblemPage, problem_page},
};

/// Why there is no other page to show.
#[derive(Debug)]
pub(crate) struct PageError {
    status: StatusCode,
    problem: Problem,
    retry_after: Option<Duration>,
    /// What our log is to say.
    failure: Option<Failure>,
}

impl PageError {
    pub(crate) fn new(status: StatusCode, problem: Problem) -> Self {
        PageError {
            status,
            problem,
            retry_after: None,
            failure: None,
        }
    }

    /// There is no such page.
    pub(crate) fn not_found() -> Self {
        Problem::NotFound.into()
    }

    /// Refused for now.
    fn later(wait: Duration) -> Self {
        PageError {
            retry_after: Some(wait),
            ..Problem::Unavailable.into()
        }
    }

    fn because(self, error: ServiceError) -> Self {
        let failure = Failure {
            error: Arc::new(error),
            apologize: self.status == StatusCode::INTERNAL_SERVER_ERROR,
        };
        PageError {
            failure: Some(failure),
            ..self
        }
    }

    /// The answer without its page.
    pub(crate) fn head(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, html);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = self.retry_after {
            let seconds = HeaderValue::from(wait.as_secs().max(1));
            headers.insert(header::RETRY_AFTER, seconds);
        }
        if let Some(failure) = self.failure {
            response.extensions_mut().insert(failure);
        }
        response
    }
}

impl From<Problem> for PageError {
    fn from(problem: Problem) -> Self {
        let status = match problem {
            Problem::NotFound | Problem::OfferNotFound => StatusCode::NOT_FOUND,
            Problem::Forbidden | Problem::FormExpired => StatusCode::FORBIDDEN,
            Problem::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Problem::BadRequest => StatusCode::BAD_REQUEST,
            Problem::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Problem::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        };
        PageError::new(status, problem)
    }
}

impl From<RateLimited> for PageError {
    fn from(limited: RateLimited) -> Self {
        let retry_after = Some(Duration::from_secs(limited.seconds));
        PageError {
            retry_after,
            ..Problem::TooManyRequests { retry_after }.into()
        }
    }
}

impl From<FormTokenError> for PageError {
    fn from(_: FormTokenError) -> Self {
        Problem::FormExpired.into()
    }
}

impl From<ServiceError> for PageError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::NotFound { .. } => PageError::not_found(),
            ServiceError::Invalid(_) => Problem::BadRequest.into(),
            ServiceError::Refused(_) | ServiceError::Conflict { .. } => {
                PageError::new(StatusCode::CONFLICT, Problem::BadRequest)
            }
            // Full queues are no mistake, and a line for each refused request would make it worse.
            ServiceError::Store(StoreError::Busy) => PageError::later(Duration::from_secs(1)),
            ServiceError::Store(StoreError::Closed) => PageError::later(Duration::from_secs(5)),
            ServiceError::Store(
                StoreError::Unavailable { .. } | StoreError::OutcomeUnknown { .. },
            ) => PageError::later(Duration::from_secs(5)).because(error),
            // The answer itself is written at the edge, which knows the reference.
            ServiceError::Store(_) | ServiceError::Internal { .. } => {
                PageError::from(Problem::Internal).because(error)
            }
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let problem = self.problem;
        let mut response = self.head();
        response.extensions_mut().insert(problem);
        response
    }
}

pub(crate) fn page(
    locale: Locale,
    problem: Problem,
    reference: Option<&str>,
    home: Option<&str>,
) -> Markup {
    problem_page(&ProblemPage {
        locale,
        problem,
        reference,
        home,
    })
}
