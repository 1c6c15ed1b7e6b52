//! Where somebody goes on with a paused run of a flow: an approver who follows a link, or a system
//! that calls back. Whoever knows the address may: there is no API key, and the id is not logged.
//!
//! Programs go on with the run by any request. Browsers do not by a GET: scanners open the links of
//! mails, and one that opens all of them would approve. They are shown a page that asks, and its form
//! posts to the same address. A HEAD changes nothing for anybody.
//!
//! | what came of it | `…/{id}` | `…/{id}/sync` |
//! | --- | --- | --- |
//! | the run goes on | 200 | 204 |
//! | called before | 200 and a notice | 410 |
//! | the run is over | 200 and a notice | 409 |
//! | there is no such waitpoint | 404 | 404 |
//!
//! A browser is answered with a page instead of JSON, and with 200 instead of 204.

mod answer;
mod call;
mod payload;

use axum::{Router, middleware, routing::any};

use super::{BASE, error};
use crate::{
    AppState,
    edge::{Asked, Edge, Trouble, edge},
    page_layer::{self, page_layer},
    public::keep_private,
};
use answer::Caller;

/// The addresses of waitpoints, with an edge of their own: it answers browsers and programs.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let apologizing = Edge {
        state: state.clone(),
        apologize,
    };
    let address = format!("{BASE}/flow-runs/{{id}}/waitpoints/{{waitpoint}}");
    Router::new()
        .route(&format!("{address}/sync"), any(call::call_and_wait))
        .route(&address, any(call::call))
        .layer(middleware::from_fn(page_layer))
        .layer(middleware::map_response(keep_private))
        .layer(middleware::from_fn_with_state(apologizing, edge))
}

fn apologize(trouble: Trouble, asked: &Asked<'_>) -> axum::response::Response {
    match Caller::of(asked.uri, asked.headers) {
        Caller::Browser(_) => page_layer::apologize(trouble, asked),
        Caller::Program => error::apologize(trouble, asked),
    }
}
