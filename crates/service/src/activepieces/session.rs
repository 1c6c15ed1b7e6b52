use winfactor_connectors::{
    activepieces::{ActivePieces, ActivePiecesError},
    secret::SecretText,
};
use winfactor_domain::{OrganizationId, Timestamp};
use winfactor_store::activepieces::{self as tables, SignInRow};

use super::{
    error::refused,
    sign_in::{context, not_signed_in},
};
use crate::{Result, Service, ServiceError, secrets::ExposeSecret};

/// A server, as the account that signed in.
#[derive(Debug)]
pub(super) struct Session {
    pub server: ActivePieces,
    /// The project that the account works in first.
    pub project_id: String,
    organization: OrganizationId,
    signed_in_at: Timestamp,
}

impl Session {
    /// Of an organization that is signed in.
    pub(super) async fn open(service: &Service, organization: OrganizationId) -> Result<Self> {
        let row = row(service, organization)
            .await?
            .ok_or_else(not_signed_in)?;
        match service.now() < row.expires_at {
            true => Session::of(service, row),
            false => Err(refused(&ActivePiecesError::SignedOut, &row.url)),
        }
    }

    /// The same, if it is signed in to the server at that base address.
    pub(super) async fn at(
        service: &Service,
        organization: OrganizationId,
        base: &str,
    ) -> Result<Option<Self>> {
        match row(service, organization).await? {
            Some(row) if row.url == base && service.now() < row.expires_at => {
                Session::of(service, row).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn of(service: &Service, row: SignInRow) -> Result<Self> {
        let sealer = service.secrets().sealer();
        let token = sealer.open(&context(row.organization), &row.sealed)?;
        let token = String::from_utf8(token.expose_secret().to_vec())
            .map_err(|error| ServiceError::internal("the stored sign-in at ActivePieces", error))?;
        Ok(Session {
            server: ActivePieces::new(service.http(), &row.url, SecretText::new(token)),
            project_id: row.project_id,
            organization: row.organization,
            signed_in_at: row.signed_in_at,
        })
    }

    /// Passes an answer on. When the server does not take the token any more, that is remembered.
    pub(super) async fn heard<T>(
        &self,
        service: &Service,
        answer: Result<T, ActivePiecesError>,
    ) -> Result<T> {
        match answer {
            Ok(answer) => Ok(answer),
            Err(error) => {
                self.note(service, &error).await?;
                Err(refused(&error, self.server.base()))
            }
        }
    }

    /// Remembers that the sign-in has ended, if that is what went wrong.
    pub(super) async fn note(&self, service: &Service, error: &ActivePiecesError) -> Result<()> {
        if *error != ActivePiecesError::SignedOut {
            return Ok(());
        }
        let (organization, signed_in_at) = (self.organization, self.signed_in_at);
        service
            .write(move |work| {
                let now = work.now;
                Ok(tables::end_sign_in(
                    work.tx,
                    organization,
                    signed_in_at,
                    now,
                )?)
            })
            .await
    }
}

async fn row(service: &Service, organization: OrganizationId) -> Result<Option<SignInRow>> {
    service
        .read(move |tx| Ok(tables::sign_in(tx, organization)?))
        .await
}
