use axum::response::Response;
use maud::Markup;
use winfactor_domain::{FieldError, QuoteId, Refusal};
use winfactor_service::{
    Result as ServiceResult,
    quotes::{self, Versions},
    submissions,
};

use super::draft;
use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk, list::ListQuery, path_id::PathId},
    view::app::{QuoteInput, QuotePage, quote_page},
};

/// One quote: an editor while it is a draft, else what was offered and what became of it.
pub(super) async fn show(
    desk: Desk,
    PathId(id): PathId<QuoteId>,
    query: ListQuery,
) -> Result<Response, PageError> {
    let shown = Shown::load(&desk, id).await?;
    let mut input = shown.input(&desk);
    draft::take_up_sending(&mut input, &query);
    Ok(page(shown.render(&desk, &input, &[], None)))
}

/// All that the page of a quote shows.
pub(super) struct Shown {
    versions: Versions,
    submission: winfactor_domain::Submission,
    customer_page: Option<String>,
}

impl Shown {
    pub(super) async fn load(desk: &Desk, id: QuoteId) -> ServiceResult<Self> {
        let (service, organization) = (desk.service(), desk.id());
        let versions = quotes::versions(service, organization, id).await?;
        let submission = versions.quote.submission;
        let submission = submissions::get(service, organization, submission).await?;
        let sending = versions.quote.sending.as_ref();
        let customer_page = sending.map(|sending| service.links().quote_page(&sending.token));
        Ok(Shown {
            versions,
            submission,
            customer_page,
        })
    }

    /// What stands in the editor before anybody types.
    pub(super) fn input(&self, desk: &Desk) -> QuoteInput {
        QuoteInput::of(&self.versions.quote, desk.reader.locale)
    }

    pub(super) fn render(
        &self,
        desk: &Desk,
        input: &QuoteInput,
        errors: &[FieldError],
        refusal: Option<&Refusal>,
    ) -> Markup {
        quote_page(&QuotePage {
            frame: desk.frame(),
            quote: &self.versions.quote,
            submission: &self.submission,
            versions: &self.versions.sent,
            customer_page: self.customer_page.as_deref(),
            input,
            errors,
            refusal,
        })
    }
}
