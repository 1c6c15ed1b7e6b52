use axum::response::Response;
use winfactor_domain::MessageId;
use winfactor_service::inbox;

use super::message::message_views;
use crate::{
    page_error::PageError,
    ui::{
        answer::page,
        desk::Desk,
        list::{ListQuery, Rows},
    },
    view::app::{InboxPage, inbox_page},
};

/// The messages, newest first.
pub(super) async fn list(desk: Desk, query: ListQuery) -> Result<Response, PageError> {
    let part = query.page::<MessageId>();
    let found = inbox::list(desk.service(), desk.id(), part.clone()).await?;
    let found = Rows::new(found, &part, |message| message.id);
    let older = found.older();
    let messages = message_views(desk.service(), desk.id(), found.rows.clone()).await?;
    Ok(page(inbox_page(&InboxPage {
        frame: desk.frame(),
        messages: &messages,
        older,
    })))
}
