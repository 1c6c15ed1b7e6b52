use axum::response::Response;

use super::views::{all, view};
use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk},
    view::app::{EndpointsPage, endpoints_page},
};

/// All endpoints.
pub(super) async fn list(desk: Desk) -> Result<Response, PageError> {
    let endpoints = all(desk.service(), desk.id()).await?;
    let endpoints: Vec<_> = endpoints.iter().map(view).collect();
    Ok(page(endpoints_page(&EndpointsPage {
        frame: desk.frame(),
        endpoints: &endpoints,
    })))
}
