//! What was typed into the form of an endpoint.

use axum::response::Response;
use winfactor_domain::{EndpointId, FieldError};
use winfactor_service::{
    ServiceError,
    endpoints::{AuthSettings, HmacAlgorithm, HmacEncoding},
};

use crate::{
    form_body::FormBody,
    page_error::PageError,
    ui::{answer::wrong, desk::Desk, posted::Posted},
    view::app::{EndpointFormPage, EndpointInput, endpoint_form_page},
};

/// The form as it is shown again; a secret in it is left out.
pub(super) fn read(form: &FormBody) -> EndpointInput {
    let event_types = form.all("event_type").iter();
    EndpointInput {
        url: form.owned("url"),
        description: form.owned("description"),
        event_types: event_types.filter_map(|name| name.parse().ok()).collect(),
        auto_pause: form.ticked("auto_pause"),
        auth_kind: form.owned("auth_kind"),
        auth_name: form.owned("auth_name"),
    }
}

/// How the receiver recognizes us; nothing when that stays as it is.
pub(super) fn auth(form: &FormBody) -> Option<AuthSettings> {
    let (name, secret) = (
        form.text("auth_name").trim().to_owned(),
        form.owned("auth_secret"),
    );
    match form.text("auth_kind") {
        "keep" => None,
        "basic" => Some(AuthSettings::Basic {
            username: name,
            password: secret,
        }),
        "header" => Some(AuthSettings::Header {
            name,
            value: secret,
        }),
        "body_hmac" => Some(AuthSettings::BodyHmac {
            header: name,
            secret,
            algorithm: HmacAlgorithm::Sha256,
            encoding: HmacEncoding::Hex,
            prefix: String::new(),
        }),
        _ => Some(AuthSettings::None),
    }
}

pub(super) fn render(
    desk: &Desk,
    id: Option<EndpointId>,
    input: &EndpointInput,
    errors: &[FieldError],
) -> maud::Markup {
    endpoint_form_page(&EndpointFormPage {
        frame: desk.frame(),
        id,
        input,
        errors,
    })
}

/// Shows the form again with what is wrong about it.
pub(super) async fn refused(
    posted: &Posted,
    id: Option<EndpointId>,
    error: ServiceError,
) -> Result<Response, PageError> {
    let errors = match error {
        ServiceError::Invalid(invalid) => invalid.0,
        // The list is full: there is nothing wrong with any field.
        ServiceError::Conflict { code, message } if code == "too_many_endpoints" => {
            vec![FieldError::new("/url", code, message)]
        }
        error => return Err(error.into()),
    };
    let desk = posted.desk().await?;
    Ok(wrong(render(&desk, id, &read(&posted.form), &errors)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_a_receiver_recognizes_us_is_one_of_four_or_stays() {
        let auth = |kind: &str| {
            let body = format!("auth_kind={kind}&auth_name=+X-Key+&auth_secret=+s3cret+");
            auth(&FormBody::parse(body.as_bytes()))
        };
        assert_eq!(auth("keep"), None);
        assert_eq!(auth("none"), Some(AuthSettings::None));
        let header = AuthSettings::Header {
            name: "X-Key".to_owned(),
            value: " s3cret ".to_owned(),
        };
        assert_eq!(auth("header"), Some(header), "a secret is taken as it is");
        assert_eq!(auth("basic").map(|auth| auth.kind()), Some("basic"));
        assert_eq!(auth("body_hmac").map(|auth| auth.kind()), Some("body_hmac"));
    }
}
