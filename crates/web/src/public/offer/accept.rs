use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use winfactor_domain::Answer;
use winfactor_service::{
    ServiceError,
    quotes::{self, AcceptFields},
};

use super::{
    opened::{Opened, refusal},
    page::{Typed, render},
};
use crate::{
    AppState,
    api::public_forms,
    page_error::PageError,
    public::{posted::Posted, sender::Sender, whole_form},
    view::public::AcceptInput,
};

/// The customer accepts.
pub(super) async fn accept(
    State(state): State<AppState>,
    Sender(visitor): Sender,
    mut opened: Opened,
    posted: Posted,
) -> Result<Response, PageError> {
    let form = match posted {
        Posted::Form(form) => form,
        Posted::Json(request) => {
            let (service, offer) = (state.service(), &opened.offer);
            let answered = public_forms::accept(service, offer, request, visitor).await;
            return Ok(answered.into_response());
        }
    };
    opened.speak(form.text("lang"));
    let typed = AcceptInput {
        name: form.owned("name"),
        confirmed: form.ticked("confirmed"),
    };
    let again = |errors| Typed {
        accept: typed.clone(),
        accept_errors: errors,
        ..Typed::default()
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    if opened.verify(&state, &form).is_err() && opened.offer.answerable.is_ok() {
        return Ok(render(
            &state,
            &opened,
            wrong,
            &again(vec![whole_form::stale()]),
        ));
    }
    let fields = AcceptFields {
        name: typed.name.clone(),
        confirmed: typed.confirmed,
    };
    match quotes::accept(state.service(), &opened.token, fields, visitor).await {
        Ok(answered) if matches!(answered.answer(), Answer::Accepted(_)) => {
            Ok(opened.lead_to().into_response())
        }
        // It was rejected before, or cannot be answered any more: the page says which.
        Ok(_) | Err(ServiceError::Refused(_)) => {
            let opened = opened.again(&state).await?;
            Ok(render(
                &state,
                &opened,
                StatusCode::CONFLICT,
                &Typed::default(),
            ))
        }
        Err(ServiceError::Invalid(invalid)) => {
            Ok(render(&state, &opened, wrong, &again(invalid.0)))
        }
        Err(error) => Err(refusal(error)),
    }
}
