use axum::response::Response;
use winfactor_domain::{QuoteId, QuoteStatus};
use winfactor_service::quotes::{self, QuoteFilter};

use crate::{
    page_error::PageError,
    ui::{
        answer::page,
        desk::Desk,
        list::{ListQuery, Rows},
    },
    view::app::{QuotesPage, quotes_page},
};

/// The quotes, newest first.
pub(super) async fn list(desk: Desk, query: ListQuery) -> Result<Response, PageError> {
    let status = query.text("status").and_then(QuoteStatus::from_code);
    let filter = QuoteFilter {
        status,
        ..QuoteFilter::default()
    };
    let part = query.page::<QuoteId>();
    let found = quotes::list(desk.service(), desk.id(), filter, part.clone()).await?;
    let found = Rows::new(found, &part, |quote| quote.id);
    Ok(page(quotes_page(&QuotesPage {
        frame: desk.frame(),
        filter: status,
        quotes: &found.rows,
        older: found.older(),
    })))
}
