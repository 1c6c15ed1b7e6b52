//! The page of a sent quote, under an address that nobody can guess.
//!
//! Mail scanners open links, run scripts and even submit forms, so looking at the page changes
//! nothing: a view is what the page itself reports once a person has looked at it for some seconds
//! or has touched it ([`seen`]), and an answer needs the form of the page with its box ticked.
//! Programs that give themselves away are noted as what they are; a page that is loaded in advance
//! and requests for the head alone are not even that.

mod accept;
mod opened;
mod page;
mod reject;
mod seen;
mod show;

use axum::{
    Router, middleware,
    routing::{get, post},
};

use super::answer::keep_private;
use crate::AppState;

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/q/{token}", get(show::show))
        .route("/q/{token}/seen", post(seen::seen))
        .route("/q/{token}/accept", post(accept::accept).get(show::go_back))
        .route("/q/{token}/reject", post(reject::reject).get(show::go_back))
        .layer(middleware::map_response(keep_private))
}
