use axum::response::Response;
use futures_util::future::try_join_all;
use maud::Markup;
use winfactor_domain::FieldError;
use winfactor_service::{
    Page, Result as ServiceResult,
    flows::{self, Flow},
    runs::{self, RunsFilter},
};

use super::views::{flow_view, recipes, run_view};
use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk},
    view::app::{FlowImport, FlowImportInput, FlowView, FlowsPage, flows_page},
};

/// The most that an organization can have.
const ALL: Page = Page {
    limit: 100,
    before: None,
};
/// Runs shown beside each flow.
const LAST_RUNS: u32 = 5;

/// All flows.
pub(super) async fn list(desk: Desk) -> Result<Response, PageError> {
    let input = FlowImportInput {
        owner_name: desk.staff.name.clone(),
        ..FlowImportInput::default()
    };
    Ok(page(render(&desk, &input, &[]).await?))
}

/// The page with what was typed into the form of the import.
pub(super) async fn render(
    desk: &Desk,
    input: &FlowImportInput,
    errors: &[FieldError],
) -> ServiceResult<Markup> {
    let (found, _) = flows::list(desk.service(), desk.id(), ALL).await?;
    let flows = try_join_all(found.into_iter().map(|flow| with_runs(desk, flow))).await?;
    Ok(flows_page(&FlowsPage {
        frame: desk.frame(),
        flows: &flows,
        recipes: &recipes(desk.reader.locale),
        import: FlowImport { input, errors },
    }))
}

async fn with_runs(desk: &Desk, flow: Flow) -> ServiceResult<FlowView> {
    let filter = RunsFilter {
        flow: Some(flow.id),
        ..RunsFilter::default()
    };
    let newest = Page {
        limit: LAST_RUNS,
        before: None,
    };
    let (runs, _) = runs::list(desk.service(), desk.id(), filter, newest).await?;
    Ok(flow_view(flow, runs.iter().map(run_view).collect()))
}
