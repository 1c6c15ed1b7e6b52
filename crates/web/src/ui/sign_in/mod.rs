//! How the organization's people come in and go.
//!
//! The form of the sign-in page belongs to nobody yet: its token shows only that it was made here,
//! and where the browser says which site a form was sent from, it must be this one. Otherwise
//! another site could sign its visitors in to an account of its own and read what they do there.

mod enter;
mod leave;
mod show;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::SIGN_IN, get(show::show).post(enter::enter))
        .route(routes::SIGN_OUT, post(leave::leave))
}

/// What the tokens of the sign-in form are for.
const FORM_PURPOSE: &str = "sign-in";
