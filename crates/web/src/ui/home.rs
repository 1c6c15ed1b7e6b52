use axum::{Router, response::Response, routing::get};
use winfactor_service::{Page, connections::ConnectionStatus, endpoints, events, overview};

use super::{
    answer::page,
    desk::Desk,
    endpoints::{all, endpoint_state, name, state_needs_somebody},
    events::{destination_view, event_views},
    flows,
};
use crate::{
    AppState,
    page_error::PageError,
    view::{
        app::{Attention, Counts, Destination, FirstRun, HomePage, home_page},
        routes,
    },
};

pub(super) fn router() -> Router<AppState> {
    Router::new().route(routes::HOME, get(home))
}

/// Events shown on the overview.
const LATEST: u32 = 8;

/// What waits for somebody, and what happened last.
async fn home(desk: Desk) -> Result<Response, PageError> {
    let (service, organization) = (desk.service(), desk.id());
    let latest = Page {
        limit: LATEST,
        before: None,
    };
    let (overview, endpoints, (latest, _)) = tokio::try_join!(
        overview::get(service, organization),
        all(service, organization),
        events::list(
            service,
            organization,
            events::EventFilter::default(),
            latest
        ),
    )?;
    let events = event_views(&desk, latest).await?;
    let counts = overview.counts;
    let receiver = overview.receiver.and_then(|receiver| {
        destination_view(&receiver.destination.to_string(), Some(receiver.name))
    });
    let recipe = flows::recommended(desk.reader.locale);
    let begun = receiver.is_some() && counts.has_delivered && counts.has_submission;
    let first_run = FirstRun {
        destination: receiver.as_ref(),
        recipe: recipe.as_ref(),
        test_accepted: counts.has_delivered,
        has_submission: counts.has_submission,
    };
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(page(home_page(&HomePage {
        frame: desk.frame(),
        first_run: (!begun).then_some(first_run),
        counts: Counts {
            new_submissions: count(counts.new_submissions),
            drafts: count(counts.drafts),
            open_quotes: count(counts.open_quotes),
            new_leads: count(counts.new_leads),
        },
        attention: &attention(
            &endpoints,
            overview.connections,
            count(counts.failed_deliveries),
        ),
        events: &events,
    })))
}

/// What stays broken until somebody acts.
fn attention(
    endpoints: &[endpoints::Endpoint],
    connections: Vec<(String, ConnectionStatus)>,
    failed: u64,
) -> Vec<Attention> {
    let troubled = endpoints.iter().filter_map(|endpoint| {
        let state = endpoint_state(&endpoint.state);
        state_needs_somebody(state).then(|| Attention::Endpoint {
            destination: Destination {
                id: endpoint.id.to_string(),
                name: name(endpoint).to_owned(),
                href: routes::endpoint(endpoint.id),
            },
            state,
            held: u64::try_from(endpoint.held).unwrap_or_default(),
        })
    });
    let failed = (failed > 0).then_some(Attention::FailedEvents { count: failed });
    let connections = connections.into_iter().map(|(name, status)| match status {
        ConnectionStatus::Expired => Attention::ExpiredConnection { name },
        ConnectionStatus::Broken | ConnectionStatus::Works => Attention::BrokenConnection { name },
    });
    troubled.chain(connections).chain(failed).collect()
}
