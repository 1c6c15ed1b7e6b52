use winfactor_domain::TemplateId;
use winfactor_service::templates;

use super::{TAG, resource::Template};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Listing, Part},
    query::Query,
    reply::Reply,
};

/// List templates
///
/// The templates, newest first.
#[utoipa::path(
    get, path = "/templates", operation_id = "listTemplates", tag = TAG, params(Part),
    responses((status = 200, description = "A part of the list.", body = Listing<Template>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(part): Query<Part>,
) -> Result<Reply<Listing<Template>>, ApiError> {
    let page = part.page::<TemplateId>()?;
    let found = templates::list(caller.service(), caller.organization, page).await?;
    Ok(Reply(Listing::new(
        found,
        |template| template.id,
        Template::from,
    )))
}
