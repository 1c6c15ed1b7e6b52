use axum::response::Response;
use winfactor_domain::{FieldError, FlowId};
use winfactor_service::{
    ServiceError,
    flows::{self, Flow, NewFlow},
    idempotency::Created,
};

use super::list::render;
use crate::{
    form_body::MAX_UPLOAD,
    page_error::PageError,
    ui::{
        answer::{see_with, wrong},
        posted::Posted,
    },
    view::{Notice, app::FlowImportInput, routes},
};

/// Takes in a document that ActivePieces exported; its flows stay off.
pub(super) async fn import(posted: Posted<MAX_UPLOAD>) -> Result<Response, PageError> {
    let form = &posted.form;
    let input = FlowImportInput {
        name: form.owned("name"),
        owner_name: form.owned("owner_name"),
        event_types: parsed(form.all("event_type")),
        template: form.owned("template"),
    };
    if input.owner_name.trim().is_empty() {
        let error = FieldError::new("/ownerName", "required", "must not be empty");
        return again(&posted, &input, &[error]).await;
    }
    let chosen = form.all("event_type").to_vec();
    let new = NewFlow {
        template: input.template.clone(),
        name: Some(input.name.clone()).filter(|name| !name.trim().is_empty()),
        owner_name: Some(input.owner_name.clone()),
        event_types: (!chosen.is_empty()).then_some(chosen),
    };
    let asked = [b"import".as_slice(), new.template.as_bytes()];
    let once = posted.once(&asked, made);
    let (service, organization) = (posted.service(), posted.organization());
    match flows::import_once(service, organization, new, Some(once)).await {
        Ok(Created::New(flows)) => Ok(imported(&made(&flows))),
        Ok(Created::Replayed(first)) => Ok(imported(&first.body)),
        Err(ServiceError::Invalid(invalid)) => again(&posted, &input, &invalid.0).await,
        Err(ServiceError::Conflict { code, message }) if code == "too_many_flows" => {
            again(&posted, &input, &[FieldError::new("", code, message)]).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(
    posted: &Posted<MAX_UPLOAD>,
    input: &FlowImportInput,
    errors: &[FieldError],
) -> Result<Response, PageError> {
    let desk = posted.desk().await?;
    Ok(wrong(render(&desk, input, errors).await?))
}

/// What was made, as it is kept for a repetition: the ids, separated by blanks.
#[allow(
    clippy::ptr_arg,
    reason = "the renderer of a creation takes what was created, here a Vec"
)]
pub(super) fn made(flows: &Vec<Flow>) -> String {
    let ids: Vec<_> = flows.iter().map(|flow| flow.id.to_string()).collect();
    ids.join(" ")
}

/// The page of the one flow, or the list when there were several.
fn imported(ids: &str) -> Response {
    let address = match ids.parse::<FlowId>() {
        Ok(id) => routes::flow(id),
        Err(_) => routes::FLOWS.to_owned(),
    };
    see_with(&address, Notice::FlowImported)
}

pub(super) fn parsed<T: std::str::FromStr>(names: &[String]) -> Vec<T> {
    names.iter().filter_map(|name| name.parse().ok()).collect()
}
