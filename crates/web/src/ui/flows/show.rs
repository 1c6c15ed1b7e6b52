use axum::response::Response;
use maud::Markup;
use winfactor_domain::{FieldError, FlowId, FlowRunId};
use winfactor_service::{
    Result as ServiceResult, flows,
    runs::{self, RunsFilter},
};

use super::views::{flow_view, run_view};
use crate::{
    page_error::PageError,
    ui::{
        answer::page,
        desk::Desk,
        list::{ListQuery, Rows},
        path_id::PathId,
    },
    view::app::{
        FlowChecks, FlowChecksInput, FlowPage, FlowSettings, FlowSettingsInput, FlowStepView,
        flow_page,
    },
};

/// One flow with its runs.
pub(super) async fn show(
    desk: Desk,
    PathId(id): PathId<FlowId>,
    query: ListQuery,
) -> Result<Response, PageError> {
    Ok(page(render(&desk, id, &query, Said::default()).await?))
}

/// What was typed into one of the page's forms and could not be accepted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'a> {
    pub settings: Option<(&'a FlowSettingsInput, &'a [FieldError])>,
    pub checks: Option<&'a FlowChecksInput>,
}

/// The page with what was typed, if anything was.
pub(super) async fn render(
    desk: &Desk,
    id: FlowId,
    query: &ListQuery,
    said: Said<'_>,
) -> ServiceResult<Markup> {
    let (service, organization) = (desk.service(), desk.id());
    let flow = flows::get(service, organization, id).await?;
    let filter = RunsFilter {
        flow: Some(id),
        ..RunsFilter::default()
    };
    let part = query.page::<FlowRunId>();
    let runs = runs::list(service, organization, filter, part.clone()).await?;
    let runs = Rows::new(runs, &part, |run| run.id);
    let problems = flow.problems.clone();
    let (customer_steps, tested_steps) = (flow.customer_steps.clone(), flow.tested_steps.clone());
    let steps = flow.steps.iter().map(|step| FlowStepView {
        number: step.number,
        display_name: step.display_name.clone(),
        depth: step.depth,
        skipped: step.skipped,
    });
    let steps: Vec<_> = steps.collect();
    let run_views: Vec<_> = runs.rows.iter().map(run_view).collect();
    let flow = flow_view(flow, Vec::new());
    let stored = FlowSettingsInput::of(&flow);
    let (input, errors) = said.settings.unwrap_or((&stored, &[]));
    Ok(flow_page(&FlowPage {
        frame: desk.frame(),
        flow: &flow,
        steps: &steps,
        problems: &problems,
        checks: FlowChecks {
            customer_steps: &customer_steps,
            tested_steps: &tested_steps,
            said: said.checks,
        },
        settings: FlowSettings { input, errors },
        runs: &run_views,
        older: runs.older(),
    }))
}
