use axum::response::Response;
use winfactor_domain::{LeadId, LeadStatus};
use winfactor_service::leads;

use crate::{
    page_error::PageError,
    ui::{
        answer::page,
        desk::Desk,
        list::{ListQuery, Rows},
    },
    view::app::{LeadsPage, leads_page},
};

/// The messages, newest first.
pub(super) async fn list(desk: Desk, query: ListQuery) -> Result<Response, PageError> {
    let status = query.text("status").and_then(LeadStatus::from_code);
    let part = query.page::<LeadId>();
    let found = leads::list(desk.service(), desk.id(), status, part.clone()).await?;
    let found = Rows::new(found, &part, |lead| lead.id);
    Ok(page(leads_page(&LeadsPage {
        frame: desk.frame(),
        filter: status,
        leads: &found.rows,
        older: found.older(),
    })))
}
