use axum::response::Response;
use winfactor_domain::FlowId;
use winfactor_service::{flows, idempotency::Created, organizations};

use super::import::made;
use crate::{
    page_error::PageError,
    ui::{answer::see_with, posted::Posted},
    view::{Notice, routes},
};

/// Sets up a ready-made flow. Whoever asks for it looks after it; its messages are in the
/// organization's language, because all of its people read them.
pub(super) async fn from_recipe(posted: Posted) -> Result<Response, PageError> {
    let (service, organization) = (posted.service(), posted.organization());
    let locale = organizations::get(service, organization).await?.locale;
    let recipe = posted.form.text("recipe");
    let once = posted.once(&[b"recipe", recipe.as_bytes()], made);
    let owner = Some(posted.session.staff.name.as_str());
    let created =
        flows::create_from_recipe_once(service, organization, recipe, locale, owner, Some(once));
    let ids = match created.await? {
        Created::New(flows) => made(&flows),
        Created::Replayed(first) => first.body,
    };
    let id: FlowId = ids.parse().map_err(|_| PageError::not_found())?;
    let notice = if posted.form.ticked("switch_on") {
        flows::enable(service, organization, id).await?;
        Notice::FlowOn
    } else {
        Notice::FlowImported
    };
    Ok(see_with(&routes::flow(id), notice))
}
