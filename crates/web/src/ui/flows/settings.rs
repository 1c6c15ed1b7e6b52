use axum::response::Response;
use winfactor_domain::{FieldError, FlowId};
use winfactor_service::{
    ServiceError,
    flows::{self, FlowPatch},
};

use super::{
    import::parsed,
    show::{Said, render},
};
use crate::{
    page_error::PageError,
    ui::{
        answer::{see_with, wrong},
        list::ListQuery,
        path_id::PathId,
        posted::Posted,
    },
    view::{Notice, app::FlowSettingsInput, routes},
};

/// Saves what a flow is called, who looks after it, and which events start it.
pub(super) async fn save(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let form = &posted.form;
    let input = FlowSettingsInput {
        name: form.owned("name"),
        owner_name: form.owned("owner_name"),
        event_types: parsed(form.all("event_type")),
    };
    let patch = FlowPatch {
        name: Some(input.name.clone()),
        owner_name: Some(Some(input.owner_name.clone())),
        event_types: Some(form.all("event_type").to_vec()),
        ..FlowPatch::default()
    };
    let saved = match input.owner_name.trim() {
        "" => Err(FieldError::new("/ownerName", "required", "must not be empty").into()),
        _ => flows::update(posted.service(), posted.organization(), id, patch).await,
    };
    match saved {
        Ok(_) => Ok(see_with(&routes::flow(id), Notice::Saved)),
        Err(ServiceError::Invalid(invalid)) => {
            let (desk, query) = (posted.desk().await?, ListQuery::default());
            let said = Said {
                settings: Some((&input, &invalid.0)),
                ..Said::default()
            };
            Ok(wrong(render(&desk, id, &query, said).await?))
        }
        Err(error) => Err(error.into()),
    }
}
