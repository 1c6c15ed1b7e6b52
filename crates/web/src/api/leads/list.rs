use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::LeadId;
use winfactor_service::leads;

use super::{TAG, resource::Lead};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
    word::LeadStatusWord,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only those that stand so.
    status: Option<LeadStatusWord>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List leads
///
/// The leads, newest first.
#[utoipa::path(
    get, path = "/leads", operation_id = "listLeads", tag = TAG, params(Filter),
    responses((status = 200, description = "A part of the list.", body = Listing<Lead>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<Lead>>, ApiError> {
    let page = page::<LeadId>(filter.limit, filter.cursor.as_ref())?;
    let status = filter.status.map(|word| word.0);
    let found = leads::list(caller.service(), caller.organization, status, page).await?;
    Ok(Reply(Listing::new(found, |lead| lead.id, Lead::from)))
}
