use winfactor_connectors::{
    activepieces::{self as remote, TOKEN_LIFE, base_address},
    http::UrlProblem,
    secret::SecretText,
};
use winfactor_domain::{FieldError, OrganizationId, Text, Timestamp};
use winfactor_store::activepieces::{self as tables, SignInRow};

use super::error::{allow_hint, refused};
use crate::{
    Result, Service, ServiceError,
    secrets::{ExposeSecret, SecretString},
};

/// Who signs in where. The password is sent to the server and kept nowhere.
#[derive(Debug)]
pub struct NewSignIn {
    /// Any address of the server.
    pub url: String,
    pub email: String,
    pub password: SecretString,
}

/// A sign-in, without its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The server's base address.
    pub url: String,
    pub email: String,
    /// The project that the account works in first.
    pub project_id: String,
    pub signed_in_at: Timestamp,
    pub expires_at: Timestamp,
    /// Whether it still is one; otherwise somebody has to sign in again.
    pub is_live: bool,
}

const MAX_EMAIL: usize = 254;

/// Signs in to a server, in the place of the sign-in before.
pub async fn sign_in(
    service: &Service,
    organization: OrganizationId,
    new: NewSignIn,
) -> Result<SignedIn> {
    let mut text = Text::new();
    let checked = service.http().check_url(&new.url).map_err(|problem| {
        let message = match &problem {
            UrlProblem::Refused(refusal) => {
                let host = format!("{}:{}", refusal.host, refusal.port);
                format!("{problem}. {}", allow_hint(&host))
            }
            _ => problem.to_string(),
        };
        FieldError::new("/url", problem.code(), message)
    });
    let base = text.checked(checked).map(|url| base_address(&url));
    let email = text.required("/email", &new.email, MAX_EMAIL);
    if new.password.expose_secret().is_empty() {
        text.error("/password", "required", "must not be empty");
    }
    text.finish()?;
    let base = base.unwrap_or_default();

    let password = SecretText::new(new.password.expose_secret());
    let signed_in = remote::sign_in(service.http(), &base, &email, &password)
        .await
        .map_err(|error| refused(&error, &base))?;
    let now = service.now();
    let token = signed_in.token.expose().as_bytes();
    let row = SignInRow {
        organization,
        url: base,
        email,
        project_id: signed_in.project_id,
        sealed: service
            .secrets()
            .sealer()
            .seal(&context(organization), token),
        signed_in_at: now,
        expires_at: now + TOKEN_LIFE,
    };
    let kept = row.clone();
    service
        .write(move |work| {
            work.organization(organization)?;
            Ok(tables::put_sign_in(work.tx, &kept)?)
        })
        .await?;
    Ok(SignedIn::of(row, now))
}

/// The sign-in of an organization.
pub async fn get(service: &Service, organization: OrganizationId) -> Result<SignedIn> {
    let found = service
        .read(move |tx| Ok(tables::sign_in(tx, organization)?))
        .await?;
    let row = found.ok_or_else(not_signed_in)?;
    Ok(SignedIn::of(row, service.now()))
}

/// Forgets the sign-in. What was brought to the server stays there, and goes on.
pub async fn forget(service: &Service, organization: OrganizationId) -> Result<()> {
    service
        .write(
            move |work| match tables::delete_sign_in(work.tx, organization)? {
                true => Ok(()),
                false => Err(not_signed_in()),
            },
        )
        .await
}

impl SignedIn {
    fn of(row: SignInRow, now: Timestamp) -> Self {
        SignedIn {
            url: row.url,
            email: row.email,
            project_id: row.project_id,
            signed_in_at: row.signed_in_at,
            expires_at: row.expires_at,
            is_live: now < row.expires_at,
        }
    }
}

pub(super) fn not_signed_in() -> ServiceError {
    let message = "no ActivePieces server is connected: sign in to one first";
    ServiceError::conflict("activepieces_not_signed_in", message)
}

/// Binds the token to its row.
pub(super) fn context(organization: OrganizationId) -> String {
    format!("activepieces_sign_ins/{organization}")
}
