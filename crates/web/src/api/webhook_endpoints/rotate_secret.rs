use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, FieldError, Timestamp};
use winfactor_service::endpoints::{self, OVERLAP};

use super::TAG;
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// The longest time in which two secrets sign.
const MOST_OVERLAP: Duration = Duration::from_secs(7 * 24 * 3600);

/// How the old secret ends.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RotateInput {
    /// How long deliveries carry a signature of the old secret as well, in seconds; a day when left
    /// out, at most a week.
    #[schema(maximum = 604800, default = 86400)]
    overlap_seconds: Option<u64>,
}

/// A new signing secret.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RotatedSecret {
    /// Shown this once.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
    /// Until when the old secret signs as well, in Unix milliseconds.
    #[schema(value_type = i64, example = 1772524800000i64)]
    previous_valid_until: Timestamp,
}

impl RotateInput {
    fn overlap(&self) -> Result<Duration, FieldError> {
        let overlap = self.overlap_seconds.map_or(OVERLAP, Duration::from_secs);
        if overlap > MOST_OVERLAP {
            let message = format!("must be at most {} (a week)", MOST_OVERLAP.as_secs());
            return Err(FieldError::new("/overlapSeconds", "out_of_range", message));
        }
        Ok(overlap)
    }
}

/// Rotate the signing secret
///
/// Gives the endpoint a new secret, shown this once. For a while deliveries carry a signature for
/// each, so that a receiver can change over without losing any.
#[utoipa::path(
    post, path = "/webhook-endpoints/{id}/rotate-secret", operation_id = "rotateWebhookSecret",
    tag = TAG, params(("id" = String, Path, description = "The endpoint's id.")),
    request_body = RotateInput,
    responses((status = 200, description = "The new secret.", body = RotatedSecret), Writing),
)]
pub(super) async fn rotate_secret(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
    JsonBody(input): JsonBody<RotateInput>,
) -> Result<Reply<RotatedSecret>, ApiError> {
    let overlap = input.overlap()?;
    let service = caller.service();
    let secret = endpoints::rotate_secret(service, caller.organization, id, overlap).await?;
    Ok(Reply(RotatedSecret {
        secret: secret.expose().to_owned(),
        previous_valid_until: service.now() + overlap,
    }))
}
