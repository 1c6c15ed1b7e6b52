use std::time::Duration;

use maud::{Markup, html};
use winfactor_domain::Timestamp;

use super::{
    AppFrame, EventView, Section,
    events::{Destination, subject},
    list::{cell, head, page_head},
};
use crate::view::{
    form::{button_form, form_token, hidden},
    routes,
    status::{AttemptOutcome, DeliveryState, Tone, badge, failure_reason},
    texts::{event_types::event_name, events::EventTexts},
};

/// An event with all that was done about it.
#[derive(Clone, Copy, Debug)]
pub struct EventPage<'a> {
    pub frame: AppFrame<'a>,
    pub event: &'a EventView,
    /// The body as JSON, indented for people; nothing when it was erased.
    pub payload: Option<&'a str>,
    pub deliveries: &'a [DeliveryView],
}

/// The delivery of the event to one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryView {
    /// Nothing when it was deleted since.
    pub destination: Option<Destination>,
    pub state: DeliveryState,
    /// In the order in which they were made.
    pub attempts: Vec<AttemptView>,
}

/// One try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptView {
    /// From 1.
    pub number: u32,
    pub at: Timestamp,
    pub duration: Duration,
    /// What the receiver answered, if it did.
    pub http_status: Option<u16>,
    pub outcome: AttemptOutcome,
    /// The beginning of the answer.
    pub response: Option<String>,
}

pub fn event_page(page: &EventPage<'_>) -> Markup {
    let (frame, event) = (&page.frame, page.event);
    let reader = frame.reader;
    let texts = EventTexts::of(reader.locale);
    let title = event_name(event.event_type, reader.locale);
    let below = html! {
        p.aside {
            code { (event.event_type) }
            @if event.test { " " span.tag { (texts.test) } }
        }
    };
    let actions = html! {
        @if page.deliveries.len() > 1 {
            (button_form(&routes::event_redeliver(event.id), frame.form_token,
                "button button-secondary", texts.send_all_again))
        }
    };
    frame.render(
        Section::Events,
        title,
        &html! {
            p.back { a href=(routes::EVENTS) { (texts.back) } }
            (page_head(title, &below, &actions))
            dl.facts {
                dt { (texts.about) } dd { (subject(&event.subject)) }
                dt { (texts.happened) } dd { (reader.time(event.at)) }
                dt { (texts.event_id) } dd { code { (event.id) } }
            }
            section aria-labelledby="deliveries" {
                h2 #deliveries .section-title { (texts.deliveries) }
                @if page.deliveries.is_empty() {
                    div.empty {
                        p { (texts.no_deliveries) }
                        p { a.button.button-secondary href=(routes::ENDPOINTS) { (texts.to_endpoints) } }
                    }
                }
                @for delivery in page.deliveries { (delivery_card(delivery, page, texts)) }
            }
            section aria-labelledby="payload" {
                h2 #payload .section-title { (texts.payload) }
                @match page.payload {
                    Some(payload) => { pre.code { code { (payload) } } }
                    None => { p.empty { (texts.payload_erased) } }
                }
            }
        },
    )
}

fn delivery_card(delivery: &DeliveryView, page: &EventPage<'_>, texts: &EventTexts) -> Markup {
    let reader = page.frame.reader;
    let name = match &delivery.destination {
        Some(destination) => destination.name.as_str(),
        None => texts.deleted_receiver,
    };
    let in_flight = delivery.state == DeliveryState::Sending;
    html! {
        article.card.delivery {
            header.delivery-head {
                div {
                    h3 {
                        @match &delivery.destination {
                            Some(destination) => { a href=(destination.href) { (name) } }
                            None => { (name) }
                        }
                    }
                    p { (delivery.state.badge(name, reader)) }
                }
                @if let Some(destination) = &delivery.destination {
                    form method="post" action=(routes::event_redeliver(page.event.id)) {
                        (form_token(page.frame.form_token))
                        (hidden("destination", &destination.id))
                        button.button.button-secondary.button-small disabled[in_flight]
                            title=(texts.send_again_hint) { (texts.send_again) }
                    }
                }
            }
            @if delivery.attempts.is_empty() {
                p.aside { (texts.no_attempts) }
            } @else {
                (attempts(&delivery.attempts, page, texts))
            }
        }
    }
}

fn attempts(attempts: &[AttemptView], page: &EventPage<'_>, texts: &EventTexts) -> Markup {
    let reader = page.frame.reader;
    html! {
        table.list.attempts {
            caption.visually-hidden { (texts.attempts) }
            (head(&[texts.number, texts.time, texts.answer, texts.duration, texts.result]))
            tbody {
                @for attempt in attempts {
                    tr {
                        (cell(texts.number, &html! { (attempt.number) }))
                        (cell(texts.time, &reader.time(attempt.at)))
                        (cell(texts.answer, &html! {
                            @match attempt.http_status {
                                Some(status) => { code { (status) } }
                                None => { "–" }
                            }
                        }))
                        (cell(texts.duration, &html! { (reader.duration(attempt.duration)) }))
                        td data-label=(texts.result) {
                            (outcome(attempt, page, texts))
                            @if let Some(response) = &attempt.response {
                                details.response {
                                    summary { (texts.response) }
                                    pre.code { code { (response) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn outcome(attempt: &AttemptView, page: &EventPage<'_>, texts: &EventTexts) -> Markup {
    match &attempt.outcome {
        AttemptOutcome::Accepted => badge(Tone::Good, texts.accepted),
        AttemptOutcome::Failed { code, message } => {
            let status = attempt.http_status;
            let words = failure_reason(code, status, message, page.frame.reader.locale);
            html! { span title=(message) { (badge(Tone::Bad, words)) } }
        }
    }
}
