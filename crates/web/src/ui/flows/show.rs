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
    view::app::{FlowPage, FlowSettings, FlowSettingsInput, FlowStepView, flow_page},
};

/// One flow with its runs.
pub(super) async fn show(
    desk: Desk,
    PathId(id): PathId<FlowId>,
    query: ListQuery,
) -> Result<Response, PageError> {
    Ok(page(render(&desk, id, &query, None, &[]).await?))
}

/// The page with what was typed into the form of its settings, if anything was.
pub(super) async fn render(
    desk: &Desk,
    id: FlowId,
    query: &ListQuery,
    typed: Option<&FlowSettingsInput>,
    errors: &[FieldError],
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
    Ok(flow_page(&FlowPage {
        frame: desk.frame(),
        flow: &flow,
        steps: &steps,
        problems: &problems,
        settings: FlowSettings {
            input: typed.unwrap_or(&stored),
            errors,
        },
        runs: &run_views,
        older: runs.older(),
    }))
}
