use std::time::Duration;

use maud::{Markup, html};
use winfactor_domain::{FlowId, Timestamp};
use winfactor_service::runs::RunPause;

use super::{AppFrame, FlowRunView, Section, flow::run_event, list::page_head};
use crate::view::{
    Reader,
    form::button_form,
    routes,
    status::{self, RunState, StepState},
    texts::flows::FlowTexts,
};

/// A run with its journal.
#[derive(Clone, Copy, Debug)]
pub struct FlowRunPage<'a> {
    pub frame: AppFrame<'a>,
    pub flow: FlowId,
    pub flow_name: &'a str,
    pub run: &'a FlowRunView,
    /// When it goes on, while it waits.
    pub next_at: Option<Timestamp>,
    /// How it is paused, if it is.
    pub pause: Option<&'a RunPause>,
    /// What ended it, when it was not a single step.
    pub failure: Option<&'a str>,
    /// In the order in which they ran.
    pub steps: &'a [StepView],
}

/// What a step did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// The name that expressions use, such as `step_1`.
    pub name: String,
    /// Inside of a loop, which round, from 1; inside of several, such as `2.1`.
    pub iteration: Option<String>,
    /// What people call it.
    pub display_name: String,
    pub state: StepState,
    /// How deep it lies in loops and branches; 0 at the top.
    pub depth: usize,
    pub took: Option<Duration>,
    /// How often it was tried.
    pub attempts: u32,
    /// It was sent again after a restart.
    pub repeated: bool,
    /// JSON, indented for people, without secrets.
    pub input: Option<String>,
    pub output: Option<String>,
    /// What went wrong, in a sentence.
    pub error: Option<String>,
}

pub fn flow_run_page(page: &FlowRunPage<'_>) -> Markup {
    let (frame, run) = (&page.frame, page.run);
    let reader = frame.reader;
    let texts = FlowTexts::of(reader.locale);
    let title = texts.run_of(page.flow_name);
    let below = html! {
        p.aside {
            (status::run(run.state, reader.locale))
            @if let Some(at) = page.next_at { " · " (texts.next_try(&reader.when(at))) }
            @if let Some(pause) = page.pause { " · " (paused(pause, reader, texts)) }
        }
    };
    let actions = html! {
        @if run.state == RunState::Failed {
            span.hint { (texts.retry_hint) }
            (button_form(&routes::flow_run_retry(run.id), frame.form_token, "button", texts.retry))
        }
    };
    frame.render(
        Section::Flows,
        &title,
        &html! {
            p.back { a href=(routes::flow(page.flow)) { (page.flow_name) } }
            (page_head(&title, &below, &actions))
            @if let Some(failure) = page.failure {
                p.notice.notice-bad { strong { (texts.error) ": " } (failure) }
            }
            dl.facts {
                dt { (texts.event) }
                dd {
                    (run_event(run, reader.locale))
                    @if run.test { " " span.tag { (frame.texts().test) } }
                }
                dt { (texts.started) } dd { (reader.time(run.started_at)) }
                @if let Some(took) = run.took { dt { (texts.took) } dd { (reader.duration(took)) } }
            }
            section aria-labelledby="steps" {
                h2 #steps .section-title { (texts.steps) }
                @if page.steps.is_empty() { p.empty { (texts.no_steps) } }
                ol.journal role="list" {
                    @for step in page.steps { (journal_entry(step, page, texts)) }
                }
            }
        },
    )
}

/// Since when and until when it waits, and for what.
fn paused(pause: &RunPause, reader: &Reader, texts: &FlowTexts) -> Markup {
    let until = reader.when(pause.until);
    html! {
        @if let Some(since) = pause.since { (texts.paused_since(&reader.moment(since))) ", " }
        @if let Some(connection) = &pause.connection {
            (texts.awaits_connection(&connection.display_name)) ": " (connection.reason) "; "
        }
        @if pause.awaits_call { (texts.paused_until_call(&until)) }
        @else if pause.gives_up { (texts.gives_up(&until)) }
        @else { (texts.paused_until(&until)) }
    }
}

/// Deeper steps would leave a phone's screen.
pub(super) const DEEPEST_INDENT: usize = 4;

fn journal_entry(step: &StepView, page: &FlowRunPage<'_>, texts: &FlowTexts) -> Markup {
    let reader = page.frame.reader;
    let open = matches!(step.state, StepState::Failed | StepState::Uncertain);
    html! {
        li.card.journal-entry data-depth=(step.depth.min(DEEPEST_INDENT)) {
            div.journal-head {
                h3 {
                    (step.display_name) " " code.aside { (step.name) }
                    @if let Some(iteration) = &step.iteration {
                        " " span.tag { (texts.iteration(iteration)) }
                    }
                }
                p.aside {
                    (status::step(step.state, reader.locale))
                    @if let Some(took) = step.took { " · " (reader.duration(took)) }
                    @if step.attempts > 1 { " · " (texts.attempts(u64::from(step.attempts))) }
                }
            }
            @if step.repeated { p.hint { (texts.repeated) } }
            @if step.state == StepState::Uncertain {
                p.hint { (texts.uncertain_hint) }
            }
            @if let Some(error) = &step.error {
                p.step-error { strong { (texts.error) ": " } (error) }
            }
            (json(texts.input, step.input.as_deref(), open))
            (json(texts.output, step.output.as_deref(), false))
        }
    }
}

fn json(label: &str, text: Option<&str>, open: bool) -> Markup {
    html! {
        @if let Some(text) = text {
            details.response open[open] {
                summary { (label) }
                pre.code { code { (text) } }
            }
        }
    }
}
