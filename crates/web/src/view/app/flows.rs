use maud::{Markup, html};
use winfactor_domain::{EventType, FlowId, Locale};

use super::{
    AppFrame, Section,
    flow::FlowRunView,
    flow_import::{FlowImport, import_form},
    list::{cell, head, page_head},
    recipes::{RecipeView, recipe_list},
};
use crate::view::{
    routes, status,
    texts::{event_types::event_name, flows::FlowTexts},
};

/// The flows of an organization: also the page on which staff look up what happens by itself.
#[derive(Clone, Copy, Debug)]
pub struct FlowsPage<'a> {
    pub frame: AppFrame<'a>,
    pub flows: &'a [FlowView],
    /// The ready-made ones that can be set up.
    pub recipes: &'a [RecipeView],
    pub import: FlowImport<'a>,
}

/// A flow, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowView {
    pub id: FlowId,
    pub name: String,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    pub enabled: bool,
    /// The last runs, newest first.
    pub last_runs: Vec<FlowRunView>,
}

impl FlowView {
    pub(super) fn events(&self, texts: &FlowTexts, locale: Locale) -> String {
        let names: Vec<_> = self
            .event_types
            .iter()
            .map(|kind| event_name(*kind, locale))
            .collect();
        if names.is_empty() {
            texts.all_events.to_owned()
        } else {
            names.join(", ")
        }
    }
}

pub fn flows_page(page: &FlowsPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = FlowTexts::of(frame.reader.locale);
    let intro = html! { p.lead { (texts.intro) } };
    frame.render(
        Section::Flows,
        texts.title,
        &html! {
            (page_head(texts.title, &intro, &html! {}))
            @if page.flows.is_empty() {
                div.empty {
                    h2 { (texts.empty_title) }
                    p { (texts.empty) }
                }
            } @else {
                (table(page, texts))
            }
            (recipe_list(page.recipes, frame))
            (import_form(&page.import, frame, page.flows.is_empty() && page.recipes.is_empty()))
        },
    )
}

fn table(page: &FlowsPage<'_>, texts: &FlowTexts) -> Markup {
    let (locale, shell) = (page.frame.reader.locale, page.frame.texts());
    html! {
        div.list-box {
            table.list {
                (head(&[texts.flow, texts.events, texts.owner, shell.status, texts.last_runs]))
                tbody {
                    @for flow in page.flows {
                        tr {
                            td { a.row-link href=(routes::flow(flow.id)) { (flow.name) } }
                            (cell(texts.events, &html! { (flow.events(texts, locale)) }))
                            (cell(texts.owner, &html! {
                                (flow.owner.as_deref().unwrap_or(texts.no_owner))
                            }))
                            (cell(shell.status, &status::flow_switch(flow.enabled, locale)))
                            (cell(texts.last_runs, &last_runs(flow, texts, locale)))
                        }
                    }
                }
            }
        }
    }
}

/// The newest run in words, those before it as dots.
fn last_runs(flow: &FlowView, texts: &FlowTexts, locale: Locale) -> Markup {
    html! {
        span.runs {
            @match flow.last_runs.split_first() {
                None => { span.aside { (texts.never_ran) } }
                Some((newest, earlier)) => {
                    a href=(routes::flow_run(newest.id)) { (status::run(newest.state, locale)) }
                    @for run in earlier {
                        a.run-dot href=(routes::flow_run(run.id)) { (status::run(run.state, locale)) }
                    }
                }
            }
        }
    }
}
