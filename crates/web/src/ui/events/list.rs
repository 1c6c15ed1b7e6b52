use axum::response::Response;
use winfactor_domain::EventId;
use winfactor_service::events;

use super::event_views;
use crate::{
    page_error::PageError,
    ui::{
        answer::page,
        desk::Desk,
        list::{ListQuery, Rows},
    },
    view::app::{EventFilter, EventStateFilter, EventsPage, events_page},
};

/// The events, newest first.
pub(super) async fn list(desk: Desk, query: ListQuery) -> Result<Response, PageError> {
    let filter = EventFilter {
        event_type: query.text("type").and_then(|name| name.parse().ok()),
        state: query.text("status").and_then(EventStateFilter::from_code),
    };
    let wanted = events::EventFilter {
        event_type: filter.event_type,
        status: filter.state.map(|state| state.code().to_owned()),
        ..events::EventFilter::default()
    };
    let part = query.page::<EventId>();
    let found = events::list(desk.service(), desk.id(), wanted, part.clone()).await?;
    let found = Rows::new(found, &part, |event| event.id);
    let events = event_views(&desk, found.rows.clone()).await?;
    Ok(page(events_page(&EventsPage {
        frame: desk.frame(),
        filter,
        events: &events,
        older: found.older(),
    })))
}
