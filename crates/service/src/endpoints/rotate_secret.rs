use std::time::Duration;

use winfactor_connectors::signing::SigningSecret;
use winfactor_domain::{EndpointId, OrganizationId};
use winfactor_store::webhook_endpoints;

use super::SealedSettings;
use crate::{Result, Service, ServiceError, outbox::Destination};

/// How long the old secret goes on signing beside the new one, unless asked otherwise.
pub const OVERLAP: Duration = Duration::from_secs(24 * 3600);

/// Gives an endpoint a new signing secret, shown this once. Until `overlap` has passed deliveries
/// carry a signature for each, so that a receiver can change over without losing any.
pub async fn rotate_secret(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
    overlap: Duration,
) -> Result<SigningSecret> {
    let secret = SigningSecret::generate(|bytes| service.rng().fill(bytes));
    let (new, change) = (secret.clone(), service.clone());
    service
        .write(move |work| {
            let mut row = webhook_endpoints::get_for_update(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
            let mut settings = SealedSettings::open(change.secrets(), id, &row.sealed)?;
            settings.rotate(&new, work.now, work.now + overlap);
            row.sealed = settings.seal(change.secrets(), id)?;
            row.updated_at = work.now;
            webhook_endpoints::update_settings(work.tx, &row)?;
            work.changed(Destination::Endpoint(id));
            Ok(())
        })
        .await?;
    Ok(secret)
}
