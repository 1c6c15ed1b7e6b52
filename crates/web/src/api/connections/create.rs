use axum::{http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_service::connections;

use super::{TAG, resource::ConnectionSaved, value::ValueInput};
use crate::api::{
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created},
    error::{ApiError, Creating},
};

/// A connection that is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NewConnection {
    /// As flows name it; unique in the organization. Without quotation marks, backslashes and
    /// braces.
    #[serde(default)]
    #[schema(required, max_length = 200, example = "slack-office")]
    external_id: String,
    #[serde(default)]
    #[schema(required, max_length = 200, example = "Slack of the office")]
    display_name: String,
    /// The package name of the piece that it is for.
    #[serde(default)]
    #[schema(required, max_length = 200, example = "@activepieces/piece-slack")]
    piece_name: String,
    value: ValueInput,
}

impl From<NewConnection> for connections::NewConnection {
    fn from(new: NewConnection) -> Self {
        connections::NewConnection {
            external_id: new.external_id,
            display_name: new.display_name,
            piece_name: new.piece_name,
            value: new.value.0,
        }
    }
}

/// Create a connection
///
/// Flows can name it from now on. Its service is asked whether it is good, without anything being
/// sent; it is saved whatever comes of that. An `externalId` that another connection has is `409
/// external_id_taken`.
#[utoipa::path(
    post, path = "/connections", operation_id = "createConnection", tag = TAG,
    params(IdempotencyHeader), request_body = NewConnection,
    responses((status = 201, description = "The connection.", body = ConnectionSaved), Creating),
)]
pub(super) async fn create(
    caller: Caller,
    Creation { body, once }: Creation<NewConnection>,
) -> Result<Response, ApiError> {
    let once = once.idempotency(answer);
    let service = caller.service();
    let made = connections::create(service, caller.organization, body.into(), once).await?;
    Ok(created(made, answer))
}

fn answer(saved: &connections::Saved) -> (StatusCode, ConnectionSaved) {
    (StatusCode::CREATED, saved.clone().into())
}
