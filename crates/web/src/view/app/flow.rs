use std::time::Duration;

use maud::{Markup, html};
use winfactor_domain::{EventId, EventType, FlowRunId, Locale, Timestamp};
use winfactor_service::flows::Problem;

use super::{
    AppFrame, FlowView, Older, Section,
    flow_checks::{FlowChecks, checks},
    flow_problem::sentence,
    flow_run::DEEPEST_INDENT,
    flow_settings::{FlowSettings, settings},
    list::{cell, head, older, page_head},
};
use crate::view::{
    form::{Choice, Field, button_form, form_token, hidden},
    routes,
    status::{self, RunState},
    texts::{event_types::event_name, flow_problems::FlowProblemTexts, flows::FlowTexts},
};

/// A flow with its runs.
#[derive(Clone, Copy, Debug)]
pub struct FlowPage<'a> {
    pub frame: AppFrame<'a>,
    pub flow: &'a FlowView,
    /// The trigger first, each step followed by the steps inside it.
    pub steps: &'a [FlowStepView],
    /// What keeps it from being switched on, beside a missing owner.
    pub problems: &'a [Problem],
    /// What somebody has to look at before.
    pub checks: FlowChecks<'a>,
    pub settings: FlowSettings<'a>,
    /// Newest first.
    pub runs: &'a [FlowRunView],
    pub older: Older<'a>,
}

/// A step, as the flow's page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStepView {
    /// The trigger is 1.
    pub number: usize,
    pub display_name: String,
    /// How many loops and branches it stands inside of; 0 at the top.
    pub depth: usize,
    /// It is passed over.
    pub skipped: bool,
}

/// A run, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowRunView {
    pub id: FlowRunId,
    pub event: EventId,
    /// Nothing when the event is no longer kept.
    pub event_type: Option<EventType>,
    pub test: bool,
    pub state: RunState,
    pub started_at: Timestamp,
    /// From the beginning to the end; nothing while it goes on.
    pub took: Option<Duration>,
}

pub fn flow_page(page: &FlowPage<'_>) -> Markup {
    let (frame, flow) = (&page.frame, page.flow);
    let locale = frame.reader.locale;
    let texts = FlowTexts::of(locale);
    let below = html! { p.aside { (status::flow_switch(flow.enabled, locale)) } };
    frame.render(
        Section::Flows,
        &flow.name,
        &html! {
            p.back { a href=(routes::FLOWS) { (texts.back) } }
            (page_head(&flow.name, &below, &actions(page, texts)))
            (obstacles(page, texts))
            dl.facts {
                dt { (texts.events) } dd { (flow.events(texts, locale)) }
                dt { (texts.owner) } dd { (flow.owner.as_deref().unwrap_or(texts.no_owner)) }
            }
            (steps(page, texts))
            (checks(page))
            (trial(page, texts))
            section aria-labelledby="runs" {
                h2 #runs .section-title { (texts.runs) }
                @if page.runs.is_empty() {
                    p.empty { (texts.no_runs) }
                } @else {
                    (run_table(page, texts))
                }
                (older(frame, &routes::flow(flow.id), None, &page.older))
            }
            (settings(page, texts))
        },
    )
}

fn actions(page: &FlowPage<'_>, texts: &FlowTexts) -> Markup {
    let (flow, token) = (page.flow, page.frame.form_token);
    html! {
        a.button.button-secondary href=(routes::flow_export(flow.id)) download { (texts.export) }
        @if flow.enabled {
            (button_form(&routes::flow_disable(flow.id), token, "button button-secondary",
                texts.switch_off))
        } @else {
            form method="post" action=(routes::flow_enable(flow.id)) {
                (form_token(token))
                button.button disabled[has_obstacles(page)] { (texts.switch_on) }
            }
        }
    }
}

fn has_obstacles(page: &FlowPage<'_>) -> bool {
    !page.problems.is_empty() || page.flow.owner.is_none()
}

/// What has to be done before it can be switched on.
fn obstacles(page: &FlowPage<'_>, texts: &FlowTexts) -> Markup {
    let locale = page.frame.reader.locale;
    html! {
        @if !page.flow.enabled && has_obstacles(page) {
            section.notice.notice-waiting role="status" {
                h2 { (texts.cannot_switch_on) }
                ul.bullets {
                    @if page.flow.owner.is_none() {
                        li { (FlowProblemTexts::of(locale).owner_missing) }
                    }
                    @for problem in page.problems { li { (sentence(problem, locale)) } }
                }
            }
        }
    }
}

fn steps(page: &FlowPage<'_>, texts: &FlowTexts) -> Markup {
    html! {
        section aria-labelledby="steps" {
            h2 #steps .section-title { (texts.steps) }
            ol.flow-steps {
                @for step in page.steps {
                    li value=(step.number) data-depth=(step.depth.min(DEEPEST_INDENT)) {
                        (step.display_name)
                        @if step.skipped { " " span.tag { (texts.skipped) } }
                    }
                }
            }
        }
    }
}

fn trial(page: &FlowPage<'_>, texts: &FlowTexts) -> Markup {
    let (flow, locale) = (page.flow, page.frame.reader.locale);
    let offered: &[EventType] = if flow.event_types.is_empty() {
        &EventType::ALL
    } else {
        &flow.event_types
    };
    let choices = offered.iter().map(|kind| Choice {
        value: kind.name(),
        label: event_name(*kind, locale),
    });
    html! {
        form.filter-form method="post" action=(routes::TEST_EVENT) {
            (form_token(page.frame.form_token))
            (hidden("destination", &flow.id.to_string()))
            (Field::select("event_type", texts.test_event, choices.collect(), locale))
            button.button.button-secondary { (texts.send_test) }
        }
    }
}

fn run_table(page: &FlowPage<'_>, texts: &FlowTexts) -> Markup {
    let (reader, shell) = (page.frame.reader, page.frame.texts());
    html! {
        div.list-box {
            table.list {
                (head(&[texts.run, texts.event, texts.took, texts.started]))
                tbody {
                    @for run in page.runs {
                        tr {
                            td {
                                a.row-link href=(routes::flow_run(run.id)) {
                                    (status::run(run.state, reader.locale))
                                }
                            }
                            (cell(texts.event, &html! {
                                (run_event(run, reader.locale))
                                @if run.test { " " span.tag { (shell.test) } }
                            }))
                            (cell(texts.took, &html! {
                                @match run.took {
                                    Some(took) => { (reader.duration(took)) }
                                    None => { "–" }
                                }
                            }))
                            (cell(texts.started, &reader.time(run.started_at)))
                        }
                    }
                }
            }
        }
    }
}

/// The event that started a run.
pub(super) fn run_event(run: &FlowRunView, locale: Locale) -> Markup {
    html! {
        @match run.event_type {
            Some(kind) => { a href=(routes::event(run.event)) { (event_name(kind, locale)) } }
            None => { (FlowTexts::of(locale).event_gone) }
        }
    }
}
