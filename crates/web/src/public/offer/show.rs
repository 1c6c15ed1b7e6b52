use axum::{
    extract::State,
    http::{HeaderMap, Method, StatusCode},
    response::{Redirect, Response},
};
use winfactor_service::quotes::{self, ViewKind, ViewSignal, Visitor, suspect};

use super::{
    opened::Opened,
    page::{Typed, render},
    seen::is_in_advance,
};
use crate::{AppState, ClientAddress, public::sender::user_agent};

/// The page of an offer. It counts no view.
pub(super) async fn show(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    method: Method,
    headers: HeaderMap,
    opened: Opened,
) -> Response {
    if method == Method::GET && !is_in_advance(&headers) {
        let visitor = Visitor::new(&address.to_string(), user_agent(&headers));
        note_robot(&state, &opened, visitor).await;
    }
    render(&state, &opened, StatusCode::OK, &Typed::default())
}

/// Leads from the address of a form to the page that it stands on.
pub(super) async fn go_back(opened: Opened) -> Redirect {
    opened.lead_to()
}

/// Notes a program that says what it is. Whoever opens the page sees it in any case.
async fn note_robot(state: &AppState, opened: &Opened, visitor: Visitor) {
    let Some(reason) = suspect(visitor.user_agent()) else {
        return;
    };
    let signal = ViewSignal {
        kind: ViewKind::SuspectedRobot(reason),
        visitor,
        viewer_is_staff: false,
    };
    if let Err(error) = quotes::view(state.service(), &opened.token, signal).await {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(error, "the visit of a robot was not noted");
    }
}
