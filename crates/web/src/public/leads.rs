use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use winfactor_service::{
    ServiceError,
    forms::{self, FormOwner, FormUse},
    idempotency::{FirstAnswer, Idempotency, IdempotencyKey, request_hash},
    leads::{self, LeadFields, Left},
};

use super::{
    organization::{show_form, thanks},
    posted::Posted,
    sender::Sender,
    visit::Visit,
    whole_form,
};
use crate::{
    AppState, api::public_forms, form_body::FormBody, page_error::PageError,
    view::public::ContactInput,
};

/// A visitor leaves a message.
pub(super) async fn leave(
    State(state): State<AppState>,
    _: Sender,
    mut visit: Visit,
    posted: Posted,
) -> Result<Response, PageError> {
    let form = match posted {
        Posted::Form(form) => form,
        Posted::Json(request) => {
            state.limits().public_page(visit.organization.id)?;
            let left = public_forms::leave(state.service(), &visit.organization, request).await;
            return Ok(left.into_response());
        }
    };
    visit.speak(form.text("lang"));
    if whole_form::is_of_a_robot(&form) {
        return Ok(thanks(&visit).into_response());
    }
    let typed = typed(&form);
    let service = state.service();
    let used = forms::verify(service, FormOwner::Anyone, &purpose(&visit), form.token());
    let Ok(used) = used else {
        let stale = [whole_form::stale()];
        return show_form(
            &state,
            &visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            &typed,
            &stale,
        )
        .await;
    };
    state.limits().public_page(visit.organization.id)?;
    let fields = LeadFields {
        locale: visit.reader.locale,
        name: typed.name.clone(),
        email: typed.email.clone(),
        phone: Some(typed.phone.clone()),
        message: typed.message.clone(),
    };
    let slug = visit.organization.slug.as_str();
    let (status, errors) =
        match leads::leave(service, slug, fields, Some(once(&used, &typed))).await {
            Ok(_) => return Ok(thanks(&visit).into_response()),
            Err(ServiceError::Invalid(invalid)) => (StatusCode::UNPROCESSABLE_ENTITY, invalid.0),
            Err(error) if whole_form::was_sent_before(&error) => {
                (StatusCode::CONFLICT, vec![whole_form::sent_before()])
            }
            Err(error) => return Err(error.into()),
        };
    show_form(&state, &visit, status, &typed, &errors).await
}

/// What a token of the contact form is for.
pub(super) fn purpose(visit: &Visit) -> String {
    format!("lead:{}", visit.organization.id)
}

fn typed(form: &FormBody) -> ContactInput {
    ContactInput {
        name: form.owned("name"),
        email: form.owned("email"),
        phone: form.owned("phone"),
        message: form.owned("message"),
    }
}

/// The same form with the same entries is the same message.
fn once(form: &FormUse, typed: &ContactInput) -> Idempotency<Left> {
    let entries = [&typed.name, &typed.email, &typed.phone, &typed.message];
    Idempotency {
        key: IdempotencyKey::of_form(form),
        request_hash: request_hash(&entries.map(|entry| entry.as_bytes())),
        // Everybody is thanked alike.
        render: Box::new(|_| FirstAnswer {
            status: StatusCode::SEE_OTHER.as_u16(),
            body: String::new(),
        }),
    }
}
