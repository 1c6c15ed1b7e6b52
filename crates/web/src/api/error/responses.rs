use std::collections::BTreeMap;

use utoipa::{
    IntoResponses, ToSchema,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

use super::ErrorBody;

/// What any operation may answer instead of its result.
pub(in crate::api) struct Reading;

/// The same for one that changes something.
pub(in crate::api) struct Writing;

/// The same for one that what is there may contradict.
pub(in crate::api) struct Changing;

/// The same for one that creates something, and can be repeated.
pub(in crate::api) struct Creating;

type Responses = BTreeMap<String, RefOr<Response>>;

const READING: [(&str, &str); 5] = [
    ("401", "`unauthorized`: no API key, or none in use."),
    ("404", "`not_found`: no such record in this organization."),
    (
        "422",
        "`validation_error`: `details` names what cannot be accepted, by JSON pointer.",
    ),
    (
        "429",
        "`rate_limited`: ask again after `Retry-After` seconds.",
    ),
    (
        "503",
        "`busy`, `unavailable`, `stopping`, `timeout` or `outcome_unknown`: ask again after \
         `Retry-After` seconds.",
    ),
];

const WRITING: [(&str, &str); 4] = [
    (
        "400",
        "`malformed_json`: the message tells line and column.",
    ),
    ("403", "`read_only_key`: this key may only read."),
    ("413", "`too_large`: the body has too many bytes."),
    (
        "415",
        "`unsupported_media_type`: a body is `application/json`.",
    ),
];

impl IntoResponses for Reading {
    fn responses() -> Responses {
        errors(&READING)
    }
}

impl IntoResponses for Writing {
    fn responses() -> Responses {
        let mut all = Reading::responses();
        all.extend(errors(&WRITING));
        all
    }
}

impl IntoResponses for Changing {
    fn responses() -> Responses {
        with_conflict("The request contradicts what is there, as the code says.")
    }
}

impl IntoResponses for Creating {
    fn responses() -> Responses {
        with_conflict(
            "`idempotency_conflict`: the same `Idempotency-Key` with another request; or the \
             request contradicts what is there, as the code says.",
        )
    }
}

fn with_conflict(description: &str) -> Responses {
    let mut all = Writing::responses();
    all.extend(errors(&[("409", description)]));
    all
}

fn errors(errors: &[(&str, &str)]) -> Responses {
    errors
        .iter()
        .map(|(status, description)| ((*status).to_owned(), error(description).into()))
        .collect()
}

fn error(description: &str) -> Response {
    let schema = Ref::from_schema_name(ErrorBody::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new()
        .description(description)
        .content("application/json", content)
        .build()
}
