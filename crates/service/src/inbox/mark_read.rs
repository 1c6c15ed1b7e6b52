use winfactor_domain::{MessageId, OrganizationId};
use winfactor_store::inbox_messages;

use crate::{Result, Service, ServiceError};

/// Notes that somebody read a message; the first time counts.
pub async fn mark_read(
    service: &Service,
    organization: OrganizationId,
    id: MessageId,
) -> Result<()> {
    service
        .write(move |work| {
            if inbox_messages::mark_read(work.tx, organization, id, work.now)? {
                work.inbox_changed(organization);
            } else if !inbox_messages::exists(work.tx, organization, id)? {
                return Err(ServiceError::not_found("message", id));
            }
            Ok(())
        })
        .await
}

/// Notes that somebody read everything; how many messages were unread.
pub async fn mark_all_read(service: &Service, organization: OrganizationId) -> Result<u64> {
    service
        .write(move |work| {
            let changed = inbox_messages::mark_all_read(work.tx, organization, work.now)?;
            if changed > 0 {
                work.inbox_changed(organization);
            }
            Ok(changed)
        })
        .await
}
