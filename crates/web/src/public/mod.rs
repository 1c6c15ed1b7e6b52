//! The pages that an organization's customers use without an account: what it makes, the
//! configurator, the contact form, and the offer that was sent to them.
//!
//! - Every form carries a token of its own. It tells that the form was shown by us, and it is the
//!   key by which a form that arrives twice has one effect and one answer. A form that was open for
//!   too long comes back with what was typed.
//! - Whatever was posted is answered with a redirect, so that loading a page again never posts.
//! - A field that people do not see catches programs that fill in forms: they are thanked, and
//!   nothing happens.
//! - Programs may send the same as JSON, and are answered as by the API (see `api::public_forms`).
//! - Looking at an offer changes nothing: a GET is no view (see [`offer`]).

mod answer;
mod configurator;
mod leads;
mod offer;
mod organization;
mod posted;
mod receipt;
mod sender;
mod submissions;
mod visit;
mod whole_form;

use axum::{
    Router,
    routing::{get, post},
};

use crate::AppState;
pub(crate) use answer::keep_private;

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/{organization}", get(organization::show))
        .route(
            "/{organization}/leads",
            post(leads::leave).get(organization::go_back),
        )
        .route(
            "/{organization}/submissions",
            post(submissions::submit).get(organization::go_back),
        )
        .route(
            "/{organization}/submissions/{submission}/{receipt}",
            get(receipt::show),
        )
        .route("/{organization}/{template}", get(configurator::show))
        .route(
            "/{organization}/{template}/drawing",
            get(configurator::draw),
        )
        .merge(offer::router())
}
