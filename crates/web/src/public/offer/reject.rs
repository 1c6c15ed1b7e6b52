use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use winfactor_domain::Answer;
use winfactor_service::{
    ServiceError,
    quotes::{self, RejectFields},
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
    view::public::RejectInput,
};

/// The customer declines.
pub(super) async fn reject(
    State(state): State<AppState>,
    Sender(visitor): Sender,
    mut opened: Opened,
    posted: Posted,
) -> Result<Response, PageError> {
    let form = match posted {
        Posted::Form(form) => form,
        Posted::Json(request) => {
            let (service, offer) = (state.service(), &opened.offer);
            let answered = public_forms::reject(service, offer, request, visitor).await;
            return Ok(answered.into_response());
        }
    };
    opened.speak(form.text("lang"));
    let typed = RejectInput {
        name: form.owned("name"),
        reason: form.owned("reason"),
        confirmed: form.ticked("confirmed"),
    };
    let again = |errors| Typed {
        reject: typed.clone(),
        reject_errors: errors,
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
    let fields = RejectFields {
        name: Some(typed.name.clone()),
        reason: Some(typed.reason.clone()),
        confirmed: typed.confirmed,
    };
    match quotes::reject(state.service(), &opened.token, fields, visitor).await {
        Ok(answered) if matches!(answered.answer(), Answer::Rejected(_)) => {
            Ok(opened.lead_to().into_response())
        }
        // It was accepted before, or cannot be answered any more: the page says which.
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
