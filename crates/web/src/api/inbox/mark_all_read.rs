use serde::Serialize;
use utoipa::ToSchema;
use winfactor_service::inbox;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    reply::Reply,
};

/// Messages that were unread before.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NewlyRead {
    #[schema(example = 3)]
    read: u64,
}

/// Note that everything was read
///
/// All messages of the inbox count as read.
#[utoipa::path(
    post, path = "/inbox/read", operation_id = "markInboxRead", tag = TAG,
    responses((status = 200, description = "How many were unread.", body = NewlyRead), Writing),
)]
pub(super) async fn mark_all_read(caller: Caller) -> Result<Reply<NewlyRead>, ApiError> {
    let read = inbox::mark_all_read(caller.service(), caller.organization).await?;
    Ok(Reply(NewlyRead { read }))
}
