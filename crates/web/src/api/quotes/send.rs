use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::QuoteId;
use winfactor_service::quotes::{self, SendFields};

use super::{TAG, resource::Quote};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// How a quote shall be sent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SendInput {
    /// E-mail addresses; the customer's when there are none.
    #[serde(default)]
    #[schema(max_items = 10, example = json!(["john.smith@example.com"]))]
    recipients: Vec<String>,
    /// The language of the offer: `en`, `de` or `nl`; the one it had when left out.
    #[schema(example = "en")]
    locale: Option<String>,
}

/// Send a quote
///
/// Offers a draft to the customer: its page (`urls.quotePage`) can be opened from now on, its
/// validity runs, and `quote.sent` is recorded. WinFactor mails nothing by itself: what reaches the
/// customer is up to the automations that hear of it. A quote that is no draft is `409
/// quote_not_sendable`.
#[utoipa::path(
    post, path = "/quotes/{id}/send", operation_id = "sendQuote", tag = TAG,
    params(("id" = String, Path, description = "The quote's id.")),
    request_body = SendInput,
    responses((status = 200, description = "The quote as it now is.", body = Quote), Changing),
)]
pub(super) async fn send(
    caller: Caller,
    PathId(id): PathId<QuoteId>,
    JsonBody(input): JsonBody<SendInput>,
) -> Result<Reply<Quote>, ApiError> {
    let fields = SendFields {
        recipients: input.recipients,
        locale: input.locale,
    };
    let service = caller.service();
    let sent = quotes::send(service, caller.organization, id, fields).await?;
    Ok(Reply(Quote::of(sent, service.links())))
}
