use maud::{Markup, html};
use winfactor_domain::{EventType, SubmissionStatus};

use super::{
    AppFrame, EventView, Section,
    events::{Destination, event_table},
    list::page_head,
    recipes::{RecipeView, set_up},
};
use crate::view::{
    form::{form_token, hidden},
    routes,
    status::EndpointState,
    texts::home::HomeTexts,
};

/// The first page after signing in: what waits for somebody, and what happened last.
#[derive(Clone, Copy, Debug)]
pub struct HomePage<'a> {
    pub frame: AppFrame<'a>,
    /// The first steps, until they have been taken.
    pub first_run: Option<FirstRun<'a>>,
    pub counts: Counts,
    pub attention: &'a [Attention],
    /// The latest events, newest first.
    pub events: &'a [EventView],
}

/// How far the first steps have been taken.
#[derive(Clone, Copy, Debug)]
pub struct FirstRun<'a> {
    /// The ready-made flow that is offered until there is a destination.
    pub recipe: Option<&'a RecipeView>,
    /// Where `submission.created` goes to, once there is such a place.
    pub destination: Option<&'a Destination>,
    pub test_accepted: bool,
    pub has_submission: bool,
}

/// What waits for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new_submissions: u64,
    pub drafts: u64,
    /// Sent or viewed, and not answered.
    pub open_quotes: u64,
    pub new_leads: u64,
}

/// Something that stays broken until somebody acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attention {
    Endpoint {
        destination: Destination,
        state: EndpointState,
        held: u64,
    },
    FailedEvents {
        count: u64,
    },
    /// It has to be connected again.
    ExpiredConnection {
        name: String,
    },
    /// It has to be corrected.
    BrokenConnection {
        name: String,
    },
}

pub fn home_page(page: &HomePage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = HomeTexts::of(frame.reader.locale);
    frame.render(
        Section::Home,
        texts.title,
        &html! {
            (page_head(texts.title, &html! {}, &html! {}))
            (attention(page, texts))
            @if let Some(first_run) = &page.first_run { (first_steps(page, first_run, texts)) }
            (counts(page, texts))
            section aria-labelledby="latest" {
                h2 #latest .section-title { (texts.latest) }
                @if page.events.is_empty() {
                    p.empty { (texts.no_events) }
                } @else {
                    (event_table(page.events, frame))
                    p.paging { a href=(routes::EVENTS) { (texts.all_events) } }
                }
            }
        },
    )
}

fn attention(page: &HomePage<'_>, texts: &HomeTexts) -> Markup {
    html! {
        @if !page.attention.is_empty() {
            section.notice.notice-bad aria-labelledby="attention" {
                h2 #attention { (texts.attention) }
                ul.attention role="list" {
                    @for item in page.attention { (attention_item(item, page, texts)) }
                }
            }
        }
    }
}

fn attention_item(item: &Attention, page: &HomePage<'_>, texts: &HomeTexts) -> Markup {
    let reader = page.frame.reader;
    match item {
        Attention::Endpoint {
            destination,
            state,
            held,
        } => {
            let (name, held) = (destination.name.as_str(), reader.count(*held));
            let words = match state {
                EndpointState::Active | EndpointState::Failing => texts.failing(name),
                EndpointState::Gone => texts.stopped(name),
                EndpointState::FlowOff => texts.flow_off(name, &held),
                EndpointState::PausedByHand | EndpointState::PausedAfterFailures => {
                    texts.paused(name, &held)
                }
            };
            html! { li { a href=(destination.href) { (words) } } }
        }
        Attention::FailedEvents { count } => html! {
            li { a href={ (routes::EVENTS) "?status=failed" } { (texts.failed(*count)) } }
        },
        Attention::ExpiredConnection { name } => html! { li { (texts.connection(name)) } },
        Attention::BrokenConnection { name } => html! { li { (texts.broken(name)) } },
    }
}

fn first_steps(page: &HomePage<'_>, first_run: &FirstRun<'_>, texts: &HomeTexts) -> Markup {
    let frame = &page.frame;
    let has_destination = first_run.destination.is_some();
    html! {
        section.card.first-run aria-labelledby="first-run" {
            h2 #first-run { (texts.start_title) }
            p.lead { (texts.start_intro) }
            ol.steps role="list" {
                (step(has_destination, texts.step_receiver, texts.step_receiver_text, texts,
                    &receivers(frame, first_run, texts)))
                (step(first_run.test_accepted, texts.step_test, texts.step_test_text, texts,
                    &test_form(frame, first_run.destination, texts)))
                (step(first_run.has_submission, texts.step_page, texts.step_page_text, texts, &html! {
                    a.button.button-small.button-secondary
                        href=(routes::organization(frame.organization_slug)) { (texts.open_page) }
                }))
            }
        }
    }
}

/// The two ways to a first receiver: a ready-made flow of our own, or ActivePieces.
fn receivers(frame: &AppFrame<'_>, first_run: &FirstRun<'_>, texts: &HomeTexts) -> Markup {
    let offered = first_run.recipe.filter(|_| first_run.destination.is_none());
    html! {
        div.step-actions {
            @if let Some(recipe) = offered { (set_up(recipe, frame, true, texts.use_recipe)) }
            a.button.button-small.button-secondary href=(routes::NEW_ENDPOINT) {
                (texts.add_endpoint)
            }
        }
    }
}

fn step(done: bool, title: &str, text: &str, texts: &HomeTexts, action: &Markup) -> Markup {
    html! {
        li.step-item .step-done[done] {
            div {
                h3 {
                    (title)
                    @if done { " " span.aside { "· " (texts.done) } }
                }
                p { (text) }
            }
            (action)
        }
    }
}

fn test_form(frame: &AppFrame<'_>, destination: Option<&Destination>, texts: &HomeTexts) -> Markup {
    html! {
        form method="post" action=(routes::TEST_EVENT) {
            (form_token(frame.form_token))
            (hidden("event_type", EventType::SubmissionCreated.name()))
            @if let Some(destination) = destination {
                (hidden("destination", &destination.id))
            }
            button.button.button-small disabled[destination.is_none()] { (texts.send_test) }
        }
    }
}

fn counts(page: &HomePage<'_>, texts: &HomeTexts) -> Markup {
    let counts = page.counts;
    let new_submissions = format!("{}?status={}", routes::SUBMISSIONS, SubmissionStatus::New);
    let tiles = [
        (
            new_submissions,
            counts.new_submissions,
            texts.new_submissions,
        ),
        (
            format!("{}?status=draft", routes::QUOTES),
            counts.drafts,
            texts.drafts,
        ),
        (
            format!("{}?status=sent", routes::QUOTES),
            counts.open_quotes,
            texts.open_quotes,
        ),
        (
            format!("{}?status=new", routes::LEADS),
            counts.new_leads,
            texts.new_leads,
        ),
    ];
    html! {
        ul.tiles role="list" {
            @for (href, count, words) in tiles {
                li {
                    a.card.tile href=(href) {
                        strong .tile-zero[count == 0] { (page.frame.reader.count(count)) }
                        span { (words) }
                    }
                }
            }
        }
    }
}
