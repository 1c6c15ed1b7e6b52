//! The answers that handlers give: a page, or the way to one.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;

use crate::view::Notice;

/// A page. Pages of an organization are for the person who asked, and are not kept.
pub(super) fn page(markup: Markup) -> Response {
    page_as(StatusCode::OK, markup)
}

/// The page of a form again, with what is wrong about it.
pub(super) fn wrong(markup: Markup) -> Response {
    page_as(StatusCode::UNPROCESSABLE_ENTITY, markup)
}

/// The page as it now is: what was asked for is no longer possible.
pub(super) fn too_late(markup: Markup) -> Response {
    page_as(StatusCode::CONFLICT, markup)
}

pub(super) fn page_as(status: StatusCode, markup: Markup) -> Response {
    let keep = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, keep, markup).into_response()
}

/// Leads to another page after a form was dealt with.
pub(super) fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// Leads to another page, which says what was done. An anchor of the address stays its end.
pub(super) fn see_with(address: &str, notice: Notice) -> Response {
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (address, None),
    };
    let mark = if path.contains('?') { '&' } else { '?' };
    let mut address = format!("{path}{mark}{NOTICE}={}", notice.code());
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(anchor);
    }
    see(&address)
}

/// The name of the notice in an address.
pub(super) const NOTICE: &str = "notice";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_notice_joins_the_query_and_leaves_the_anchor_last() {
        let address = |path: &str| {
            let response = see_with(path, Notice::Saved);
            response.headers()[header::LOCATION]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(address("/quotes"), "/quotes?notice=saved");
        assert_eq!(
            address("/leads?status=new"),
            "/leads?status=new&notice=saved"
        );
        assert_eq!(address("/leads#lead_1"), "/leads?notice=saved#lead_1");
    }
}
