use axum::response::Response;
use winfactor_domain::QuoteId;
use winfactor_service::{ServiceError, quotes};

use super::show::Shown;
use crate::{
    page_error::PageError,
    ui::{
        answer::{see_with, too_late},
        path_id::PathId,
        posted::Posted,
    },
    view::{Notice, routes},
};

/// Makes a draft of the next version.
pub(super) async fn revise(
    PathId(id): PathId<QuoteId>,
    posted: Posted,
) -> Result<Response, PageError> {
    match quotes::revise(posted.service(), posted.organization(), id).await {
        Ok(_) => Ok(see_with(&routes::quote(id), Notice::QuoteRevised)),
        Err(ServiceError::Refused(refusal)) => {
            let desk = posted.desk().await?;
            let shown = Shown::load(&desk, id).await?;
            let input = shown.input(&desk);
            Ok(too_late(shown.render(&desk, &input, &[], Some(&refusal))))
        }
        Err(error) => Err(error.into()),
    }
}
