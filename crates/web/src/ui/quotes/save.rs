use axum::response::Response;
use winfactor_domain::QuoteId;

use super::{draft, input};
use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::Notice,
};

/// Saves a draft; totals are computed anew.
pub(super) async fn save(
    PathId(id): PathId<QuoteId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let input = input::read(&posted.form);
    match draft::write(&posted, id, &input).await {
        Ok(quote) => Ok(see_with(&draft::editor(&quote, &input), Notice::Saved)),
        Err(error) => draft::refused(&posted, id, &input, error).await,
    }
}
