use axum::{http::header, response::Response};
use winfactor_domain::EndpointId;
use winfactor_service::{
    endpoints::{self, Created as Made},
    idempotency::Created,
};

use super::form;
use crate::{
    page_error::PageError,
    ui::{
        answer::{page, see_with},
        desk::Desk,
        posted::Posted,
        shown_secret,
    },
    view::{Notice, app::EndpointInput, routes},
};

/// The form of a new endpoint.
pub(super) async fn form(desk: Desk) -> Response {
    page(form::render(&desk, None, &EndpointInput::default(), &[]))
}

/// Adds an endpoint and leads to it; its secret is shown there, this once.
pub(super) async fn create(posted: Posted) -> Result<Response, PageError> {
    let input = form::read(&posted.form);
    let new = endpoints::EndpointInput {
        url: input.url.clone(),
        description: input.description.clone(),
        event_types: posted.form.all("event_type").to_vec(),
        auth: form::auth(&posted.form).unwrap_or_default(),
        auto_pause: Some(input.auto_pause),
        ..endpoints::EndpointInput::default()
    };
    // Two endpoints with one address are two mistakes more often than one wish.
    let asked = [
        b"endpoint".as_slice(),
        new.url.as_bytes(),
        new.description.as_bytes(),
    ];
    let (state, staff) = (posted.state.clone(), posted.session.staff.clone());
    // What is kept for a repetition must not tell the secret.
    let remembered = move |made: &Made| {
        let id = made.endpoint.id;
        let sealed = shown_secret::seal(&state, &staff, id, made.secret.expose());
        format!("{id} {sealed}")
    };
    let once = posted.once(&asked, remembered.clone());
    let (service, organization) = (posted.service(), posted.organization());
    let answer = match endpoints::create_once(service, organization, new, Some(once)).await {
        Ok(Created::New(made)) => remembered(&made),
        Ok(Created::Replayed(first)) => first.body,
        Err(error) => return form::refused(&posted, None, error).await,
    };
    let (id, sealed) = answer.split_once(' ').ok_or_else(PageError::not_found)?;
    let id: EndpointId = id.parse().map_err(|_| PageError::not_found())?;
    let mut response = see_with(&routes::endpoint(id), Notice::EndpointCreated);
    let carry = shown_secret::carry(&posted.state, sealed);
    response.headers_mut().append(header::SET_COOKIE, carry);
    Ok(response)
}
