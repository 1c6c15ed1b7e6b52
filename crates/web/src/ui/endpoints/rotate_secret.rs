use axum::{http::header, response::Response};
use winfactor_domain::EndpointId;
use winfactor_service::endpoints::{self, OVERLAP};

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted, shown_secret},
    view::{Notice, routes},
};

/// Makes a new signing secret, shown on the next page alone.
pub(super) async fn rotate_secret(
    PathId(id): PathId<EndpointId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let (service, organization) = (posted.service(), posted.organization());
    let secret = endpoints::rotate_secret(service, organization, id, OVERLAP).await?;
    let staff = &posted.session.staff;
    let sealed = shown_secret::seal(&posted.state, staff, id, secret.expose());
    let mut response = see_with(&routes::endpoint(id), Notice::SecretRotated);
    let carry = shown_secret::carry(&posted.state, &sealed);
    response.headers_mut().append(header::SET_COOKIE, carry);
    Ok(response)
}
