use axum::response::Response;
use winfactor_domain::{Quote, QuoteId, SubmissionId};
use winfactor_service::{
    idempotency::Created,
    quotes::{self, NewQuote},
};

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Makes a draft for a submission and leads to its editor.
pub(super) async fn create_quote(
    PathId(id): PathId<SubmissionId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let new = NewQuote {
        created_by_name: Some(posted.session.staff.name.clone()),
        ..NewQuote::default()
    };
    let asked = [b"quote for".as_slice(), &id.to_string().into_bytes()];
    let once = posted.once(&asked, |quote: &Quote| quote.id.to_string());
    let (service, organization) = (posted.service(), posted.organization());
    let quote: QuoteId = match quotes::create(service, organization, id, new, Some(once)).await? {
        Created::New(quote) => quote.id,
        Created::Replayed(first) => first.body.parse().map_err(|_| PageError::not_found())?,
    };
    Ok(see_with(&routes::quote(quote), Notice::QuoteCreated))
}
