use axum::{http::HeaderMap, response::Response};
use winfactor_domain::MessageId;
use winfactor_service::inbox;

use crate::{
    page_error::PageError,
    ui::{answer::see, list::way_back, path_id::PathId, posted::Posted},
    view::routes,
};

/// Marks one message as read. What changed is to be seen on the list, so nothing more is said.
pub(super) async fn read(
    headers: HeaderMap,
    PathId(id): PathId<MessageId>,
    posted: Posted,
) -> Result<Response, PageError> {
    inbox::mark_read(posted.service(), posted.organization(), id).await?;
    let back = way_back(&headers, routes::INBOX);
    Ok(see(&format!("{back}#message-{id}")))
}

/// Marks all messages as read.
pub(super) async fn read_all(headers: HeaderMap, posted: Posted) -> Result<Response, PageError> {
    inbox::mark_all_read(posted.service(), posted.organization()).await?;
    Ok(see(&way_back(&headers, routes::INBOX)))
}
