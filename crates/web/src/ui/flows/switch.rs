use axum::response::Response;
use winfactor_domain::FlowId;
use winfactor_service::{ServiceError, flows};

use super::show::{Said, render};
use crate::{
    page_error::PageError,
    ui::{
        answer::{see_with, wrong},
        list::ListQuery,
        path_id::PathId,
        posted::Posted,
    },
    view::{Notice, routes},
};

/// Switches a flow on. What keeps it from running is told by its page.
pub(super) async fn enable(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    match flows::enable(posted.service(), posted.organization(), id).await {
        Ok(_) => Ok(see_with(&routes::flow(id), Notice::FlowOn)),
        Err(ServiceError::Invalid(_)) => {
            let (desk, query) = (posted.desk().await?, ListQuery::default());
            Ok(wrong(render(&desk, id, &query, Said::default()).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Switches a flow off.
pub(super) async fn disable(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    flows::disable(posted.service(), posted.organization(), id).await?;
    Ok(see_with(&routes::flow(id), Notice::FlowOff))
}
