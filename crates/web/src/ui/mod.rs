//! The pages of an organization's people: what arrived, what was offered, what became of it, and
//! where the events went.
//!
//! A page takes a [`Desk`](desk::Desk): who reads, in which language and time zone, and what the
//! frame around every page shows; without a session its handler is not reached. A form takes a
//! [`Posted`](posted::Posted): the same session, and a form that was made for it. What a form did is
//! told by the page that its answer leads to (Post/Redirect/Get, see [`answer`]); what is wrong with
//! it is told in place, with everything that was typed (422). A form that creates something is
//! recognized when it comes again (see [`posted::Posted::once`]).

mod answer;
mod desk;
mod endpoints;
mod events;
mod flows;
mod home;
mod inbox;
mod leads;
mod list;
mod path_id;
mod posted;
mod quotes;
mod shown_secret;
mod sign_in;
mod submissions;

use axum::Router;

use crate::AppState;

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .merge(home::router())
        .merge(sign_in::router())
        .merge(inbox::router())
        .merge(submissions::router())
        .merge(quotes::router())
        .merge(leads::router())
        .merge(events::router())
        .merge(endpoints::router())
        .merge(flows::router())
}
