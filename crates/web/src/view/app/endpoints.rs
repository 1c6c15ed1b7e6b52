use maud::{Markup, html};
use winfactor_domain::{EndpointId, EventType, Locale, Timestamp};

use super::{
    AppFrame, Section,
    list::{cell, head, page_head},
};
use crate::view::{
    routes,
    status::{self, EndpointState},
    texts::{endpoints::EndpointTexts, event_types::event_name},
};

/// The webhook endpoints of an organization.
#[derive(Clone, Copy, Debug)]
pub struct EndpointsPage<'a> {
    pub frame: AppFrame<'a>,
    pub endpoints: &'a [EndpointView],
}

/// An endpoint, without anything secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointView {
    pub id: EndpointId,
    pub url: String,
    pub description: String,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    pub state: EndpointState,
    /// When it came to that state.
    pub since: Timestamp,
    /// Events that wait until it is resumed.
    pub held: u64,
}

impl EndpointView {
    /// What people call it: its description, or its address.
    pub fn name(&self) -> &str {
        match self.description.trim() {
            "" => &self.url,
            description => description,
        }
    }
}

pub fn endpoints_page(page: &EndpointsPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = EndpointTexts::of(frame.reader.locale);
    let intro = html! { p.lead { (texts.intro) } };
    let add = html! { a.button href=(routes::NEW_ENDPOINT) { (texts.add) } };
    frame.render(
        Section::Endpoints,
        texts.title,
        &html! {
            (page_head(texts.title, &intro, &html! {
                @if !page.endpoints.is_empty() { (add) }
            }))
            @if page.endpoints.is_empty() {
                div.empty {
                    h2 { (texts.empty_title) }
                    p { (texts.empty) }
                    p { (add) }
                }
            } @else {
                (table(page, texts))
            }
        },
    )
}

fn table(page: &EndpointsPage<'_>, texts: &EndpointTexts) -> Markup {
    let (reader, shell) = (page.frame.reader, page.frame.texts());
    html! {
        div.list-box {
            table.list {
                (head(&[texts.endpoint, texts.events, shell.status, texts.held]))
                tbody {
                    @for endpoint in page.endpoints {
                        tr {
                            td {
                                a.row-link href=(routes::endpoint(endpoint.id)) { (endpoint.name()) }
                                @if endpoint.name() != endpoint.url {
                                    code.wire-name { (endpoint.url) }
                                }
                            }
                            (cell(texts.events, &html! {
                                (event_names(&endpoint.event_types, texts, reader.locale))
                            }))
                            (cell(shell.status, &status::endpoint(endpoint.state, reader.locale)))
                            (cell(texts.held, &html! {
                                @if endpoint.held > 0 { (reader.count(endpoint.held)) } @else { "–" }
                            }))
                        }
                    }
                }
            }
        }
    }
}

/// The events in words, at most three of them by name.
pub(super) fn event_names(
    event_types: &[EventType],
    texts: &EndpointTexts,
    locale: Locale,
) -> String {
    let named: Vec<_> = event_types
        .iter()
        .take(3)
        .map(|kind| event_name(*kind, locale))
        .collect();
    match event_types.len() {
        0 => texts.all_events.to_owned(),
        1..=3 => named.join(", "),
        more => format!("{} + {}", named.join(", "), more - 3),
    }
}
