//! Hand in hand with an ActivePieces server: what is known of the flow behind an endpoint, and how a
//! flow gets there from here.

#![allow(clippy::unwrap_used)]

mod bring;
mod endpoints;
mod missing;
mod sign_in;
mod support;
mod switched_off;
mod tried_out;
