use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::ConnectionId;
use winfactor_service::connections;

use super::{TAG, resource::Connection};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only the connection that flows name exactly so.
    external_id: Option<String>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List connections
///
/// The connections, newest first.
#[utoipa::path(
    get, path = "/connections", operation_id = "listConnections", tag = TAG, params(Filter),
    responses(
        (status = 200, description = "A part of the list.", body = Listing<Connection>),
        Reading,
    ),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<Connection>>, ApiError> {
    let page = page::<ConnectionId>(filter.limit, filter.cursor.as_ref())?;
    let (service, organization) = (caller.service(), caller.organization);
    let found = match filter.external_id {
        Some(external_id) => {
            let found = connections::by_external_id(service, organization, &external_id).await?;
            (found.into_iter().collect(), false)
        }
        None => connections::list(service, organization, page).await?,
    };
    let listing = Listing::new(found, |connection| connection.id, Connection::from);
    Ok(Reply(listing))
}
