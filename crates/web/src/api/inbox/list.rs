use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::MessageId;
use winfactor_service::inbox;

use super::{TAG, resource::Message};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Listing, Part},
    query::Query,
    reply::Reply,
};

/// A part of the inbox, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Inbox {
    #[serde(flatten)]
    listing: Listing<Message>,
    /// Messages that nobody has read, in the whole inbox.
    #[schema(example = 3)]
    unread: u64,
}

/// List messages
///
/// The messages of the inbox, newest first.
#[utoipa::path(
    get, path = "/inbox", operation_id = "listInbox", tag = TAG, params(Part),
    responses((status = 200, description = "A part of the list.", body = Inbox), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(part): Query<Part>,
) -> Result<Reply<Inbox>, ApiError> {
    let page = part.page::<MessageId>()?;
    let (service, organization) = (caller.service(), caller.organization);
    let found = inbox::list(service, organization, page).await?;
    Ok(Reply(Inbox {
        listing: Listing::new(found, |message| message.id, Message::from),
        unread: inbox::unread(service, organization).await?,
    }))
}
