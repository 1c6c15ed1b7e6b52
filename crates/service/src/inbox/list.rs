use std::time::Duration;

use winfactor_domain::{MessageId, OrganizationId};
use winfactor_store::{Page, inbox_messages};

use super::Message;
use crate::{Result, Service};

/// How far the ids of messages may be out of the order in which they were committed.
const OVERLAP: Duration = Duration::from_secs(10);

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Message>, bool)> {
    service
        .read(move |tx| Ok(page.split(inbox_messages::list(tx, organization, &page)?)))
        .await
}

/// Up to `limit` messages that a reader who has seen `after` may have missed, oldest first. Messages
/// can be committed in another order than their ids have, so the last seconds before `after` come
/// again; readers recognize what they have by its id.
pub async fn since(
    service: &Service,
    organization: OrganizationId,
    after: MessageId,
    limit: u32,
) -> Result<Vec<Message>> {
    let from = MessageId::earliest_at(after.created_at().before(OVERLAP)).to_string();
    let found = service
        .read(move |tx| {
            // One more, because `after` itself is among them.
            let limit = limit.saturating_add(1);
            Ok(inbox_messages::after(tx, organization, &from, limit)?)
        })
        .await?;
    let missed = found.into_iter().filter(|message| message.id != after);
    Ok(missed.take(limit as usize).collect())
}

/// How many messages nobody has read.
pub async fn unread(service: &Service, organization: OrganizationId) -> Result<u64> {
    let count = service
        .read(move |tx| Ok(inbox_messages::count_unread(tx, organization)?))
        .await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// How an inbox stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Messages that nobody has read.
    pub unread: u64,
    pub newest: Option<MessageId>,
}

/// What every page tells of the inbox.
pub async fn standing(service: &Service, organization: OrganizationId) -> Result<Standing> {
    service
        .read(move |tx| {
            let unread = inbox_messages::count_unread(tx, organization)?;
            Ok(Standing {
                unread: u64::try_from(unread).unwrap_or_default(),
                newest: inbox_messages::newest(tx, organization)?,
            })
        })
        .await
}
