use maud::{Markup, html};
use winfactor_domain::{EventId, EventType, Timestamp};

use super::{
    AppFrame, Older, Section,
    list::{cell, head, older, page_head},
};
use crate::view::{
    form::{Choice, Field},
    routes,
    status::DeliveryCounts,
    texts::{event_types::event_name, events::EventTexts, shell::ShellTexts},
};

/// The events of an organization, newest first.
#[derive(Clone, Copy, Debug)]
pub struct EventsPage<'a> {
    pub frame: AppFrame<'a>,
    pub filter: EventFilter,
    pub events: &'a [EventView],
    pub older: Older<'a>,
}

/// What the list is narrowed to: `?type=` and `?status=`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    pub event_type: Option<EventType>,
    pub state: Option<EventStateFilter>,
}

/// The delivery states that the list can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStateFilter {
    Waiting,
    Accepted,
    Failed,
    Held,
}

/// An event, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView {
    pub id: EventId,
    pub event_type: EventType,
    /// What it is about.
    pub subject: Subject,
    pub at: Timestamp,
    pub test: bool,
    pub deliveries: DeliveryCounts,
}

/// The submission, quote or lead that an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A customer's name, a quote's number; the id when nothing better is known.
    pub label: String,
    /// Nothing when there is no such record, as in a test event.
    pub href: Option<String>,
}

/// A receiver of events: a webhook endpoint or a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The id of the endpoint or the flow.
    pub id: String,
    pub name: String,
    pub href: String,
}

impl EventStateFilter {
    pub const ALL: [EventStateFilter; 4] = [
        EventStateFilter::Waiting,
        EventStateFilter::Accepted,
        EventStateFilter::Failed,
        EventStateFilter::Held,
    ];

    /// The word in the address: that of the API.
    pub fn code(self) -> &'static str {
        match self {
            EventStateFilter::Waiting => "pending",
            EventStateFilter::Accepted => "delivered",
            EventStateFilter::Failed => "failed",
            EventStateFilter::Held => "held",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    fn words(self, texts: &EventTexts) -> &'static str {
        match self {
            EventStateFilter::Waiting => texts.state_waiting,
            EventStateFilter::Accepted => texts.state_accepted,
            EventStateFilter::Failed => texts.state_failed,
            EventStateFilter::Held => texts.state_held,
        }
    }
}

impl EventFilter {
    fn query(self) -> Option<String> {
        let event_type = self.event_type.map(|kind| format!("type={kind}"));
        let state = self.state.map(|state| format!("status={}", state.code()));
        match (event_type, state) {
            (Some(kind), Some(state)) => Some(format!("{kind}&{state}")),
            (one, other) => one.or(other),
        }
    }
}

pub fn events_page(page: &EventsPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = EventTexts::of(frame.reader.locale);
    let intro = html! { p.lead { (texts.intro) } };
    let query = page.filter.query();
    frame.render(
        Section::Events,
        texts.title,
        &html! {
            (page_head(texts.title, &intro, &html! {}))
            (filter_form(page, texts))
            @if page.events.is_empty() {
                p.empty {
                    @if query.is_some() { (texts.none) } @else { (texts.none_yet) }
                }
            } @else {
                (event_table(page.events, frame))
            }
            (older(frame, routes::EVENTS, query.as_deref(), &page.older))
        },
    )
}

/// Events as a table: what, about whom, when, and what is known of the deliveries.
pub(super) fn event_table(events: &[EventView], frame: &AppFrame<'_>) -> Markup {
    let (reader, locale) = (frame.reader, frame.reader.locale);
    let texts = EventTexts::of(locale);
    html! {
        div.list-box {
            table.list {
                (head(&[texts.event, texts.about, texts.delivery, texts.time]))
                tbody {
                    @for event in events {
                        tr {
                            td {
                                a.row-link href=(routes::event(event.id)) {
                                    (event_name(event.event_type, locale))
                                }
                                @if event.test { " " span.tag { (texts.test) } }
                                code.wire-name { (event.event_type) }
                            }
                            (cell(texts.about, &subject(&event.subject)))
                            (cell(texts.delivery, &event.deliveries.badge(locale)))
                            (cell(texts.time, &reader.time(event.at)))
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn subject(subject: &Subject) -> Markup {
    html! {
        @match &subject.href {
            Some(href) => { a href=(href) { (subject.label) } }
            None => { (subject.label) }
        }
    }
}

fn filter_form(page: &EventsPage<'_>, texts: &EventTexts) -> Markup {
    let locale = page.frame.reader.locale;
    let shell = ShellTexts::of(locale);
    let any = |label| Choice { value: "", label };
    let mut types = vec![any(texts.any_type)];
    types.extend(EventType::ALL.map(|kind| Choice {
        value: kind.name(),
        label: event_name(kind, locale),
    }));
    let mut states = vec![any(texts.any_state)];
    states.extend(EventStateFilter::ALL.map(|state| Choice {
        value: state.code(),
        label: state.words(texts),
    }));
    html! {
        form.filter-form method="get" action=(routes::EVENTS) {
            (Field::select("type", texts.type_label, types, locale)
                .value(page.filter.event_type.map_or("", EventType::name)))
            (Field::select("status", texts.delivery, states, locale)
                .value(page.filter.state.map_or("", EventStateFilter::code)))
            button.button.button-secondary { (shell.show) }
        }
    }
}
