use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::{QuoteId, SubmissionId};
use winfactor_service::quotes::{self, QuoteFilter};

use super::{TAG, resource::Quote};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
    word::QuoteStatusWord,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only those that stand so.
    status: Option<QuoteStatusWord>,
    /// Only those for this submission.
    #[param(value_type = Option<String>, example = "sub_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    submission_id: Option<SubmissionId>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List quotes
///
/// The quotes, newest first, each in its present version.
#[utoipa::path(
    get, path = "/quotes", operation_id = "listQuotes", tag = TAG, params(Filter),
    responses((status = 200, description = "A part of the list.", body = Listing<Quote>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<Quote>>, ApiError> {
    let page = page::<QuoteId>(filter.limit, filter.cursor.as_ref())?;
    let filter = QuoteFilter {
        status: filter.status.map(|word| word.0),
        submission: filter.submission_id,
    };
    let service = caller.service();
    let found = quotes::list(service, caller.organization, filter, page).await?;
    let show = |quote| Quote::of(quote, service.links());
    Ok(Reply(Listing::new(found, |quote| quote.id, show)))
}
