use maud::{Markup, html};
use winfactor_domain::EventType;

use super::{
    AppFrame, EndpointView, EndpointWarning, EventView, Section, events::event_table,
    list::page_head,
};
use crate::view::{
    form::{Choice, Field, button_form, form_token},
    routes, status,
    texts::{endpoints::EndpointTexts, event_types::event_name},
};

/// A webhook endpoint: how it fares, and what can be done with it.
#[derive(Clone, Copy, Debug)]
pub struct EndpointPage<'a> {
    pub frame: AppFrame<'a>,
    pub endpoint: &'a EndpointView,
    pub warning: Option<EndpointWarning>,
    /// Present on the one page that follows its making.
    pub secret: Option<Secret<'a>>,
    /// The latest events for it, newest first; their counts are of this endpoint alone.
    pub recent: &'a [EventView],
}

/// A signing secret that is shown once. Its `Debug` does not tell it.
#[derive(Clone, Copy)]
pub struct Secret<'a>(pub &'a str);

impl std::fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

pub fn endpoint_page(page: &EndpointPage<'_>) -> Markup {
    let (frame, endpoint) = (&page.frame, page.endpoint);
    let locale = frame.reader.locale;
    let texts = EndpointTexts::of(locale);
    let below = html! {
        p.aside {
            (status::endpoint(endpoint.state, locale))
            " " (texts.since(&frame.reader.moment(endpoint.since)))
            @if endpoint.held > 0 { " · " (texts.held_count(endpoint.held)) }
        }
    };
    frame.render(
        Section::Endpoints,
        endpoint.name(),
        &html! {
            p.back { a href=(routes::ENDPOINTS) { (texts.back) } }
            (page_head(endpoint.name(), &below, &actions(page, texts)))
            @if let Some(warning) = page.warning { (warning.render(texts)) }
            @if let Some(secret) = page.secret { (shown_secret(secret, texts)) }
            @if endpoint.state.holds_events() { (resume(page, texts)) }
            dl.facts {
                dt { (texts.address) } dd { code.address { (endpoint.url) } }
                dt { (texts.events) } dd { (subscribed(page, texts)) }
            }
            div.columns {
                (trial(page, texts))
                (secret_panel(page, texts))
            }
            section aria-labelledby="recent" {
                h2 #recent .section-title { (texts.recent) }
                @if page.recent.is_empty() {
                    p.empty { (texts.no_recent) }
                } @else {
                    (event_table(page.recent, frame))
                }
            }
            (removal(page, texts))
        },
    )
}

fn actions(page: &EndpointPage<'_>, texts: &EndpointTexts) -> Markup {
    let endpoint = page.endpoint;
    html! {
        a.button.button-secondary href=(routes::endpoint_edit(endpoint.id)) {
            (page.frame.texts().edit)
        }
        @if !endpoint.state.holds_events() {
            (button_form(&routes::endpoint_pause(endpoint.id), page.frame.form_token,
                "button button-secondary", texts.pause))
        }
    }
}

fn subscribed(page: &EndpointPage<'_>, texts: &EndpointTexts) -> Markup {
    let locale = page.frame.reader.locale;
    let types = &page.endpoint.event_types;
    html! {
        @if types.is_empty() { (texts.all_events) }
        @for (index, event_type) in types.iter().enumerate() {
            @if index > 0 { ", " }
            (event_name(*event_type, locale))
        }
    }
}

fn shown_secret(secret: Secret<'_>, texts: &EndpointTexts) -> Markup {
    html! {
        section.notice.notice-waiting.secret aria-labelledby="new-secret" {
            h2 #new-secret { (texts.secret_title) }
            p { (texts.secret_once) }
            div.actions {
                code.address { (secret.0) }
                button.button.button-secondary.button-small type="button" hidden
                    data-copy=(secret.0) data-copied=(texts.copied) { (texts.copy) }
            }
        }
    }
}

/// What becomes of the held events is asked, never assumed.
fn resume(page: &EndpointPage<'_>, texts: &EndpointTexts) -> Markup {
    let endpoint = page.endpoint;
    html! {
        section.card.panel aria-labelledby="resume" {
            h2 #resume { (texts.resume_title) }
            form.stack method="post" action=(routes::endpoint_resume(endpoint.id)) {
                (form_token(page.frame.form_token))
                @if endpoint.held > 0 {
                    fieldset.choices {
                        legend { (texts.resume_what) }
                        (choice("all", true, &texts.resume_all(endpoint.held)))
                        div.choice-with {
                            (choice("since", false, texts.resume_since))
                            input type="datetime-local" name="since" aria-label=(texts.resume_since_label);
                        }
                        (choice("none", false, texts.resume_none))
                    }
                } @else {
                    input type="hidden" name="held" value="all";
                }
                div.actions { button.button { (texts.resume) } }
            }
        }
    }
}

fn choice(value: &str, checked: bool, label: &str) -> Markup {
    html! {
        label.choice { input type="radio" name="held" value=(value) checked[checked]; " " (label) }
    }
}

fn trial(page: &EndpointPage<'_>, texts: &EndpointTexts) -> Markup {
    let locale = page.frame.reader.locale;
    let types = EventType::ALL.map(|kind| Choice {
        value: kind.name(),
        label: event_name(kind, locale),
    });
    html! {
        section.card.panel.stack aria-labelledby="trial" {
            h2 #trial { (texts.test_title) }
            p.hint { (texts.test_hint) }
            form.stack method="post" action=(routes::endpoint_test(page.endpoint.id)) {
                (form_token(page.frame.form_token))
                (Field::select("event_type", texts.test_event, types.to_vec(), locale)
                    .value(EventType::SubmissionCreated.name()))
                (Field::checkbox("sparse", texts.sparse, false, locale))
                div.actions { button.button.button-secondary { (texts.send_test) } }
            }
        }
    }
}

fn secret_panel(page: &EndpointPage<'_>, texts: &EndpointTexts) -> Markup {
    html! {
        section.card.panel.stack aria-labelledby="secret" {
            h2 #secret { (texts.secret_title) }
            p.hint { (texts.secret_hidden) }
            form.stack method="post" action=(routes::endpoint_rotate(page.endpoint.id)) {
                (form_token(page.frame.form_token))
                div.actions {
                    button.button.button-secondary { (texts.rotate) }
                    span.hint { (texts.rotate_hint) }
                }
            }
        }
    }
}

fn removal(page: &EndpointPage<'_>, texts: &EndpointTexts) -> Markup {
    html! {
        details.removal {
            summary { (texts.delete_title) }
            p.hint { (texts.delete_hint) }
            (button_form(&routes::endpoint_delete(page.endpoint.id), page.frame.form_token,
                "button button-danger", texts.delete))
        }
    }
}
