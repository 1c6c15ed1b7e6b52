use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::ContactId;
use winfactor_service::contacts;

use super::{TAG, resource::Contact};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only the contact with exactly this e-mail address, in whatever case.
    email: Option<String>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List contacts
///
/// The contacts, newest first.
#[utoipa::path(
    get, path = "/contacts", operation_id = "listContacts", tag = TAG, params(Filter),
    responses((status = 200, description = "A part of the list.", body = Listing<Contact>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<Contact>>, ApiError> {
    let page = page::<ContactId>(filter.limit, filter.cursor.as_ref())?;
    let service = caller.service();
    let found = match filter.email {
        Some(email) => {
            let found = contacts::by_email(service, caller.organization, &email).await?;
            (found.into_iter().collect(), false)
        }
        None => contacts::list(service, caller.organization, page).await?,
    };
    Ok(Reply(Listing::new(
        found,
        |contact| contact.id,
        Contact::from,
    )))
}
