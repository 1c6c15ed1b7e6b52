//! The API's description in OpenAPI 3.1 and the page that shows it.
//!
//! The document is collected from the operations themselves, so an operation cannot be served and
//! left out. What utoipa cannot know of them is added afterwards: money is a plain decimal number
//! ([`decimals`]), and answers always have all of their fields ([`presence`]). A copy is kept in
//! `docs/openapi.json`, which a check compares with this.

mod decimals;
mod presence;

use std::sync::LazyLock;

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
    response::Response,
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{error::ErrorBody, operations, reply::rendered};

/// The API in the words of OpenAPI 3.1.
pub fn open_api() -> openapi::OpenApi {
    let mut document = operations().split_for_parts().1;
    decimals::describe_as_plain_numbers(&mut document);
    presence::require_what_answers_have(&mut document);
    document
}

/// What the document says before any operation.
pub(super) fn frame() -> openapi::OpenApi {
    Frame::openapi()
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "WinFactor API",
        version = "1",
        description = "Everything that integrations need: templates, submissions, quotes, contacts \
            and leads; the events that tell of them, and the endpoints and flows that hear of \
            these.\n\nSizes are whole millimetres, times are Unix milliseconds, money is a decimal \
            number in the precision of its currency. Lists come newest first, in parts. Fields \
            that a request does not know are refused; answers may get new fields, which clients \
            pass over.",
    ),
    servers((url = "/api/v1")),
    security(("apiKey" = [])),
    components(schemas(ErrorBody)),
    modifiers(&ApiKey),
    tags(
        (name = "organization", description = "The organization that the API key belongs to."),
        (name = "templates", description = "Products that customers configure."),
        (name = "submissions", description = "What customers configured and sent."),
        (name = "quotes", description = "Offers: draft, sent, viewed, then accepted, rejected or \
            expired. A sent one can be revised, which makes a draft of its next version."),
        (name = "contacts", description = "The people an organization deals with, one for each \
            e-mail address. Submissions fill them."),
        (name = "leads", description = "Messages left on the organization's public page."),
        (name = "events", description = "What happened, the bodies that receivers got, and every \
            try to deliver them."),
        (name = "event types", description = "The nine core events, with the JSON Schemas and \
            samples of their bodies."),
        (name = "webhook endpoints", description = "Addresses that events are sent to, signed."),
        (name = "flows", description = "Automations that WinFactor runs itself, in the format of \
            ActivePieces."),
        (name = "flow runs", description = "What the flows did, step by step."),
        (name = "files", description = "Rows that flows append, month by month, as CSV or XLSX."),
        (name = "activepieces", description = "Hand in hand with an ActivePieces server: sign in, bring \
            flows there, try them out."),
        (name = "connections", description = "Accounts at other services, for the steps of flows. \
            Their values are kept encrypted and never shown."),
        (name = "inbox", description = "What flows, and WinFactor itself, tell the organization's \
            people."),
    ),
)]
struct Frame;

struct ApiKey;

impl Modify for ApiKey {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("wf_live_…")
            .description(Some(
                "An API key of the organization: `Authorization: Bearer wf_live_…`.",
            ))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("apiKey", SecurityScheme::Http(scheme));
    }
}

/// Answers `GET /openapi.json`.
pub(super) async fn serve() -> Response {
    static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| {
        let document = open_api().to_json();
        document
            .expect("a description of texts and numbers is JSON")
            .into()
    });
    rendered(StatusCode::OK, Body::from(DOCUMENT.clone()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn generated_open_api_document_is_current() {
        let mut document = open_api().to_pretty_json().unwrap();
        document.push('\n');
        winfactor_testkit::golden::assert_file("docs/openapi.json", &document);
    }
}
